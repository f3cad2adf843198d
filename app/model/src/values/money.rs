//! Money: whole minor units with their currency, and amounts as people and other systems write them.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Complaint;

/// An active currency of ISO 4217, by its code: `EUR`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, min_length = 3, max_length = 3)]
pub struct Currency([u8; 3]);

/// Currencies without minor units.
const NO_DECIMALS: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

/// Currencies with a thousand minor units.
const THREE_DECIMALS: &str = "BHD IQD JOD KWD LYD OMR TND";

/// All others: a hundred minor units (or five, which are written with two decimals as well).
const TWO_DECIMALS: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
    CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF \
    IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN \
    MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
    SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG";

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
    /// The pound sterling.
    pub const GBP: Self = Self(*b"GBP");
    /// The US dollar.
    pub const USD: Self = Self(*b"USD");

    /// The ISO code, three capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Decimals of the minor unit: 0, 2 or 3.
    pub fn decimals(self) -> u32 {
        if listed(NO_DECIMALS, self.code()) {
            0
        } else if listed(THREE_DECIMALS, self.code()) {
            3
        } else {
            2
        }
    }

    /// Minor units in one major unit: 1, 100 or 1000.
    pub fn minor_units(self) -> i64 {
        10_i64.pow(self.decimals())
    }

    /// All currencies, by code.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = [NO_DECIMALS, TWO_DECIMALS, THREE_DECIMALS]
            .into_iter()
            .flat_map(str::split_ascii_whitespace)
            .filter_map(|code| code.parse().ok())
            .collect();
        all.sort_unstable();
        all
    }
}

fn listed(list: &str, code: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == code)
}

impl FromStr for Currency {
    type Err = Complaint;

    /// Takes `eur` and `EUR`.
    fn from_str(text: &str) -> Result<Self, Complaint> {
        let code = text.trim().to_ascii_uppercase();
        if code.is_empty() {
            return Err(Complaint::Required);
        }
        let known = [NO_DECIMALS, TWO_DECIMALS, THREE_DECIMALS]
            .into_iter()
            .any(|list| listed(list, &code));
        match <[u8; 3]>::try_from(code.as_bytes()) {
            Ok(code) if known => Ok(Self(code)),
            _ => Err(Complaint::NotACurrency),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of money. Two amounts compare and add up only within one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct Money {
    /// Minor units: cents, pence, yen.
    pub minor: i64,
    /// In which currency.
    pub currency: Currency,
}

impl Money {
    /// The most minor units that an entered amount may have, either way: what every JSON reader keeps exactly.
    pub const MOST: i64 = 9_007_199_254_740_991;

    /// So many minor units of a currency.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Both together; `None` where the currencies differ or the sum is out of range.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.currency != other.currency {
            return None;
        }
        let minor = self.minor.checked_add(other.minor)?;
        Some(Self::new(minor, self.currency))
    }

    /// All together in `currency`; `None` where one of them has another currency or the sum is out of range.
    pub fn sum(all: impl IntoIterator<Item = Self>, currency: Currency) -> Option<Self> {
        all.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    /// The plain decimal text for files and forms, without currency: `-1234.50`.
    pub fn decimal(&self) -> String {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        let unit = self.currency.minor_units().unsigned_abs();
        let whole = minor / unit;
        match self.currency.decimals() as usize {
            0 => format!("{sign}{whole}"),
            decimals => format!("{sign}{whole}.{:0decimals$}", minor % unit),
        }
    }
}

impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
    }
}

/// How decimals are set apart in a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecimalStyle {
    /// Each amount is read by itself, by the rule of [`Amount`].
    #[default]
    Either,
    /// `1,234.50`: a point before decimals, a comma between thousands.
    Point,
    /// `1.234,50`: a comma before decimals, a point between thousands.
    Comma,
}

impl DecimalStyle {
    /// The style of a column from samples of it: that of the samples which leave no doubt, where they agree.
    pub fn guess<'a>(samples: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut point, mut comma) = (false, false);
        for sample in samples {
            if sample.parse::<Amount>().is_err() {
                continue;
            }
            let number = Parts::of(sample.trim()).map_or("", |parts| parts.number);
            match decimal_mark(number, Self::Either) {
                Some('.') => point = true,
                Some(_) => comma = true,
                // The same mark twice sets thousands apart, so that the other one is left for decimals.
                None => {
                    point |= number.matches(',').count() > 1;
                    comma |= number.matches('.').count() > 1;
                }
            }
        }
        match (point, comma) {
            (true, false) => Self::Point,
            (false, true) => Self::Comma,
            _ => Self::Either,
        }
    }
}

