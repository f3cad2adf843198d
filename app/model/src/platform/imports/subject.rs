//! What the rows of a file are.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Complaint;

/// What each row of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The people of ours whom other files name as owners by key.
    Owners,
    /// Companies.
    Accounts,
    /// People at companies.
    Contacts,
    /// Opportunities.
    Deals,
    /// Calls, e-mails, meetings, notes and tasks.
    Activities,
    /// Pairs of keys: which deal is of which company, which call was with whom.
    Links,
}

impl Subject {
    /// All subjects, in the order in which files that refer to each other are imported.
    pub const ALL: [Self; 6] = [
        Self::Owners,
        Self::Accounts,
        Self::Contacts,
        Self::Deals,
        Self::Activities,
        Self::Links,
    ];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Owners => "owners",
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Deals => "deals",
            Self::Activities => "activities",
            Self::Links => "links",
        }
    }
}

impl FromStr for Subject {
    type Err = Complaint;

    fn from_str(key: &str) -> Result<Self, Complaint> {
        Self::ALL
            .into_iter()
            .find(|subject| subject.key() == key)
            .ok_or(Complaint::NotAChoice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_is_found_by_its_key() {
        for subject in Subject::ALL {
            assert_eq!(subject.key().parse(), Ok(subject));
            assert_eq!(serde_json::to_value(subject).unwrap(), subject.key());
        }
        assert_eq!("leads".parse::<Subject>(), Err(Complaint::NotAChoice));
    }
}
