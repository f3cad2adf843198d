//! How a row finds the record that is there already: by the key in the other system, else by domain or e-mail address,
//! else by name. Never by guesswork: what fits several records fits none, and says so.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::row::{AccountRow, ContactRow, DealRow};
use crate::values::{
    Domain, EmailAddress,
    text::{ExternalKey, Line},
};

/// What a record is known by, the surest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Identity<'a> {
    /// The key in the other system.
    pub source_key: Option<&'a str>,
    /// The domain of a company, the e-mail address of a person.
    pub address: Option<&'a str>,
    /// The name.
    pub name: Option<&'a str>,
    /// What tells companies of one name apart: the country.
    pub place: Option<&'a str>,
}

/// By what a row and a record are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// The same key in the other system.
    SourceKey,
    /// The same domain or e-mail address.
    Address,
    /// The same name in the same country.
    NameAndPlace,
    /// The same name; of one of the two the country is not known.
    Name,
}

/// What became of looking for a row's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// No record is the same.
    None,
    /// One record is.
    One {
        /// Its place among the candidates.
        candidate: usize,
        /// By what.
        by: MatchedBy,
    },
    /// Several records are, and nothing tells them apart.
    Several {
        /// Their places among the candidates.
        candidates: Vec<usize>,
        /// By what.
        by: MatchedBy,
    },
}

/// The record that a row is about. The surest way by which any candidate fits decides. Two names are not compared where
/// keys or addresses of both are known: then they differ, and so do the records.
pub fn best_match<'a>(row: &Identity<'_>, candidates: impl IntoIterator<Item = Identity<'a>>) -> Match {
    let mut best: Option<(MatchedBy, Vec<usize>)> = None;
    let name = row.name.map(plain_name);
    for (place, candidate) in candidates.into_iter().enumerate() {
        let Some(by) = same(row, name.as_deref(), &candidate) else {
            continue;
        };
        match &mut best {
            Some((surest, places)) if *surest == by => places.push(place),
            Some((surest, _)) if *surest < by => {}
            _ => best = Some((by, vec![place])),
        }
    }
    match best {
        None => Match::None,
        Some((by, candidates)) => match candidates.as_slice() {
            [candidate] => Match::One {
                candidate: *candidate,
                by,
            },
            _ => Match::Several { candidates, by },
        },
    }
}

fn same(row: &Identity<'_>, name: Option<&str>, candidate: &Identity<'_>) -> Option<MatchedBy> {
    let compare = |one: Option<&str>, other: Option<&str>| Some(one? == other?);
    let keys = compare(row.source_key, candidate.source_key);
    if keys == Some(true) {
        return Some(MatchedBy::SourceKey);
    }
    let addresses = compare(row.address, candidate.address);
    if addresses == Some(true) {
        return Some(MatchedBy::Address);
    }
    if keys.is_some() || addresses.is_some() {
        return None;
    }
    let name = name.filter(|name| !name.is_empty())?;
    if candidate.name.map(plain_name).as_deref() != Some(name) {
        return None;
    }
    let country = |place: &str| plain_country(place);
    match (row.place.map(country), candidate.place.map(country)) {
        (Some(one), Some(other)) if one == other => Some(MatchedBy::NameAndPlace),
        (Some(_), Some(_)) => None,
        _ => Some(MatchedBy::Name),
    }
}

impl AccountRow {
    /// What the company is known by.
    pub fn identity(&self) -> Identity<'_> {
        Identity {
            source_key: self.source_key.as_ref().map(ExternalKey::as_str),
            address: self.domain.as_ref().map(Domain::as_str),
            name: Some(self.name.as_str()),
            place: self.country.as_ref().map(Line::as_str),
        }
    }
}

impl ContactRow {
    /// What the person is known by. Names go with the candidates of one account only, so they are not among it.
    pub fn identity(&self) -> Identity<'_> {
        Identity {
            source_key: self.source_key.as_ref().map(ExternalKey::as_str),
            address: self.email.as_ref().map(EmailAddress::as_str),
            name: None,
            place: None,
        }
    }
}

impl DealRow {
    /// What the deal is known by, among the deals of its account.
    pub fn identity(&self) -> Identity<'_> {
        Identity {
            source_key: self.source_key.as_ref().map(ExternalKey::as_str),
            address: None,
            name: Some(self.name.as_str()),
            place: None,
        }
    }
}

/// Who gives mailboxes to everybody.
const EVERYBODYS: [&str; 44] = [
    "gmail",
    "googlemail",
    "outlook",
    "hotmail",
    "live",
    "msn",
    "yahoo",
    "ymail",
    "icloud",
    "me",
    "mac",
    "aol",
    "gmx",
    "web",
    "t-online",
    "freenet",
    "orange",
    "wanadoo",
    "free",
    "laposte",
    "libero",
    "wp",
    "onet",
    "proton",
    "protonmail",
    "mailbox",
    "mail",
    "yandex",
    "qq",
    "163",
    "126",
    "naver",
    "rediffmail",
    "seznam",
    "zoho",
    "fastmail",
    "tutanota",
    "tuta",
    "hey",
    "comcast",
    "btinternet",
    "bluewin",
    "sfr",
    "inbox",
];