/// An amount as somebody typed or exported it, kept as plain decimal text: `1234.50`, `-0.05`, `1234`.
///
/// Taken are currency marks in front or behind (`€ 1 234,50`, `1234 EUR`), signs in front or behind, accountants'
/// parentheses, and thousands set apart by comma, point, space or apostrophe.
///
/// Where a single comma or point could mean either (`1,234`), exactly three digits behind it and one to three digits,
/// not a zero, in front of it make it a mark of thousands: prices with a tenth of a cent are rarer than round prices.
/// So that the kept text always reads as itself, three decimals are kept as four (`1.2340`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, max_length = 60)]
pub struct Amount(String);

/// Currency marks with the currencies they may stand for, the likeliest first.
const MARKS: [(&str, &str); 28] = [
    ("us$", "USD"),
    ("au$", "AUD"),
    ("ca$", "CAD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("r$", "BRL"),
    ("s$", "SGD"),
    ("$", "USD AUD CAD NZD HKD SGD MXN ARS CLP COP TWD"),
    ("€", "EUR"),
    ("£", "GBP EGP"),
    ("¥", "JPY CNY"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("₩", "KRW"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
    ("lei", "RON MDL"),
    ("sfr", "CHF"),
    ("fr", "CHF"),
    ("kr", "SEK NOK DKK ISK"),
    ("rs", "INR PKR LKR"),
    ("r", "ZAR"),
];

impl Amount {
    const LIMIT: u32 = 60;

    /// Reads an amount written in a known style, and the currency that is written beside it. A mark that stands for
    /// several currencies (`$`, `kr`) means `usual` where that is one of them, otherwise the likeliest.
    pub fn read(
        text: &str,
        style: DecimalStyle,
        usual: Option<Currency>,
    ) -> Result<(Self, Option<Currency>), Complaint> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Complaint::Required);
        }
        if text.chars().count() > Self::LIMIT as usize {
            return Err(Complaint::TooLong(Self::LIMIT));
        }
        let parts = Parts::of(text).ok_or(Complaint::NotAnAmount)?;
        let currency = parts.currency(usual)?;
        let (whole, fraction) = digits(parts.number, style).ok_or(Complaint::NotAnAmount)?;
        Ok((Self::canonical(parts.negative, &whole, &fraction), currency))
    }

    fn canonical(negative: bool, whole: &str, fraction: &str) -> Self {
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let nothing = whole.is_empty() && fraction.is_empty();
        let mut text = String::with_capacity(whole.len() + fraction.len() + 4);
        if negative && !nothing {
            text.push('-');
        }
        text.push_str(if whole.is_empty() { "0" } else { whole });
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
            match fraction.len() {
                1 | 3 => text.push('0'),
                _ => {}
            }
        }
        Self(text)
    }

    /// The plain decimal text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The amount in minor units of a currency. Decimals that the currency does not have are refused rather than
    /// rounded away, and so is what is beyond [`Money::MOST`].
    pub fn in_minor(&self, currency: Currency) -> Result<i64, Complaint> {
        let decimals = currency.decimals();
        let (negative, number) = match self.0.strip_prefix('-') {
            Some(number) => (true, number),
            None => (false, self.0.as_str()),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > decimals as usize {
            return Err(Complaint::TooManyDecimals(decimals));
        }
        let zeros = (decimals as usize).saturating_sub(fraction.len());
        let digits = whole
            .bytes()
            .chain(fraction.bytes())
            .chain(std::iter::repeat_n(b'0', zeros));
        let most = Money::MOST / currency.minor_units();
        let beyond = if negative {
            Complaint::AtLeast(-most)
        } else {
            Complaint::AtMost(most)
        };
        let mut minor: i64 = 0;
        for digit in digits {
            minor = minor
                .checked_mul(10)
                .and_then(|minor| minor.checked_add(i64::from(digit - b'0')))
                .filter(|minor| *minor <= Money::MOST)
                .ok_or_else(|| beyond.clone())?;
        }
        Ok(if negative { -minor } else { minor })
    }

    /// The amount as money of a currency.
    pub fn in_currency(&self, currency: Currency) -> Result<Money, Complaint> {
        Ok(Money::new(self.in_minor(currency)?, currency))
    }
}

