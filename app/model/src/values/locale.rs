//! How numbers, money, days and times are written. The language is English everywhere; a locale decides only the order
//! of things and what stands between them.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Currency, Money, day::DayOrder};
use crate::Complaint;

/// A language and country of the list, by its key: `de-DE`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum Locale {
    /// English, United Kingdom.
    #[default]
    #[serde(rename = "en-GB")]
    EnGb,
    /// English, Ireland.
    #[serde(rename = "en-IE")]
    EnIe,
    /// English, United States.
    #[serde(rename = "en-US")]
    EnUs,
    /// Danish, Denmark.
    #[serde(rename = "da-DK")]
    DaDk,
    /// German, Austria.
    #[serde(rename = "de-AT")]
    DeAt,
    /// German, Switzerland.
    #[serde(rename = "de-CH")]
    DeCh,
    /// German, Germany.
    #[serde(rename = "de-DE")]
    DeDe,
    /// Spanish, Spain.
    #[serde(rename = "es-ES")]
    EsEs,
    /// Finnish, Finland.
    #[serde(rename = "fi-FI")]
    FiFi,
    /// French, France.
    #[serde(rename = "fr-FR")]
    FrFr,
    /// Italian, Italy.
    #[serde(rename = "it-IT")]
    ItIt,
    /// Norwegian, Norway.
    #[serde(rename = "nb-NO")]
    NbNo,
    /// Dutch, Netherlands.
    #[serde(rename = "nl-NL")]
    NlNl,
    /// Polish, Poland.
    #[serde(rename = "pl-PL")]
    PlPl,
    /// Portuguese, Portugal.
    #[serde(rename = "pt-PT")]
    PtPt,
    /// Swedish, Sweden.
    #[serde(rename = "sv-SE")]
    SvSe,
}

/// What a locale decides.
struct Habits {
    key: &'static str,
    name: &'static str,
    /// Between groups of three digits.
    group: char,
    /// Before decimals.
    decimal: char,
    currency: Place,
    /// The currency of the country, whose symbol needs no explanation there.
    home: [u8; 3],
    /// Between the parts of a day in digits.
    between: char,
}

/// Where the mark of a currency stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// `€5`
    Before,
    /// `€ 5`
    Apart,
    /// `5 €`
    Behind,
}

/// Keeps a number and what belongs to it on one line.
const NO_BREAK: char = '\u{a0}';
const NARROW: char = '\u{202f}';

/// How much of an amount's minor units is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    /// Always: `€1,234.00`.
    Always,
    /// Only where there are any: `€1,234`, `€1,234.50`.
    WhereAny,
    /// Never; rounded, halves away from zero: `€1,235`.
    Never,
}

/// How much of a day is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayStyle {
    /// `18 Dec`
    Short,
    /// `18 Dec 2026`
    Full,
    /// `Fri 18 Dec 2026`
    Weekday,
    /// `18/12/2026`
    Digits,
}

impl Locale {
    /// All locales, the English ones first.
    pub const ALL: [Self; 16] = [
        Self::EnGb,
        Self::EnIe,
        Self::EnUs,
        Self::DaDk,
        Self::DeAt,
        Self::DeCh,
        Self::DeDe,
        Self::EsEs,
        Self::FiFi,
        Self::FrFr,
        Self::ItIt,
        Self::NbNo,
        Self::NlNl,
        Self::PlPl,
        Self::PtPt,
        Self::SvSe,
    ];

