//! The key of a stage.

use std::{borrow::Borrow, fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Complaint, values::key};

/// The key of a stage, right in its form: lower-case letters, digits and underscores, a letter first. Whether a journey
/// has such a stage is asked with that journey in hand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String)]
pub struct StageKey(String);

impl StageKey {
    /// The most characters that it may have.
    pub const LIMIT: usize = 40;

    /// The key of a stage that has no name to make one of.
    pub(super) fn nameless() -> Self {
        Self("stage".to_owned())
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StageKey {
    type Err = Complaint;

    /// A key of another form is a stage of no journey: who chose it is told what he would be told of an unknown one.
    fn from_str(text: &str) -> Result<Self, Complaint> {
        key::checked(text, Self::LIMIT).map(Self)
    }
}

impl TryFrom<String> for StageKey {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        text.parse()
    }
}

impl From<StageKey> for String {
    fn from(key: StageKey) -> Self {
        key.0
    }
}

impl fmt::Display for StageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Rows, cards and facts keep keys as texts; maps by key are asked with them.
impl Borrow<str> for StageKey {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for StageKey {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for StageKey {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl PartialEq<String> for StageKey {
    fn eq(&self, other: &String) -> bool {
        self.0 == *other
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("selecting")]
    #[case("committing_to_solution")]
    #[case("step_2")]
    #[case(" selecting ")]
    #[case("a234567890123456789012345678901234567890")]
    fn a_key_is_made_of_letters_digits_and_underscores(#[case] text: &str) {
        assert!(text.parse::<StageKey>().is_ok_and(|key| key == text.trim()));
    }

    #[rstest]
    #[case("", Complaint::Required)]
    #[case("Selecting", Complaint::NotAChoice)]
    #[case("2nd", Complaint::NotAChoice)]
    #[case("_first", Complaint::NotAChoice)]
    #[case("wählen", Complaint::NotAChoice)]
    #[case("a b", Complaint::NotAChoice)]
    #[case("a'; --", Complaint::NotAChoice)]
    #[case("a2345678901234567890123456789012345678901", Complaint::NotAChoice)]
    fn anything_else_is_no_key(#[case] text: &str, #[case] complaint: Complaint) {
        assert_eq!(text.parse::<StageKey>(), Err(complaint));
    }

    proptest! {
        #[test]
        fn a_key_survives_its_texts(text in "[a-z][a-z0-9_]{0,39}") {
            let key: StageKey = text.parse().unwrap();
            prop_assert_eq!(key.to_string().parse(), Ok(key.clone()));
            let json = serde_json::to_string(&key).unwrap();
            prop_assert_eq!(serde_json::from_str::<StageKey>(&json).unwrap(), key);
        }

        #[test]
        fn no_text_is_read_as_another_key(text in "\\PC{0,50}") {
            if let Ok(key) = text.parse::<StageKey>() {
                prop_assert_eq!(key.as_str(), text.trim());
            }
        }
    }
}