/// The parts of a written amount.
struct Parts<'a> {
    negative: bool,
    /// From the first digit (or the point in front of it) to the last.
    number: &'a str,
    /// What stands around it, lowered, without signs, spaces and dots.
    marks: String,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let first = text.find(|c: char| c.is_ascii_digit())?;
        let last = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let (mut before, mut number, after) = (text.get(..first)?, text.get(first..last)?, text.get(last..)?);
        // `.50` is a number of its own; the dot of `kr.50` belongs to the mark.
        let bare = before.trim_end_matches(['.', ',']);
        if bare.len() + 1 == before.len() && !bare.ends_with(char::is_alphabetic) {
            number = text.get(first - 1..last)?;
            before = bare;
        }
        let mut signs = 0;
        let mut opened = 0;
        let mut closed = 0;
        let mut marks = String::new();
        for (behind, c) in before
            .chars()
            .map(|c| (false, c))
            .chain(after.chars().map(|c| (true, c)))
        {
            match c {
                // The dash of `1234,-` and `1234.–` stands for no cents.
                '-' | '−' | '–' if behind && after.trim_start().starts_with([',', '.']) => {}
                '-' | '−' => signs += 1,
                '+' if !behind => {}
                '(' if !behind => opened += 1,
                ')' if behind => closed += 1,
                ',' if behind => {}
                '.' => {}
                c if c.is_whitespace() => {}
                c => marks.extend(c.to_lowercase()),
            }
        }
        if opened != closed || signs + opened > 1 {
            return None;
        }
        Some(Self {
            negative: signs + opened == 1,
            number,
            marks,
        })
    }

    /// The currency of the marks, where there are any.
    fn currency(&self, usual: Option<Currency>) -> Result<Option<Currency>, Complaint> {
        if self.marks.is_empty() {
            return Ok(None);
        }
        if let Ok(currency) = self.marks.parse() {
            return Ok(Some(currency));
        }
        let (_, codes) = MARKS
            .iter()
            .find(|(mark, _)| *mark == self.marks)
            .ok_or(Complaint::NotAnAmount)?;
        Ok(usual
            .filter(|usual| listed(codes, usual.code()))
            .or_else(|| codes.split(' ').next().and_then(|code| code.parse().ok())))
    }
}