    const fn habits(self) -> Habits {
        use Place::{Apart, Before, Behind};
        const fn habits(
            key: &'static str,
            name: &'static str,
            group: char,
            decimal: char,
            currency: Place,
            home: [u8; 3],
            between: char,
        ) -> Habits {
            Habits {
                key,
                name,
                group,
                decimal,
                currency,
                home,
                between,
            }
        }
        match self {
            Self::EnGb => habits("en-GB", "United Kingdom", ',', '.', Before, *b"GBP", '/'),
            Self::EnIe => habits("en-IE", "Ireland", ',', '.', Before, *b"EUR", '/'),
            Self::EnUs => habits("en-US", "United States", ',', '.', Before, *b"USD", '/'),
            Self::DaDk => habits("da-DK", "Denmark", '.', ',', Behind, *b"DKK", '.'),
            Self::DeAt => habits("de-AT", "Austria", '.', ',', Apart, *b"EUR", '.'),
            Self::DeCh => habits("de-CH", "Switzerland", '’', '.', Apart, *b"CHF", '.'),
            Self::DeDe => habits("de-DE", "Germany", '.', ',', Behind, *b"EUR", '.'),
            Self::EsEs => habits("es-ES", "Spain", '.', ',', Behind, *b"EUR", '/'),
            Self::FiFi => habits("fi-FI", "Finland", NO_BREAK, ',', Behind, *b"EUR", '.'),
            Self::FrFr => habits("fr-FR", "France", NARROW, ',', Behind, *b"EUR", '/'),
            Self::ItIt => habits("it-IT", "Italy", '.', ',', Behind, *b"EUR", '/'),
            Self::NbNo => habits("nb-NO", "Norway", NO_BREAK, ',', Behind, *b"NOK", '.'),
            Self::NlNl => habits("nl-NL", "Netherlands", '.', ',', Apart, *b"EUR", '-'),
            Self::PlPl => habits("pl-PL", "Poland", NO_BREAK, ',', Behind, *b"PLN", '.'),
            Self::PtPt => habits("pt-PT", "Portugal", NO_BREAK, ',', Behind, *b"EUR", '/'),
            Self::SvSe => habits("sv-SE", "Sweden", NO_BREAK, ',', Behind, *b"SEK", '-'),
        }
    }