/// Whether a domain gives mailboxes to everybody, so that it says nothing about a company: `gmail.com`, `yahoo.co.uk`.
pub fn is_everybodys(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    match labels.as_slice() {
        // `mail.brackwell.example` is the mail of one company.
        [provider, _] | [provider, "co" | "com" | "net", _] => EVERYBODYS.contains(provider),
        _ => false,
    }
}

/// The domain of the company that an address belongs to; `None` for mailboxes that everybody can have.
pub fn company_of(address: &EmailAddress) -> Option<Domain> {
    let domain = address.domain();
    if is_everybodys(domain) {
        None
    } else {
        domain.parse().ok()
    }
}

/// What companies add to their names by law.
const LEGAL_FORMS: [&str; 64] = [
    "gmbh",
    "ggmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "ug",
    "se",
    "ev",
    "eg",
    "gbr",
    "haftungsbeschrankt",
    "co",
    "cokg",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "company",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "plc",
    "pc",
    "sa",
    "sas",
    "sasu",
    "sarl",
    "eurl",
    "snc",
    "spa",
    "srl",
    "srls",
    "sl",
    "slu",
    "slne",
    "bv",
    "nv",
    "cv",
    "vof",
    "ab",
    "oy",
    "oyj",
    "as",
    "asa",
    "aps",
    "is",
    "ivs",
    "spzoo",
    "sro",
    "doo",
    "dd",
    "kft",
    "zrt",
    "nyrt",
    "pty",
    "pte",
    "kk",
    "lda",
    "ltda",
    "eirl",
];

/// A name in the form in which names are compared: lower case, no accents, no punctuation, no legal form, no article.
/// `The Brackwell Mills & Co. KG` is `brackwell mills`.
pub fn plain_name(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            // S.A. is SA, and O'Neill is ONeill.
            '.' | '\'' | '’' | '`' | '´' => {}
            '&' | '+' => spaced.push_str(" and "),
            c if c.is_alphanumeric() => match folded(c) {
                "" => spaced.push(c),
                plain => spaced.push_str(plain),
            },
            _ => spaced.push(' '),
        }
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut kept = words.as_slice();
    while let Some((last, rest)) = kept.split_last()
        && !rest.is_empty()
    {
        if LEGAL_FORMS.contains(last) || *last == "and" {
            kept = rest;
        } else if let [before @ .., "sp", "z", "oo"] = kept
            && !before.is_empty()
        {
            kept = before;
        } else {
            break;
        }
    }
    while let ["the", rest @ ..] = kept
        && !rest.is_empty()
    {
        kept = rest;
    }
    kept.join(" ")
}

