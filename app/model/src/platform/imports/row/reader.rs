//! From the cells of a row to its values.

use super::{
    AccountRef, AccountRow, ActivityKind, ActivityRow, CellProblem, ContactRow, DealRow, DealState, LinkRow, OwnerRef,
    OwnerRow, Reference, Row, RowReading, names,
};
use crate::{
    Complaint,
    platform::imports::{Field, Mapping, Subject, fields::Need, report::SkipReason},
    values::{Amount, Currency, DayOrder, Domain, Money, Written, money::DecimalStyle, text::Name},
};

/// `true`, `1`, `yes`, `ja` and their opposites.
pub fn yes_or_no(text: &str) -> Result<bool, Complaint> {
    match text.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "y" | "t" | "ja" | "oui" | "si" | "sí" | "tak" | "wahr" => Ok(true),
        "false" | "0" | "no" | "n" | "f" | "nein" | "non" | "nie" | "nej" | "falsch" => Ok(false),
        _ => Err(Complaint::NotAChoice),
    }
}

/// A whole number, not negative, possibly in groups: `1,200`.
pub fn count(text: &str) -> Result<u32, Complaint> {
    let amount: Amount = text.parse().or(Err(Complaint::NotANumber))?;
    let plain = text.chars().all(|c| !c.is_alphabetic());
    let whole = amount.as_str();
    if !plain || whole.contains('.') {
        return Err(Complaint::NotANumber);
    }
    if whole.starts_with('-') {
        return Err(Complaint::AtLeast(0));
    }
    whole.parse().or(Err(Complaint::AtMost(i64::from(u32::MAX))))
}

/// Reads one row; for many rows of a file make one [`RowReader`].
pub fn read_row(mapping: &Mapping, cells: &[String]) -> RowReading {
    RowReader::new(mapping).read(cells)
}

/// Reads the rows of a file.
#[derive(Debug, Clone)]
pub struct RowReader {
    subject: Subject,
    day_order: Option<DayOrder>,
    decimals: DecimalStyle,
    currency: Option<Currency>,
    places: Vec<Place>,
}

/// Where a field stands.
#[derive(Debug, Clone)]
struct Place {
    field: &'static Field,
    header: String,
    column: usize,
    serial: bool,
}

impl RowReader {
    /// A reader for files with this mapping, which has been checked.
    pub fn new(mapping: &Mapping) -> Self {
        let places = mapping.columns.iter().enumerate().filter_map(|(column, mapped)| {
            Some(Place {
                field: mapping.subject.field(mapped.field.as_deref()?)?,
                header: mapped.header.clone(),
                column,
                serial: mapped.serial,
            })
        });
        Self {
            subject: mapping.subject,
            day_order: mapping.day_order,
            decimals: mapping.decimals,
            currency: mapping.currency,
            places: places.collect(),
        }
    }

    /// Reads one row. Cells that are missing at its end are empty.
    pub fn read(&self, cells: &[String]) -> RowReading {
        let mut cells = Cells {
            reader: self,
            texts: cells,
            problems: Vec::new(),
        };
        if self.places.iter().all(|place| cells.at(place).is_none()) {
            return RowReading::Left(SkipReason::Empty);
        }
        if cells.take("deleted", yes_or_no) == Some(true) {
            return RowReading::Left(SkipReason::DeletedThere);
        }
        let row = match self.subject {
            Subject::Owners => cells.owner().map(Row::Owner),
            Subject::Accounts => cells.account().map(Row::Account),
            Subject::Contacts => cells.contact().map(Row::Contact),
            Subject::Deals => cells.deal().map(Row::Deal),
            Subject::Activities => cells.activity().map(Row::Activity),
            Subject::Links => cells.link().map(Row::Link),
        };
        match row {
            Some(row) => RowReading::Taken {
                row: Box::new(row),
                warnings: cells.problems,
            },
            None => RowReading::Refused {
                problems: cells.problems,
            },
        }
    }
}

/// What other systems write where they have nothing.
const NOTHING: [&str; 8] = ["null", "(null)", "\\n", "#n/a", "n/a", "-", "—", "nan"];