    /// The key in tables, forms and the page's `lang` attribute's region: `de-DE`.
    pub const fn key(self) -> &'static str {
        self.habits().key
    }

    /// The country's name in English.
    pub const fn name(self) -> &'static str {
        self.habits().name
    }

    /// Whether the day or the month comes first in digits. Swedes write the year first, which leaves no doubt.
    pub const fn day_order(self) -> DayOrder {
        match self {
            Self::EnUs => DayOrder::MonthFirst,
            _ => DayOrder::DayFirst,
        }
    }

    /// What stands before decimals.
    pub const fn decimal_mark(self) -> char {
        self.habits().decimal
    }

    /// A whole number in groups of three: `1,234,567`.
    pub fn integer(self, number: i64) -> String {
        signed(number < 0, &self.grouped(number.unsigned_abs()))
    }

    fn grouped(self, number: u64) -> String {
        let group = self.habits().group;
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        text
    }

    /// An amount of money with the currency where this locale puts it: `€1,234.50`, `1.234,50 €`.
    pub fn money(self, money: Money, decimals: Decimals) -> String {
        let unit = money.currency.minor_units().unsigned_abs();
        let minor = money.minor.unsigned_abs();
        let (whole, rest) = (minor / unit, minor % unit);
        let shown = match decimals {
            Decimals::Always => unit > 1,
            Decimals::WhereAny => rest > 0,
            Decimals::Never => false,
        };
        let number = if shown {
            let places = money.currency.decimals() as usize;
            format!("{}{}{rest:0places$}", self.grouped(whole), self.decimal_mark())
        } else {
            self.grouped(whole + u64::from(rest * 2 >= unit && unit > 1))
        };
        let nothing = number == "0";
        signed(
            money.minor < 0 && !nothing,
            &self.with_currency(&number, money.currency),
        )
    }

    /// An amount short enough for a tile: `€2.1M`, `€340k`. Whole below 10,000; from there three digits at most.
    pub fn compact(self, money: Money) -> String {
        let unit = money.currency.minor_units().unsigned_abs();
        let whole = (money.minor.unsigned_abs() + unit / 2) / unit;
        if whole < 10_000 {
            return self.money(money, Decimals::Never);
        }
        let scales = [
            (1_000, "k"),
            (1_000_000, "M"),
            (1_000_000_000, "bn"),
            (1_000_000_000_000, "tn"),
        ];
        let mut number = String::new();
        for (scale, suffix) in scales {
            // Tenths below a hundred, wholes from there; what rounds up to a thousand belongs to the next scale.
            let tenths = (whole + scale / 20) / (scale / 10);
            let wholes = (whole + scale / 2) / scale;
            number = if tenths < 1_000 && !tenths.is_multiple_of(10) {
                format!("{}{}{}{suffix}", tenths / 10, self.decimal_mark(), tenths % 10)
            } else {
                format!("{}{suffix}", self.grouped(wholes))
            };
            if wholes < 1_000 {
                break;
            }
        }
        signed(money.minor < 0, &self.with_currency(&number, money.currency))
    }

    fn with_currency(self, number: &str, currency: Currency) -> String {
        let mark = self.mark(currency);
        let place = match self.habits().currency {
            // A code in front of digits needs room: `CHF 5`.
            Place::Before if mark.ends_with(char::is_alphabetic) => Place::Apart,
            place => place,
        };
        match place {
            Place::Before => format!("{mark}{number}"),
            Place::Apart => format!("{mark}{NO_BREAK}{number}"),
            Place::Behind => format!("{number}{NO_BREAK}{mark}"),
        }
    }

    /// The symbol where it cannot be mistaken, otherwise the code.
    fn mark(self, currency: Currency) -> String {
        let at_home = currency.code().as_bytes() == self.habits().home;
        let symbol = match currency.code() {
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "INR" => "₹",
            "PLN" => "zł",
            "USD" if at_home => "$",
            "USD" => "US$",
            "DKK" if at_home => "kr.",
            "SEK" | "NOK" if at_home => "kr",
            code => code,
        };
        symbol.to_owned()
    }

    /// A share in percent, given in tenths of a percent: 425 is `42.5%`, 420 is `42%`.
    pub fn percent(self, tenths: i64) -> String {
        let positive = tenths.unsigned_abs();
        let mut number = self.grouped(positive / 10);
        if !positive.is_multiple_of(10) {
            number.push(self.decimal_mark());
            number.push_str(&(positive % 10).to_string());
        }
        match self {
            Self::EnGb | Self::EnIe | Self::EnUs | Self::ItIt | Self::NlNl | Self::PtPt | Self::PlPl | Self::DeCh => {}
            Self::FrFr => number.push(NARROW),
            Self::DaDk | Self::DeAt | Self::DeDe | Self::EsEs | Self::FiFi | Self::NbNo | Self::SvSe => {
                number.push(NO_BREAK);
            }
        }
        number.push('%');
        signed(tenths < 0, &number)
    }

    /// How much of a whole a part is, in whole percent; `None` of nothing.
    pub fn share(self, part: u64, whole: u64) -> Option<String> {
        let percent = (u128::from(part) * 200 + u128::from(whole)).checked_div(u128::from(whole) * 2)?;
        Some(self.percent(i64::try_from(percent).ok()?.checked_mul(10)?))
    }

    /// A day.
    pub fn day(self, day: NaiveDate, style: DayStyle) -> String {
        let (number, month, year) = (day.day(), month_name(day), day.year());
        let american = self.day_order() == DayOrder::MonthFirst;
        match style {
            DayStyle::Short if american => format!("{month} {number}"),
            DayStyle::Short => format!("{number} {month}"),
            DayStyle::Full if american => format!("{month} {number}, {year}"),
            DayStyle::Full => format!("{number} {month} {year}"),
            DayStyle::Weekday if american => {
                format!("{}, {month} {number}, {year}", weekday_name(day.weekday()))
            }
            DayStyle::Weekday => format!("{} {number} {month} {year}", weekday_name(day.weekday())),
            DayStyle::Digits => {
                let between = self.habits().between;
                let month = day.month();
                match self {
                    Self::EnUs => format!("{month:02}{between}{number:02}{between}{year:04}"),
                    Self::SvSe => format!("{year:04}{between}{month:02}{between}{number:02}"),
                    _ => format!("{number:02}{between}{month:02}{between}{year:04}"),
                }
            }
        }
    }

    /// A time of the day to the minute, on the clock of 24 hours everywhere: `15:30`.
    pub fn time(self, time: NaiveTime) -> String {
        time.format("%H:%M").to_string()
    }

    /// A day with its time: `18 Dec 2026, 15:30`.
    pub fn moment(self, moment: NaiveDateTime, style: DayStyle) -> String {
        format!("{}, {}", self.day(moment.date(), style), self.time(moment.time()))
    }
}