/// A letter without its accent; empty where it has none.
fn folded(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'ä' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' | 'ö' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

/// Countries under the names that exports give them, the ISO code first.
const COUNTRIES: [&[&str]; 24] = [
    &["at", "aut", "austria", "osterreich"],
    &["be", "bel", "belgium", "belgien", "belgique", "belgie"],
    &["ca", "can", "canada", "kanada"],
    &["ch", "che", "switzerland", "schweiz", "suisse", "svizzera"],
    &["cn", "chn", "china"],
    &["cz", "cze", "czechia", "czech republic", "tschechien", "cesko"],
    &[
        "de",
        "deu",
        "ger",
        "germany",
        "deutschland",
        "allemagne",
        "alemania",
        "niemcy",
    ],
    &["dk", "dnk", "denmark", "danmark", "danemark"],
    &["es", "esp", "spain", "espana", "spanien", "espagne"],
    &["fi", "fin", "finland", "suomi", "finnland"],
    &["fr", "fra", "france", "frankreich", "francia"],
    &[
        "gb",
        "gbr",
        "uk",
        "united kingdom",
        "great britain",
        "england",
        "vereinigtes konigreich",
        "grossbritannien",
    ],
    &["hu", "hun", "hungary", "magyarorszag", "ungarn"],
    &["ie", "irl", "ireland", "irland", "republic of ireland"],
    &["in", "ind", "india", "indien"],
    &["it", "ita", "italy", "italia", "italien", "italie"],
    &["jp", "jpn", "japan"],
    &["lu", "lux", "luxembourg", "luxemburg"],
    &[
        "nl",
        "nld",
        "netherlands",
        "the netherlands",
        "holland",
        "nederland",
        "niederlande",
        "pays bas",
    ],
    &["no", "nor", "norway", "norge", "norwegen"],
    &["pl", "pol", "poland", "polska", "polen"],
    &["pt", "prt", "portugal"],
    &["se", "swe", "sweden", "sverige", "schweden"],
    &[
        "us",
        "usa",
        "united states",
        "united states of america",
        "america",
        "vereinigte staaten",
    ],
];

/// A country in the form in which countries are compared: its ISO code where it is known under the name.
pub fn plain_country(country: &str) -> String {
    let mut plain = String::with_capacity(country.len());
    for c in country.chars().flat_map(char::to_lowercase) {
        match folded(c) {
            "" if c.is_alphanumeric() => plain.push(c),
            "" if c == '.' => {}
            "" => plain.push(' '),
            letter => plain.push_str(letter),
        }
    }
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = COUNTRIES.iter().find(|names| names.contains(&plain.as_str()));
    known
        .and_then(|names| names.first())
        .map_or(plain, |code| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Brackwell GmbH", "brackwell")]
    #[case("BRACKWELL, Inc.", "brackwell")]
    #[case("Brackwell Mills GmbH & Co. KG", "brackwell mills")]
    #[case("The Brackwell Company Ltd.", "brackwell")]
    #[case("Société Générale S.A.", "societe generale")]
    #[case("Młyn Sp. z o.o.", "mlyn")]
    #[case("Molkerei Süd e.V.", "molkerei sud")]
    #[case("O’Neill & Sons", "oneill and sons")]
    #[case("AG", "ag")]
    #[case("The Co", "the")]
    #[case("  ", "")]
    fn a_name_is_compared_by_what_is_its_own(#[case] name: &str, #[case] plain: &str) {
        assert_eq!(plain_name(name), plain);
    }

    #[rstest]
    #[case("Deutschland", "DE")]
    #[case("U.S.A.", "United States")]
    #[case("Österreich", "austria")]
    #[case("Ruritania", "ruritania")]
    fn a_country_has_many_names(#[case] one: &str, #[case] other: &str) {
        assert_eq!(plain_country(one), plain_country(other));
    }

    const fn known(
        source_key: Option<&'static str>,
        address: Option<&'static str>,
        name: Option<&'static str>,
        place: Option<&'static str>,
    ) -> Identity<'static> {
        Identity {
            source_key,
            address,
            name,
            place,
        }
    }

    const CANDIDATES: [Identity<'static>; 5] = [
        known(Some("1"), Some("brackwell.example"), Some("Brackwell Ltd"), Some("UK")),
        known(Some("2"), None, Some("Quell GmbH"), Some("Germany")),
        known(None, None, Some("Quell AG"), Some("Austria")),
        known(None, Some("mill.example"), Some("Mill"), None),
        known(None, Some("mill.example"), Some("Mill Two"), None),
    ];

    #[rstest]
    #[case::by_key(known(Some("1"), Some("mill.example"), None, None), Match::One { candidate: 0, by: MatchedBy::SourceKey })]
    #[case::by_domain(known(Some("9"), Some("brackwell.example"), None, None), Match::One { candidate: 0, by: MatchedBy::Address })]
    #[case::by_name_and_country(
        known(None, None, Some("Quell"), Some("DE")),
        Match::One { candidate: 1, by: MatchedBy::NameAndPlace }
    )]
    #[case::by_name(known(None, None, Some("brackwell"), None), Match::One { candidate: 0, by: MatchedBy::Name })]
    #[case::another_country(known(None, None, Some("Brackwell"), Some("France")), Match::None)]
    #[case::another_domain(known(None, Some("other.example"), Some("Brackwell"), None), Match::None)]
    #[case::another_key(known(Some("9"), None, Some("Brackwell"), Some("UK")), Match::None)]
    #[case::two_of_a_name(known(None, None, Some("Quell"), None), Match::Several { candidates: vec![1, 2], by: MatchedBy::Name })]
    #[case::two_of_a_domain(
        known(None, Some("mill.example"), Some("Mill"), None),
        Match::Several { candidates: vec![3, 4], by: MatchedBy::Address }
    )]
    #[case::nothing_known(known(None, None, Some("  "), None), Match::None)]
    fn a_row_finds_its_record(#[case] row: Identity<'static>, #[case] expected: Match) {
        assert_eq!(best_match(&row, CANDIDATES), expected);
    }

    #[rstest]
    #[case("marta@brackwell.example", Some("brackwell.example"))]
    #[case("marta@gmail.com", None)]
    #[case("marta@yahoo.co.uk", None)]
    fn an_address_tells_the_company_unless_everybody_can_have_it(#[case] address: &str, #[case] domain: Option<&str>) {
        let company = company_of(&address.parse().unwrap());
        assert_eq!(company.as_ref().map(Domain::as_str), domain);
    }

    proptest! {
        #[test]
        fn a_plain_name_is_plain_already(name in ".{0,30}") {
            let plain = plain_name(&name);
            prop_assert_eq!(plain_name(&plain), plain);
        }
    }
}
