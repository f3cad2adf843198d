//! Keys that people and files write: lower-case letters, digits and underscores, a letter first. Whether there is
//! anything under a key is asked where such things are kept.

use crate::Complaint;

/// The key in a text, right in its form. A key of another form is none of those there are.
pub(crate) fn checked(text: &str, limit: usize) -> Result<String, Complaint> {
    let text = text.trim();
    let fine = text.len() <= limit
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    match text {
        "" => Err(Complaint::Required),
        key if fine => Ok(key.to_owned()),
        _ => Err(Complaint::NotAChoice),
    }
}

/// Keys for something of this name, for whoever knows which of them are taken: the name itself, then with numbers. A name
/// that no key can begin with goes behind the word for what is named.
pub(crate) fn of_name(name: &str, word: &str, limit: usize) -> impl Iterator<Item = String> {
    let mut base = String::new();
    for letter in name.trim().to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            base.push(letter);
        } else if !base.is_empty() && !base.ends_with('_') {
            base.push('_');
        }
    }
    let base = base.trim_end_matches('_');
    let begins = base.starts_with(|first: char| first.is_ascii_lowercase());
    let base = if begins {
        base.to_owned()
    } else {
        [word, "_", base].concat()
    };
    // Room for an underscore and two digits.
    let base: String = base.chars().take(limit - 3).collect();
    let base = base.trim_end_matches('_').to_owned();
    let plain = base.clone();
    std::iter::once(plain).chain((2_usize..).map(move |number| format!("{base}_{number}")))
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        #[serde(try_from = "String", into = "String")]
        #[schema(value_type = String)]
        pub struct $name(String);

        impl $name {
            /// The most characters that it may have.
            pub const LIMIT: usize = 40;

            /// The key.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = Complaint;

            fn from_str(text: &str) -> Result<Self, Complaint> {
                checked(text, Self::LIMIT).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Complaint;

            fn try_from(text: String) -> Result<Self, Complaint> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(key: $name) -> Self {
                key.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

keys! {
    /// The key of a pain in the catalogue.
    PainKey,
    /// The key of a crisis in the catalogue.
    CrisisKey,
    /// The key of a rule that gives points.
    ScoreRuleKey,
    /// The key of a rule of engagement.
    RuleKey,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_right_in_its_form_and_survives_its_text() {
        let key: PainKey = " unplanned_downtime ".parse().unwrap();
        assert_eq!(key.as_str(), "unplanned_downtime");
        assert_eq!(key.to_string().parse(), Ok(key));
        assert_eq!("Downtime".parse::<PainKey>(), Err(Complaint::NotAChoice));
        assert_eq!(" ".parse::<CrisisKey>(), Err(Complaint::Required));
        assert_eq!("x".repeat(41).parse::<PainKey>(), Err(Complaint::NotAChoice));
    }
}
