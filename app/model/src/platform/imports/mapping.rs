//! Which column of a file is which field.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Field, FieldKind, Subject, fields::Need};
use crate::{
    Complaint, FieldErrors,
    values::{
        Amount, Currency, DayOrder, Domain, EmailAddress,
        day::{DayGuess, Written},
        money::DecimalStyle,
        text::Name,
    },
};

/// How a file is to be read. The same in the wizard, in the file behind `--mapping` and over REST.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mapping {
    /// What the rows are.
    pub subject: Subject,
    /// The order of day and month, where a column needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_order: Option<DayOrder>,
    /// How decimals are set apart.
    #[serde(default)]
    pub decimals: DecimalStyle,
    /// The currency of amounts that say none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// The account of deals and activities that name none; made where there is no such account. Without one such rows
    /// are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise_account: Option<Name>,
    /// The columns, in the order of the file.
    pub columns: Vec<Column>,
}

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Column {
    /// Its header; files give each column a header of its own.
    pub header: String,
    /// Key of the field that it becomes; without one the column is ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Its days are spreadsheet numbers: 44195 for 30 December 2020.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub serial: bool,
}

/// A mapping to begin with, and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// The mapping.
    pub mapping: Mapping,
    /// How sure each column is, in the order of the columns; `None` where it is ignored.
    pub confidence: Vec<Option<Confidence>>,
    /// What the mapped days tell about their order. What is not clear has to be asked.
    pub days: DayGuess,
}

/// How sure a guess about a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Only the samples look like it.
    Weak,
    /// The header says it, the samples do not confirm it.
    Likely,
    /// The header says it and the samples are such values.
    Sure,
}

impl Mapping {
    /// The most columns of a file.
    pub const MOST_COLUMNS: usize = 500;

    /// A mapping to begin with, from headers and a few cells of each column.
    pub fn guess(headers: &[String], samples: &[Vec<String>], subject: Subject) -> Guess {
        let none = Vec::new();
        let samples_of = |place: usize| samples.get(place).unwrap_or(&none);
        let mut chosen: BTreeMap<usize, (&'static Field, Confidence)> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for (place, field, confidence) in candidates(headers, &samples_of, subject) {
            if !chosen.contains_key(&place) && taken.insert(field.key) {
                chosen.insert(place, (field, confidence));
            }
        }
        settle_names(&mut chosen);

        let columns = headers.iter().enumerate().map(|(place, header)| {
            let field = chosen.get(&place).map(|(field, _)| *field);
            Column {
                header: header.clone(),
                field: field.map(|field| field.key.to_owned()),
                serial: field.is_some_and(|field| is_day(field.kind)) && all_serial(samples_of(place)),
            }
        });
        let cells_of = |wanted: fn(FieldKind) -> bool| {
            chosen
                .iter()
                .filter(move |(_, (field, _))| wanted(field.kind))
                .flat_map(|(place, _)| samples_of(*place))
                .map(String::as_str)
        };
        let days = DayOrder::guess(cells_of(is_day));
        let mapping = Self {
            subject,
            day_order: match days {
                DayGuess::Clear(order) => Some(order),
                DayGuess::NotNeeded | DayGuess::Ambiguous | DayGuess::Contradictory => None,
            },
            decimals: DecimalStyle::guess(cells_of(|kind| kind == FieldKind::Amount)),
            currency: None,
            otherwise_account: None,
            columns: columns.collect(),
        };
        let confidence = (0..headers.len())
            .map(|place| chosen.get(&place).map(|(_, confidence)| *confidence))
            .collect();
        Guess {
            mapping,
            confidence,
            days,
        }
    }

