//! Texts with a limit: trimmed, never empty, nothing unprintable.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Complaint;

/// Trims a text and refuses what is empty, too long or unprintable. Line breaks are fine only where `lines`.
pub(crate) fn checked(text: &str, limit: u32, lines: bool) -> Result<String, Complaint> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Complaint::Required);
    }
    if text
        .chars()
        .any(|c| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t')))
    {
        return Err(Complaint::Unprintable);
    }
    if text.chars().nth(limit as usize).is_some() {
        return Err(Complaint::TooLong(limit));
    }
    Ok(text.to_owned())
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($limit:tt, $lines:tt)),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schema(value_type = String, max_length = $limit)]
        pub struct $name(String);

        impl $name {
            /// The most characters that it may have.
            pub const LIMIT: u32 = $limit;

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = Complaint;

            fn try_from(text: String) -> Result<Self, Complaint> {
                checked(&text, $limit, $lines).map(Self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = Complaint;

            fn from_str(text: &str) -> Result<Self, Complaint> {
                checked(text, $limit, $lines).map(Self)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

texts! {
    /// What a person, a company, a deal or a file is called.
    Name(120, false),
    /// What a view of a list is called: it stands on a tab.
    ViewName(60, false),
    /// A short line about something: an industry, a city, a job title.
    Line(160, false),
    /// Why somebody did something, in his own words.
    Reason(500, true),
    /// What somebody wrote on the timeline.
    Body(10_000, true),
    /// What somebody looks for.
    SearchText(100, false),
    /// A key that another system gave to a record.
    ExternalKey(200, false),
}