fn signed(negative: bool, text: &str) -> String {
    // A true minus is as wide as a digit and never breaks from its number.
    if negative {
        format!("−{text}")
    } else {
        text.to_owned()
    }
}

/// The month in three letters.
pub fn month_name(day: NaiveDate) -> &'static str {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    NAMES.get(day.month0() as usize).copied().unwrap_or_default()
}

/// The weekday in three letters.
pub const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Mon",
        Weekday::Tue => "Tue",
        Weekday::Wed => "Wed",
        Weekday::Thu => "Thu",
        Weekday::Fri => "Fri",
        Weekday::Sat => "Sat",
        Weekday::Sun => "Sun",
    }
}

impl FromStr for Locale {
    type Err = Complaint;

    fn from_str(key: &str) -> Result<Self, Complaint> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.key() == key)
            .ok_or(Complaint::NotAChoice)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::values::Amount;

    fn money(minor: i64, code: &str) -> Money {
        Money::new(minor, code.parse().unwrap())
    }

    #[test]
    fn every_locale_is_found_by_its_key() {
        for locale in Locale::ALL {
            assert_eq!(locale.key().parse(), Ok(locale));
            assert_eq!(serde_json::to_value(locale).unwrap(), locale.key());
        }
        assert_eq!("xx-XX".parse::<Locale>(), Err(Complaint::NotAChoice));
    }

    #[rstest]
    #[case(Locale::EnGb, 1_234_567, "1,234,567")]
    #[case(Locale::DeDe, -1_234, "−1.234")]
    #[case(Locale::FrFr, 123_456, "123\u{202f}456")]
    #[case(Locale::DeCh, 1_000, "1’000")]
    #[case(Locale::EnGb, 999, "999")]
    #[case(Locale::EnGb, 0, "0")]
    #[case(Locale::EnGb, i64::MIN, "−9,223,372,036,854,775,808")]
    fn whole_numbers_stand_in_groups(#[case] locale: Locale, #[case] number: i64, #[case] written: &str) {
        assert_eq!(locale.integer(number), written);
    }

    #[rstest]
    #[case(Locale::EnGb, money(123_450, "EUR"), Decimals::Always, "€1,234.50")]
    #[case(Locale::EnGb, money(123_400, "EUR"), Decimals::WhereAny, "€1,234")]
    #[case(Locale::EnGb, money(123_450, "EUR"), Decimals::Never, "€1,235")]
    #[case(Locale::EnGb, money(-123_449, "EUR"), Decimals::Never, "−€1,234")]
    #[case(Locale::EnGb, money(-49, "EUR"), Decimals::Never, "€0")]
    #[case(Locale::EnGb, money(500, "CHF"), Decimals::Always, "CHF\u{a0}5.00")]
    #[case(Locale::EnGb, money(500, "USD"), Decimals::Always, "US$5.00")]
    #[case(Locale::EnUs, money(500, "USD"), Decimals::Always, "$5.00")]
    #[case(Locale::DeDe, money(123_450, "EUR"), Decimals::Always, "1.234,50\u{a0}€")]
    #[case(Locale::NlNl, money(123_450, "EUR"), Decimals::Always, "€\u{a0}1.234,50")]
    #[case(Locale::DaDk, money(123_450, "DKK"), Decimals::Always, "1.234,50\u{a0}kr.")]
    #[case(Locale::DaDk, money(123_450, "SEK"), Decimals::Always, "1.234,50\u{a0}SEK")]
    #[case(Locale::EnGb, money(1_234, "JPY"), Decimals::Always, "¥1,234")]
    #[case(Locale::EnGb, money(1_234, "JPY"), Decimals::Never, "¥1,234")]
    #[case(Locale::EnGb, money(1_234_005, "KWD"), Decimals::Always, "KWD\u{a0}1,234.005")]
    fn money_is_written_as_in_the_country(
        #[case] locale: Locale,
        #[case] money: Money,
        #[case] decimals: Decimals,
        #[case] written: &str,
    ) {
        assert_eq!(locale.money(money, decimals), written);
    }

    #[rstest]
    #[case(9_420, "€9,420")]
    #[case(9_999, "€9,999")]
    #[case(10_000, "€10k")]
    #[case(12_345, "€12.3k")]
    #[case(340_000, "€340k")]
    #[case(999_499, "€999k")]
    #[case(999_500, "€1M")]
    #[case(2_100_000, "€2.1M")]
    #[case(99_960_000, "€100M")]
    #[case(1_250_000_000, "€1.3bn")]
    #[case(90_000_000_000_000, "€90tn")]
    #[case(-2_100_000, "−€2.1M")]
    fn tiles_show_three_digits(#[case] euros: i64, #[case] written: &str) {
        assert_eq!(Locale::EnGb.compact(money(euros * 100, "EUR")), written);
    }

    #[test]
    fn tiles_follow_the_locale() {
        assert_eq!(Locale::DeDe.compact(money(210_000_000, "EUR")), "2,1M\u{a0}€");
    }

    #[rstest]
    #[case(Locale::EnGb, 425, "42.5%")]
    #[case(Locale::EnGb, 420, "42%")]
    #[case(Locale::EnGb, -5, "−0.5%")]
    #[case(Locale::DeDe, 425, "42,5\u{a0}%")]
    fn percent(#[case] locale: Locale, #[case] tenths: i64, #[case] written: &str) {
        assert_eq!(locale.percent(tenths), written);
    }

    #[test]
    fn a_share_of_nothing_is_no_share() {
        assert_eq!(Locale::EnGb.share(1, 3).as_deref(), Some("33%"));
        assert_eq!(Locale::EnGb.share(2, 3).as_deref(), Some("67%"));
        assert_eq!(Locale::EnGb.share(0, 0), None);
        assert_eq!(Locale::EnGb.share(u64::MAX, u64::MAX).as_deref(), Some("100%"));
    }

    #[rstest]
    #[case(Locale::EnGb, DayStyle::Short, "8 Dec")]
    #[case(Locale::EnGb, DayStyle::Full, "8 Dec 2026")]
    #[case(Locale::EnGb, DayStyle::Weekday, "Tue 8 Dec 2026")]
    #[case(Locale::EnGb, DayStyle::Digits, "08/12/2026")]
    #[case(Locale::EnUs, DayStyle::Short, "Dec 8")]
    #[case(Locale::EnUs, DayStyle::Full, "Dec 8, 2026")]
    #[case(Locale::EnUs, DayStyle::Weekday, "Tue, Dec 8, 2026")]
    #[case(Locale::EnUs, DayStyle::Digits, "12/08/2026")]
    #[case(Locale::DeDe, DayStyle::Full, "8 Dec 2026")]
    #[case(Locale::DeDe, DayStyle::Digits, "08.12.2026")]
    #[case(Locale::SvSe, DayStyle::Digits, "2026-12-08")]
    fn days(#[case] locale: Locale, #[case] style: DayStyle, #[case] written: &str) {
        assert_eq!(
            locale.day(NaiveDate::from_ymd_opt(2026, 12, 8).unwrap(), style),
            written
        );
    }

    #[test]
    fn times_are_said_on_the_clock_of_24_hours() {
        let moment = NaiveDate::from_ymd_opt(2026, 12, 18)
            .unwrap()
            .and_hms_opt(15, 30, 59)
            .unwrap();
        assert_eq!(Locale::EnUs.time(moment.time()), "15:30");
        assert_eq!(Locale::EnGb.moment(moment, DayStyle::Full), "18 Dec 2026, 15:30");
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_back(
            minor in -Money::MOST..=Money::MOST,
            locale in proptest::sample::select(Locale::ALL.to_vec()),
            code in proptest::sample::select(vec!["EUR", "USD", "SEK", "JPY", "PLN"]),
        ) {
            let money = money(minor, code);
            let (amount, currency) = Amount::read(
                &locale.money(money, Decimals::Always),
                crate::values::money::DecimalStyle::Either,
                Some(money.currency),
            ).unwrap();
            prop_assert_eq!(amount.in_currency(money.currency), Ok(money));
            prop_assert_eq!(currency, Some(money.currency));
        }

        #[test]
        fn no_amount_is_too_large_for_a_tile(minor in any::<i64>()) {
            prop_assert!(Locale::EnGb.compact(money(minor, "JPY")).chars().count() <= 16);
        }
    }
}