    /// Whether rows can be read by it. Complaints are filed under the key of the field, under the header for an unknown
    /// field, and under `day_order` or `currency`. Samples, one list per column, tell whether those two are needed.
    pub fn check(&self, samples: &[Vec<String>]) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::none().unless(
            self.columns.len() <= Self::MOST_COLUMNS,
            "columns",
            Complaint::AtMost(500),
        );
        let mut mapped = BTreeSet::new();
        for column in &self.columns {
            let Some(key) = &column.field else { continue };
            match self.subject.field(key) {
                None => errors = errors.and(&column.header, Complaint::NoSuch),
                Some(field) if !mapped.insert(field.key) => {
                    errors = errors.and(field.key, Complaint::MappedTwice);
                }
                Some(_) => {}
            }
        }
        errors = self.check_needs(&mapped, errors);
        errors = errors.unless(
            self.currency.is_some() || !self.needs_currency(&mapped, samples),
            "currency",
            Complaint::Required,
        );
        let days = DayOrder::guess(self.samples_of(samples, is_day));
        let clear = !matches!(days, DayGuess::Ambiguous | DayGuess::Contradictory);
        errors
            .unless(self.day_order.is_some() || clear, "day_order", Complaint::Ambiguous)
            .into_result()
    }

    fn check_needs(&self, mapped: &BTreeSet<&str>, mut errors: FieldErrors) -> FieldErrors {
        let fields = self.subject.fields();
        let with = |need: Need| fields.iter().filter(move |field| field.need == need);
        for field in with(Need::Always) {
            errors = errors.unless(mapped.contains(field.key), field.key, Complaint::Required);
        }
        if let Some(first) = with(Need::OneOf).next() {
            let some = with(Need::OneOf).any(|field| mapped.contains(field.key));
            errors = errors.unless(some, first.key, Complaint::Required);
        }
        let (there, missing): (Vec<_>, Vec<_>) = with(Need::TwoOf).partition(|field| mapped.contains(field.key));
        for field in missing.iter().take(2_usize.saturating_sub(there.len())) {
            errors = errors.and(field.key, Complaint::Required);
        }
        for field in there.iter().skip(2) {
            errors = errors.and(field.key, Complaint::AtMost(2));
        }
        errors
    }

    /// Whether amounts are mapped of which not even the samples say their currency.
    fn needs_currency(&self, mapped: &BTreeSet<&str>, samples: &[Vec<String>]) -> bool {
        let amounts = self
            .subject
            .fields()
            .iter()
            .any(|field| field.kind == FieldKind::Amount && mapped.contains(field.key));
        let mut amounts_seen = self.samples_of(samples, |kind| kind == FieldKind::Amount).peekable();
        let marked = amounts_seen.peek().is_some()
            && amounts_seen
                .all(|cell| Amount::read(cell, self.decimals, None).is_ok_and(|(_, currency)| currency.is_some()));
        amounts && !mapped.contains("currency") && !marked
    }

    /// The samples of those mapped columns whose field is of such a kind.
    fn samples_of<'a>(
        &'a self,
        samples: &'a [Vec<String>],
        wanted: fn(FieldKind) -> bool,
    ) -> impl Iterator<Item = &'a str> {
        self.columns
            .iter()
            .zip(samples)
            .filter(move |(column, _)| {
                let field = column.field.as_deref().and_then(|key| self.subject.field(key));
                !column.serial && field.is_some_and(|field| wanted(field.kind))
            })
            .flat_map(|(_, cells)| cells)
            .map(String::as_str)
    }

    /// The same mapping for a file whose columns may stand in another order: columns are found by header, those that the
    /// mapping does not know are ignored. A mapped column that the file does not have is complained about.
    pub fn laid_over(&self, headers: &[String]) -> Result<Self, FieldErrors> {
        let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        let mut errors = FieldErrors::none();
        for column in self.columns.iter().filter(|column| column.field.is_some()) {
            let there = headers.iter().any(|header| same(header, &column.header));
            errors = errors.unless(there, &column.header, Complaint::NoSuch);
        }
        errors.into_result()?;
        let columns = headers.iter().map(|header| {
            let known = self.columns.iter().find(|column| same(&column.header, header));
            Column {
                header: header.clone(),
                field: known.and_then(|column| column.field.clone()),
                serial: known.is_some_and(|column| column.serial),
            }
        });
        Ok(Self {
            columns: columns.collect(),
            ..self.clone()
        })
    }
}