/// Digits before and behind the decimal mark.
fn digits(number: &str, style: DecimalStyle) -> Option<(String, String)> {
    let mark = decimal_mark(number, style);
    let (whole, fraction) = match mark {
        Some(mark) => number.split_once(mark)?,
        None => (number, ""),
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let set_apart = |c: char| matches!(c, ',' | '.' | '\'' | '’') || c.is_whitespace();
    let separators: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    if separators.iter().any(|c| !set_apart(*c) || Some(*c) == mark)
        || separators.windows(2).any(|pair| pair.first() != pair.last())
    {
        return None;
    }
    let groups: Vec<&str> = whole.split(set_apart).collect();
    if let [first, middle @ .., last] = groups.as_slice() {
        // Two digits in the middle are Indian: 12,34,567.
        let good = (1..=3).contains(&first.len())
            && middle.iter().all(|group| matches!(group.len(), 2 | 3))
            && last.len() == 3;
        if !good {
            return None;
        }
    }
    Some((groups.concat(), fraction.to_owned()))
}

/// Which character, if any, sets the decimals apart.
fn decimal_mark(number: &str, style: DecimalStyle) -> Option<char> {
    let only = |mark: char| number.contains(mark).then_some(mark);
    match style {
        DecimalStyle::Point => return only('.'),
        DecimalStyle::Comma => return only(','),
        DecimalStyle::Either => {}
    }
    let at = number.rfind(['.', ','])?;
    let mark = if number.get(at..)?.starts_with('.') { '.' } else { ',' };
    let other = if mark == '.' { ',' } else { '.' };
    let before = number.get(..at)?;
    let behind = number.get(at + 1..)?;
    if before.contains(other) {
        return Some(mark);
    }
    if before.contains(mark) {
        return None;
    }
    let thousands = behind.len() == 3
        && (1..=3).contains(&before.len())
        && before.bytes().all(|byte| byte.is_ascii_digit())
        && !before.starts_with('0');
    (!thousands).then_some(mark)
}

impl FromStr for Amount {
    type Err = Complaint;

    fn from_str(text: &str) -> Result<Self, Complaint> {
        Self::read(text, DecimalStyle::Either, None).map(|(amount, _)| amount)
    }
}

impl TryFrom<String> for Amount {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        text.parse()
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

impl From<Money> for Amount {
    /// For a form that shows what is stored.
    fn from(money: Money) -> Self {
        let decimal = money.decimal();
        let number = decimal.trim_start_matches('-');
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        Self::canonical(money.minor < 0, whole, fraction)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("EUR", "EUR", 2)]
    #[case(" usd ", "USD", 2)]
    #[case("JPY", "JPY", 0)]
    #[case("KWD", "KWD", 3)]
    fn a_currency_is_known_by_its_code(#[case] typed: &str, #[case] code: &str, #[case] decimals: u32) {
        let currency: Currency = typed.parse().unwrap();
        assert_eq!((currency.code(), currency.decimals()), (code, decimals));
    }

    #[rstest]
    #[case("", Complaint::Required)]
    #[case("EURO", Complaint::NotACurrency)]
    #[case("XXX", Complaint::NotACurrency)]
    #[case("DEM", Complaint::NotACurrency)]
    #[case("R D", Complaint::NotACurrency)]
    #[case("€", Complaint::NotACurrency)]
    fn what_is_no_currency_is_refused(#[case] typed: &str, #[case] complaint: Complaint) {
        assert_eq!(typed.parse::<Currency>(), Err(complaint));
    }

    #[test]
    fn no_currency_is_listed_twice() {
        let all = Currency::all();
        assert_eq!(all.len(), 154);
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn money_travels_as_minor_units_and_code() {
        let money = Money::new(123_450, Currency::EUR);
        let json = serde_json::to_value(money).unwrap();
        assert_eq!(json, serde_json::json!({"minor": 123_450, "currency": "EUR"}));
        assert_eq!(serde_json::from_value::<Money>(json).unwrap(), money);
    }

    #[test]
    fn currencies_neither_compare_nor_add_up() {
        let euro = Money::new(1, Currency::EUR);
        let dollar = Money::new(1, Currency::USD);
        assert_eq!(euro.partial_cmp(&dollar), None);
        assert_eq!(euro.checked_add(dollar), None);
        assert_eq!(
            Money::sum([euro, euro], Currency::EUR),
            Some(Money::new(2, Currency::EUR))
        );
        assert_eq!(Money::sum([euro, dollar], Currency::EUR), None);
        assert_eq!(
            Money::sum([Money::new(i64::MAX, Currency::EUR), euro], Currency::EUR),
            None
        );
    }

    #[rstest]
    #[case("1234.5", "1234.50")]
    #[case("1,234.50", "1234.50")]
    #[case("1.234,50", "1234.50")]
    #[case("€ 1 234,50", "1234.50")]
    #[case("1\u{202f}234,50\u{a0}€", "1234.50")]
    #[case("CHF 1’234.50", "1234.50")]
    #[case("1'234", "1234")]
    #[case("(1,234.00)", "-1234")]
    #[case("-1234.5", "-1234.50")]
    #[case("−€1,234.50", "-1234.50")]
    #[case("1.234,50-", "-1234.50")]
    #[case("$-5", "-5")]
    #[case("+7", "7")]
    #[case("1,234", "1234")]
    #[case("1.234", "1234")]
    #[case("0.234", "0.2340")]
    #[case("1234.567", "1234.5670")]
    #[case("1.234.567", "1234567")]
    #[case("12,34,567.00", "1234567")]
    #[case("1 234.567", "1234.5670")]
    #[case(".5", "0.50")]
    #[case("kr.50", "50")]
    #[case("kr. 1.234,50", "1234.50")]
    #[case("1.234,-", "1234")]
    #[case("1234.–", "1234")]
    #[case("100 kr.", "100")]
    #[case("0", "0")]
    #[case("-0.00", "0")]
    #[case("007", "7")]
    #[case("10000000", "10000000")]
    fn amounts_are_read_as_people_write_them(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(typed.parse::<Amount>().unwrap().as_str(), kept);
    }

    #[rstest]
    #[case("", Complaint::Required)]
    #[case("n/a", Complaint::NotAnAmount)]
    #[case("12.3k", Complaint::NotAnAmount)]
    #[case("1e5", Complaint::NotAnAmount)]
    #[case("1,23,4", Complaint::NotAnAmount)]
    #[case("1,2345,678", Complaint::NotAnAmount)]
    #[case("1,234.5,6", Complaint::NotAnAmount)]
    #[case("--5", Complaint::NotAnAmount)]
    #[case("(5", Complaint::NotAnAmount)]
    #[case("(-5)", Complaint::NotAnAmount)]
    #[case("5 apples", Complaint::NotAnAmount)]
    #[case("2020-12-30", Complaint::NotAnAmount)]
    #[case("1 2", Complaint::NotAnAmount)]
    #[case("12:30", Complaint::NotAnAmount)]
    fn what_is_no_amount_is_refused(#[case] typed: &str, #[case] complaint: Complaint) {
        assert_eq!(typed.parse::<Amount>(), Err(complaint));
    }

    #[rstest]
    #[case("1.234", DecimalStyle::Point, "1.2340")]
    #[case("1.234", DecimalStyle::Comma, "1234")]
    #[case("1,234", DecimalStyle::Point, "1234")]
    #[case("1,234", DecimalStyle::Comma, "1.2340")]
    fn a_known_style_leaves_no_doubt(#[case] typed: &str, #[case] style: DecimalStyle, #[case] kept: &str) {
        assert_eq!(Amount::read(typed, style, None).unwrap().0.as_str(), kept);
    }

    #[rstest]
    #[case(&["1.234", "99,50", "n/a"], DecimalStyle::Comma)]
    #[case(&["1,234", "€ 99.5"], DecimalStyle::Point)]
    #[case(&["1.234.567"], DecimalStyle::Comma)]
    #[case(&["1,234", "1.234", "17"], DecimalStyle::Either)]
    #[case(&["1,5", "1.5"], DecimalStyle::Either)]
    #[case(&[], DecimalStyle::Either)]
    fn a_column_tells_its_style(#[case] samples: &[&str], #[case] style: DecimalStyle) {
        assert_eq!(DecimalStyle::guess(samples.iter().copied()), style);
    }

    #[rstest]
    #[case("$5", None, Some("USD"))]
    #[case("$5", Some("CAD"), Some("CAD"))]
    #[case("$5", Some("EUR"), Some("USD"))]
    #[case("5 zł", Some("EUR"), Some("PLN"))]
    #[case("NOK 5", Some("EUR"), Some("NOK"))]
    #[case("5 kr", Some("DKK"), Some("DKK"))]
    #[case("5", Some("EUR"), None)]
    fn the_mark_beside_an_amount_tells_its_currency(
        #[case] typed: &str,
        #[case] usual: Option<&str>,
        #[case] found: Option<&str>,
    ) {
        let code = |code: &str| code.parse::<Currency>().unwrap();
        let (_, currency) = Amount::read(typed, DecimalStyle::Either, usual.map(code)).unwrap();
        assert_eq!(currency, found.map(code));
    }

    #[rstest]
    #[case("1234.5", "EUR", Ok(123_450))]
    #[case("-0.05", "EUR", Ok(-5))]
    #[case("1234", "JPY", Ok(1_234))]
    #[case("1234.5", "JPY", Err(Complaint::TooManyDecimals(0)))]
    #[case("1234.567", "EUR", Err(Complaint::TooManyDecimals(2)))]
    #[case("1234.567", "KWD", Ok(1_234_567))]
    #[case("1234.500", "EUR", Ok(123_450))]
    #[case("90071992547409.91", "EUR", Ok(Money::MOST))]
    #[case("90071992547409.92", "EUR", Err(Complaint::AtMost(90_071_992_547_409)))]
    #[case("-99999999999999999999999", "EUR", Err(Complaint::AtLeast(-90_071_992_547_409)))]
    fn an_amount_becomes_minor_units_or_says_why_not(
        #[case] typed: &str,
        #[case] currency: &str,
        #[case] minor: Result<i64, Complaint>,
    ) {
        let amount: Amount = typed.parse().unwrap();
        assert_eq!(amount.in_minor(currency.parse().unwrap()), minor);
    }

    fn currencies() -> impl Strategy<Value = Currency> {
        proptest::sample::select(vec!["EUR", "JPY", "KWD"]).prop_map(|code| code.parse().unwrap())
    }

    proptest! {
        #[test]
        fn what_is_stored_comes_back_from_a_form(minor in -Money::MOST..=Money::MOST, currency in currencies()) {
            let money = Money::new(minor, currency);
            let sent = String::from(Amount::from(money));
            prop_assert_eq!(Amount::try_from(sent).unwrap().in_currency(currency), Ok(money));
        }

        #[test]
        fn a_kept_amount_reads_as_itself(text in "[-(]?[€$]?[0-9., ']{1,12}[)-]?") {
            if let Ok(amount) = text.parse::<Amount>() {
                prop_assert_eq!(amount.as_str().parse::<Amount>(), Ok(amount));
            }
        }

        #[test]
        fn nonsense_breaks_nothing(text in ".*") {
            drop(text.parse::<Amount>().map(|amount| amount.in_minor(Currency::EUR)));
        }
    }
}