/// The cells of one row, and what was wrong with those that were read.
struct Cells<'a> {
    reader: &'a RowReader,
    texts: &'a [String],
    problems: Vec<CellProblem>,
}

impl<'a> Cells<'a> {
    fn place(&self, key: &str) -> Option<&'a Place> {
        self.reader.places.iter().find(|place| place.field.key == key)
    }

    fn at(&self, place: &Place) -> Option<&'a str> {
        let text = self.texts.get(place.column)?.trim();
        let nothing = text.is_empty() || NOTHING.contains(&text.to_lowercase().as_str());
        (!nothing).then_some(text)
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.at(self.place(key)?)
    }

    /// The value of a field; `None` where the cell is empty or, with a problem noted, not such a value.
    fn take<T>(&mut self, key: &str, read: impl FnOnce(&str) -> Result<T, Complaint>) -> Option<T> {
        let text = self.text(key)?;
        match read(text) {
            Ok(value) => Some(value),
            Err(complaint) => {
                self.complain(key, complaint);
                None
            }
        }
    }

    fn parse<T: std::str::FromStr<Err = Complaint>>(&mut self, key: &str) -> Option<T> {
        self.take(key, str::parse)
    }

    /// The value of a field that the row cannot go without.
    fn need<T: std::str::FromStr<Err = Complaint>>(&mut self, key: &str) -> Option<T> {
        if self.text(key).is_none() {
            self.complain(key, Complaint::Required);
        }
        self.parse(key)
    }

    fn complain(&mut self, key: &str, complaint: Complaint) {
        let place = self.place(key);
        self.problems.push(CellProblem {
            column: place.map(|place| place.header.clone()).unwrap_or_default(),
            field: key.to_owned(),
            value: self.text(key).unwrap_or_default().chars().take(80).collect(),
            complaint,
        });
    }

    fn written(&mut self, key: &str) -> Option<Written> {
        let serial = self.place(key)?.serial;
        let order = self.reader.day_order;
        self.take(key, |text| match order {
            _ if serial => Written::read_serial(text),
            Some(order) => Written::read(text, order),
            None => Written::read_clear(text),
        })
    }

    /// An amount in the currency of its own cell, else the one written beside it, else the mapping's.
    fn money(&mut self, key: &str) -> Option<Money> {
        let text = self.text(key)?;
        let told: Option<Currency> = self.parse("currency");
        if told.is_none() && self.text("currency").is_some() {
            // In a currency that nobody knows the amount is no money.
            return None;
        }
        let usual = told.or(self.reader.currency);
        let (amount, beside) = match Amount::read(text, self.reader.decimals, usual) {
            Ok(read) => read,
            Err(complaint) => {
                self.complain(key, complaint);
                return None;
            }
        };
        if let (Some(told), Some(beside)) = (told, beside)
            && told != beside
        {
            self.complain(key, Complaint::Ambiguous);
            return None;
        }
        let Some(currency) = told.or(beside).or(self.reader.currency) else {
            self.complain("currency", Complaint::Required);
            return None;
        };
        self.take(key, |_| amount.in_currency(currency))
    }

    fn owner_ref(&mut self, key: &str) -> Option<OwnerRef> {
        self.take(key, |text| match text.parse() {
            Ok(address) => Ok(OwnerRef::Address(address)),
            Err(_) => text.parse().map(OwnerRef::NameOrKey),
        })
    }

    fn account_ref(&mut self) -> AccountRef {
        AccountRef {
            key: self.parse("account_key"),
            domain: self.parse("account_domain"),
            name: self.parse("account_name"),
        }
    }

    /// First and last name, from their own cells or split from the full name.
    fn names(&mut self) -> (Option<Name>, Option<Name>) {
        let (first, last) = (self.parse("first_name"), self.parse("last_name"));
        if first.is_some() || last.is_some() {
            return (first, last);
        }
        let split = self.take("full_name", |text| {
            let (first, last) = names::split(text);
            let parse = |text: Option<String>| text.map(Name::try_from).transpose();
            Ok((parse(first)?, parse(last)?))
        });
        split.unwrap_or_default()
    }

    fn owner(&mut self) -> Option<OwnerRow> {
        let source_key = self.need("source_key");
        let email = self.parse("email");
        let (first_name, last_name) = self.names();
        Some(OwnerRow {
            source_key: source_key?,
            email,
            first_name,
            last_name,
        })
    }

    fn account(&mut self) -> Option<AccountRow> {
        let name = self.parse::<Name>("name");
        let domain = self.parse::<Domain>("domain");
        if self.text("name").is_none() && self.text("domain").is_none() {
            self.complain("name", Complaint::Required);
        }
        let source_key = self.parse("source_key");
        let industry = self.parse("industry");
        let city = self.parse("city");
        let country = self.parse("country");
        let employees = self.take("employees", count);
        let annual_revenue = self.money("annual_revenue");
        let stage = self.parse("stage");
        let marketing_owner = self.owner_ref("marketing_owner");
        let sales_owner = self.owner_ref("sales_owner");
        let service_owner = self.owner_ref("service_owner");
        let created = self.written("created");
        let called = || domain.as_ref()?.as_str().parse().ok();
        Some(AccountRow {
            name: name.or_else(called)?,
            domain,
            source_key,
            industry,
            city,
            country,
            employees,
            annual_revenue,
            stage,
            marketing_owner,
            sales_owner,
            service_owner,
            created,
        })
    }

    fn contact(&mut self) -> Option<ContactRow> {
        if self.text("email").is_none() && self.text("source_key").is_none() {
            self.complain("email", Complaint::Required);
        }
        let (first_name, last_name) = self.names();
        let row = ContactRow {
            email: self.parse("email"),
            source_key: self.parse("source_key"),
            first_name,
            last_name,
            phone: self.parse("phone"),
            job_title: self.parse("job_title"),
            buying_role: self.parse("buying_role"),
            account: self.account_ref(),
            created: self.written("created"),
        };
        (row.email.is_some() || row.source_key.is_some()).then_some(row)
    }

    fn deal(&mut self) -> Option<DealRow> {
        let name = self.need("name");
        let told = self.take("state", |text| match yes_or_no(text) {
            // A column `is won` says it with yes and no.
            Ok(true) => Ok(DealState::Won),
            Ok(false) => Ok(DealState::Open),
            Err(_) => DealState::said(text).ok_or(Complaint::NotAChoice),
        });
        let said = self.text("stage").and_then(DealState::said);
        let source_key = self.parse("source_key");
        let amount = self.money("amount");
        let stage = self.parse("stage");
        let closes_on = self.written("closes_on");
        let owner = self.owner_ref("owner");
        let account = self.account_ref();
        let contact_key = self.parse("contact_key");
        let created = self.written("created");
        Some(DealRow {
            name: name?,
            source_key,
            amount,
            state: told.or(said).unwrap_or_default(),
            stage,
            closes_on,
            owner,
            account,
            contact_key,
            created,
        })
    }

    fn activity(&mut self) -> Option<ActivityRow> {
        let source_key = self.need("source_key");
        let kind = self.take("kind", |text| ActivityKind::said(text).ok_or(Complaint::NotAChoice));
        let happened_at = self.written("happened_at");
        let title = self.parse("title");
        let body = self.parse("body");
        let owner = self.owner_ref("owner");
        let account = self.account_ref();
        let contact_key = self.parse("contact_key");
        let deal_key = self.parse("deal_key");
        let created = self.written("created");
        Some(ActivityRow {
            source_key: source_key?,
            kind,
            happened_at,
            title,
            body,
            owner,
            account,
            contact_key,
            deal_key,
            created,
        })
    }

    fn link(&mut self) -> Option<LinkRow> {
        let mut ends = Vec::with_capacity(2);
        for (key, subject) in [
            ("account_key", Subject::Accounts),
            ("contact_key", Subject::Contacts),
            ("deal_key", Subject::Deals),
            ("activity_key", Subject::Activities),
        ] {
            if self.place(key).is_some_and(|place| place.field.need == Need::TwoOf) {
                ends.extend(self.need(key).map(|key| Reference { subject, key }));
            }
        }
        if ends.len() > 2 {
            self.complain("deal_key", Complaint::AtMost(2));
        }
        let [one, other] = ends.try_into().ok()?;
        Some(LinkRow { one, other })
    }
}