/// Every pair of a column and a field that may belong together, the best first.
fn candidates<'a>(
    headers: &[String],
    samples_of: &impl Fn(usize) -> &'a Vec<String>,
    subject: Subject,
) -> Vec<(usize, &'static Field, Confidence)> {
    let mut found = Vec::new();
    for (place, header) in headers.iter().enumerate() {
        let forms = forms_of(header, subject);
        let samples = samples_of(place);
        for field in subject.fields() {
            let fits = fits(field.kind, samples);
            let header_says = forms.iter().enumerate().find_map(|(detour, form)| {
                let rank = field.headers().position(|known| known == form)?;
                Some(detour * 100 + rank)
            });
            match header_says {
                Some(_) if fits == Fit::Never => {}
                Some(distance) => {
                    let confidence = if fits == Fit::Yes {
                        Confidence::Sure
                    } else {
                        Confidence::Likely
                    };
                    found.push((distance, place, field, confidence));
                }
                // A header that says nothing, and cells that can be nothing else.
                None if fits == Fit::Yes && matches!(field.key, "email" | "domain") => {
                    found.push((10_000, place, field, Confidence::Weak));
                }
                None => {}
            }
        }
    }
    found.sort_by_key(|(distance, place, _, _)| (*distance, *place));
    found
        .into_iter()
        .map(|(_, place, field, confidence)| (place, field, confidence))
        .collect()
}

/// A full name is split only where first and last name are not there already.
fn settle_names(chosen: &mut BTreeMap<usize, (&'static Field, Confidence)>) {
    let has = |key: &str| chosen.values().any(|(field, _)| field.key == key);
    if has("first_name") && has("last_name") {
        chosen.retain(|_, (field, _)| field.kind != FieldKind::FullName);
    }
}

/// Whether samples are values of a kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Most are.
    Yes,
    /// There are none, or they say nothing.
    Unknown,
    /// They are not, but may be hidden or wrong.
    Doubtful,
    /// They are something else.
    Never,
}

fn fits(kind: FieldKind, samples: &[String]) -> Fit {
    if samples.is_empty() {
        return Fit::Unknown;
    }
    let good = samples.iter().filter(|cell| reads_as(kind, cell)).count();
    let most = good * 10 >= samples.len() * 8;
    match kind {
        _ if most => Fit::Yes,
        // Addresses are often hidden by their hash; what is no day at all is another column of the same name.
        FieldKind::Day
        | FieldKind::Moment
        | FieldKind::Amount
        | FieldKind::Count
        | FieldKind::Currency
        | FieldKind::YesNo
            if good == 0 =>
        {
            Fit::Never
        }
        _ => Fit::Doubtful,
    }
}

fn reads_as(kind: FieldKind, cell: &str) -> bool {
    match kind {
        FieldKind::Email => cell.parse::<EmailAddress>().is_ok(),
        FieldKind::Domain => !cell.contains('@') && cell.parse::<Domain>().is_ok(),
        FieldKind::Day | FieldKind::Moment => {
            !matches!(Written::read_clear(cell), Err(complaint) if complaint != Complaint::Ambiguous) || is_serial(cell)
        }
        FieldKind::Amount => cell.parse::<Amount>().is_ok(),
        FieldKind::Count => super::row::count(cell).is_ok(),
        FieldKind::Currency => cell.parse::<Currency>().is_ok(),
        FieldKind::YesNo => super::row::yes_or_no(cell).is_ok(),
        FieldKind::ActivityKind => super::row::ActivityKind::said(cell).is_some(),
        FieldKind::DealState => super::row::DealState::said(cell).is_some(),
        FieldKind::Text(limit) | FieldKind::LongText(limit) => cell.chars().nth(limit as usize).is_none(),
        FieldKind::FullName | FieldKind::Owner | FieldKind::Stage | FieldKind::Key => true,
    }
}

