//! Where people and companies are reached.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Complaint;

/// An e-mail address, kept in lower case: two spellings are one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = "email", max_length = 254)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part behind the at sign.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for EmailAddress {
    type Err = Complaint;

    fn from_str(text: &str) -> Result<Self, Complaint> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Complaint::Required);
        }
        if text.len() > 254 {
            return Err(Complaint::TooLong(254));
        }
        let strict = email_address::Options::default()
            .without_display_text()
            .without_domain_literal();
        email_address::EmailAddress::parse_with_options(text, strict).or(Err(Complaint::NotAnEmail))?;
        Ok(Self(text.to_lowercase()))
    }
}

/// A company's web domain without scheme, path and `www.`, in lower case: `brackwell.example`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, max_length = 253)]
pub struct Domain(String);

impl Domain {
    /// The domain.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Domain {
    type Err = Complaint;

    /// Takes what people paste: `https://www.brackwell.example/about` is `brackwell.example`.
    fn from_str(text: &str) -> Result<Self, Complaint> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(Complaint::Required);
        }
        let host = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
        let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        if host.len() > 253 || !host.contains('.') || !host.split('.').all(label) {
            return Err(Complaint::NotADomain);
        }
        Ok(Self(host.to_owned()))
    }
}

macro_rules! text_conversions {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = Complaint;

            fn try_from(text: String) -> Result<Self, Complaint> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}
text_conversions!(EmailAddress, Domain);

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("brackwell.example", "brackwell.example")]
    #[case(" https://www.Brackwell.example/about?x=1 ", "brackwell.example")]
    #[case("http://brackwell.example:8080", "brackwell.example")]
    #[case("molkerei-süd.example", "molkerei-süd.example")]
    fn a_pasted_address_becomes_a_domain(#[case] pasted: &str, #[case] domain: &str) {
        assert_eq!(pasted.parse::<Domain>().unwrap().as_str(), domain);
    }

    #[rstest]
    #[case("brackwell")]
    #[case("-a.example")]
    #[case("a b.example")]
    #[case("<script>.example")]
    #[case("a..example")]
    fn what_is_no_domain_is_refused(#[case] pasted: &str) {
        assert_eq!(pasted.parse::<Domain>(), Err(Complaint::NotADomain));
    }

    #[rstest]
    #[case("Marta.Quell@Brackwell.example", Ok("marta.quell@brackwell.example"))]
    #[case("marta@", Err(Complaint::NotAnEmail))]
    #[case("Marta <marta@brackwell.example>", Err(Complaint::NotAnEmail))]
    #[case("", Err(Complaint::Required))]
    fn addresses_are_checked_and_lowered(#[case] typed: &str, #[case] expected: Result<&str, Complaint>) {
        assert_eq!(
            typed.parse::<EmailAddress>().map(String::from),
            expected.map(str::to_owned)
        );
    }
}