const fn is_day(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Day | FieldKind::Moment)
}

/// A spreadsheet's number for a day between 1954 and 2119.
fn is_serial(cell: &str) -> bool {
    let whole = cell.split(['.', ',']).next().unwrap_or_default();
    whole.parse::<u32>().is_ok_and(|days| (20_000..80_000).contains(&days)) && Written::read_serial(cell).is_ok()
}

fn all_serial(samples: &[String]) -> bool {
    !samples.is_empty() && samples.iter().all(|cell| is_serial(cell))
}

/// A header in the form in which headers are compared: words in lower case with one space between them, without the
/// marks that export tools add. `property_firstName` is `first name`, `Organization - Name` is `organization name`.
pub(super) fn words_of(header: &str) -> String {
    let header = header.trim().trim_end_matches("__c");
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut before = ' ';
    for c in header.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        if c.is_alphanumeric() {
            spaced.extend(c.to_lowercase());
        } else {
            spaced.push(' ');
        }
        before = c;
    }
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    if matches!(words.first(), Some(&"property" | &"properties")) && words.len() > 1 {
        words.remove(0);
    }
    words.join(" ")
}

/// The forms of a header to look for, the nearest first: as it is, and without the subject's noun in front.
fn forms_of(header: &str, subject: Subject) -> Vec<String> {
    let words = words_of(header);
    let bare = subject
        .nouns()
        .iter()
        .find_map(|noun| words.strip_prefix(noun)?.strip_prefix(' ').map(str::to_owned));
    // `Firstname` and `first name` are the same header.
    let joined = words.replace(' ', "");
    let mut forms = vec![words];
    for form in [Some(joined), bare].into_iter().flatten() {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    /// Columns by header with their samples, and the fields that they are guessed to be.
    fn fields(subject: Subject, columns: &[(&str, &[&str])]) -> Vec<Option<String>> {
        guess(subject, columns)
            .mapping
            .columns
            .into_iter()
            .map(|column| column.field)
            .collect()
    }

    fn guess(subject: Subject, columns: &[(&str, &[&str])]) -> Guess {
        let headers: Vec<String> = columns.iter().map(|(header, _)| (*header).to_owned()).collect();
        let samples: Vec<Vec<String>> = columns.iter().map(|(_, cells)| owned(cells)).collect();
        Mapping::guess(&headers, &samples, subject)
    }

    #[rstest]
    #[case(Subject::Accounts, "Account Name", "name")]
    #[case(Subject::Accounts, "Firma", "name")]
    #[case(Subject::Accounts, "Organization - Name", "name")]
    #[case(Subject::Accounts, "property_annualrevenue", "annual_revenue")]
    #[case(Subject::Accounts, "Billing City", "city")]
    #[case(Subject::Accounts, "NumberOfEmployees", "employees")]
    #[case(Subject::Accounts, "Company owner", "sales_owner")]
    #[case(Subject::Accounts, "Record ID", "source_key")]
    #[case(Subject::Accounts, "Website URL", "domain")]
    #[case(Subject::Contacts, "property_firstname", "first_name")]
    #[case(Subject::Contacts, "Vorname", "first_name")]
    #[case(Subject::Contacts, "Person - Name", "full_name")]
    #[case(Subject::Contacts, "Person - Organization", "account_name")]
    #[case(Subject::Contacts, "E-Mail", "email")]
    #[case(Subject::Contacts, "Account Name", "account_name")]
    #[case(Subject::Contacts, "AccountId", "account_key")]
    #[case(Subject::Contacts, "Title", "job_title")]
    #[case(Subject::Deals, "Betrag", "amount")]
    #[case(Subject::Deals, "Deal - Value", "amount")]
    #[case(Subject::Deals, "Deal - Title", "name")]
    #[case(Subject::Deals, "Deal - Organization", "account_name")]
    #[case(Subject::Deals, "Opportunity Name", "name")]
    #[case(Subject::Deals, "CloseDate", "closes_on")]
    #[case(Subject::Deals, "StageName", "stage")]
    #[case(Subject::Deals, "property_hubspot_owner_id", "owner")]
    fn a_header_says_what_its_column_is(#[case] subject: Subject, #[case] header: &str, #[case] field: &str) {
        assert_eq!(fields(subject, &[(header, &[])]), [Some(field.to_owned())]);
    }

    #[rstest]
    #[case(Subject::Contacts, "_fivetran_synced", &["2021-04-02 11:16:05"])]
    #[case(Subject::Contacts, "property_hs_merged_object_ids", &["76340251;46897301"])]
    #[case(Subject::Deals, "Created", &["Marta Quell"])]
    #[case(Subject::Deals, "Amount", &["a lot", "little"])]
    #[case(Subject::Accounts, "property_hs_all-funky-a9384-syntax", &["23"])]
    fn what_says_nothing_or_something_else_is_ignored(
        #[case] subject: Subject,
        #[case] header: &str,
        #[case] cells: &[&str],
    ) {
        assert_eq!(fields(subject, &[(header, cells)]), [None]);
    }

    #[test]
    fn a_field_goes_to_the_most_telling_of_its_headers() {
        let found = guess(
            Subject::Contacts,
            &[
                ("E-mail 2", &["b@b.example"]),
                ("mail", &[]),
                ("Email", &["a@a.example"]),
            ],
        );
        let fields: Vec<_> = found
            .mapping
            .columns
            .iter()
            .map(|column| column.field.as_deref())
            .collect();
        assert_eq!(fields, [None, None, Some("email")]);
        assert_eq!(found.confidence, [None, None, Some(Confidence::Sure)]);
    }

    #[test]
    fn samples_alone_make_a_weak_guess() {
        let found = guess(Subject::Contacts, &[("Spalte 7", &["a@a.example", "b@b.example"])]);
        assert_eq!(found.mapping.columns[0].field.as_deref(), Some("email"));
        assert_eq!(found.confidence, [Some(Confidence::Weak)]);
    }

    #[test]
    fn hidden_addresses_are_still_the_column_of_addresses() {
        let found = guess(
            Subject::Contacts,
            &[("property_email", &["fcb67ef339b691956cc85fa12be6490c"])],
        );
        assert_eq!(found.mapping.columns[0].field.as_deref(), Some("email"));
        assert_eq!(found.confidence, [Some(Confidence::Likely)]);
    }

    #[test]
    fn spreadsheet_days_are_seen() {
        let found = guess(Subject::Deals, &[("Name", &[]), ("Close Date", &["44195", "44196.5"])]);
        assert!(found.mapping.columns[1].serial);
        assert_eq!(found.days, DayGuess::NotNeeded);
    }

    #[test]
    fn the_order_of_days_is_asked_for_only_where_it_is_open() {
        let mut open = guess(Subject::Deals, &[("Name", &[]), ("Close Date", &["05/06/2026"])]);
        assert_eq!(open.days, DayGuess::Ambiguous);
        let samples = vec![vec![], owned(&["05/06/2026"])];
        let errors = open.mapping.check(&samples).unwrap_err();
        assert_eq!(errors.get("day_order"), Some(&Complaint::Ambiguous));
        open.mapping.day_order = Some(DayOrder::DayFirst);
        assert_eq!(open.mapping.check(&samples), Ok(()));

        let clear = guess(
            Subject::Deals,
            &[("Name", &[]), ("Close Date", &["05/06/2026", "30/06/2026"])],
        );
        assert_eq!(clear.mapping.day_order, Some(DayOrder::DayFirst));
    }

    fn mapping(subject: Subject, columns: &[(&str, Option<&str>)]) -> Mapping {
        Mapping {
            subject,
            day_order: None,
            decimals: DecimalStyle::Either,
            currency: None,
            otherwise_account: None,
            columns: columns
                .iter()
                .map(|(header, field)| Column {
                    header: (*header).to_owned(),
                    field: field.map(str::to_owned),
                    serial: false,
                })
                .collect(),
        }
    }

    #[rstest]
    #[case(Subject::Deals, &[("a", Some("amount"))], &[("name", Complaint::Required), ("currency", Complaint::Required)])]
    #[case(Subject::Deals, &[("a", Some("name")), ("b", Some("name"))], &[("name", Complaint::MappedTwice)])]
    #[case(Subject::Deals, &[("a", Some("name")), ("b", Some("colour"))], &[("b", Complaint::NoSuch)])]
    #[case(Subject::Contacts, &[("a", Some("first_name"))], &[("email", Complaint::Required)])]
    #[case(Subject::Contacts, &[("a", Some("source_key"))], &[])]
    #[case(Subject::Accounts, &[("a", Some("domain"))], &[])]
    #[case(Subject::Links, &[("a", Some("deal_key"))], &[("account_key", Complaint::Required)])]
    #[case(Subject::Links, &[("a", Some("deal_key")), ("b", Some("account_key"))], &[])]
    #[case(
        Subject::Links,
        &[("a", Some("deal_key")), ("b", Some("account_key")), ("c", Some("contact_key"))],
        &[("deal_key", Complaint::AtMost(2))]
    )]
    fn a_mapping_that_cannot_work_says_why(
        #[case] subject: Subject,
        #[case] columns: &[(&str, Option<&str>)],
        #[case] complaints: &[(&str, Complaint)],
    ) {
        let errors = mapping(subject, columns).check(&[]).err().unwrap_or_default();
        let found: Vec<_> = errors.iter().collect();
        let mut expected: Vec<_> = complaints.iter().map(|(key, complaint)| (*key, complaint)).collect();
        expected.sort_by_key(|(key, _)| *key);
        assert_eq!(found, expected);
    }

    #[test]
    fn amounts_that_say_their_currency_need_no_other() {
        let mapping = mapping(Subject::Deals, &[("a", Some("name")), ("b", Some("amount"))]);
        assert_eq!(mapping.check(&[vec![], owned(&["€ 5", "7 EUR"])]), Ok(()));
        assert!(mapping.check(&[vec![], owned(&["€ 5", "7"])]).is_err());
    }

    #[test]
    fn a_saved_mapping_finds_its_columns_by_header() {
        let saved = mapping(
            Subject::Deals,
            &[("Title", Some("name")), ("Value", Some("amount")), ("Old", None)],
        );
        let laid = saved.laid_over(&owned(&["New", "value ", "TITLE"])).unwrap();
        let fields: Vec<_> = laid.columns.iter().map(|column| column.field.as_deref()).collect();
        assert_eq!(fields, [None, Some("amount"), Some("name")]);
        let errors = saved.laid_over(&owned(&["Title"])).unwrap_err();
        assert_eq!(errors.get("Value"), Some(&Complaint::NoSuch));
    }

    proptest! {
        #[test]
        fn every_guess_maps_each_field_once(
            headers in proptest::collection::vec("[A-Za-z _-]{0,16}|Email|Name|Close date|Amount", 0..12),
            cell in ".{0,20}",
        ) {
            let samples = vec![vec![cell]; headers.len()];
            for subject in Subject::ALL {
                let guess = Mapping::guess(&headers, &samples, subject);
                prop_assert_eq!(guess.mapping.columns.len(), headers.len());
                prop_assert_eq!(guess.confidence.len(), headers.len());
                if let Err(errors) = guess.mapping.check(&samples) {
                    let harmless = errors.iter().all(|(_, complaint)| matches!(complaint,
                        Complaint::Required | Complaint::Ambiguous | Complaint::AtMost(2)));
                    prop_assert!(harmless, "{}", errors);
                }
            }
        }
    }
}
