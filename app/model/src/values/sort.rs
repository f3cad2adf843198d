//! By what a list is sorted: a key of the list, with a minus in front for the other way round.

use serde::{Deserialize, Serialize};

use crate::Complaint;

/// The keys by which one list can be sorted.
pub trait SortKey: Copy + Eq + 'static {
    /// All keys, with their names in addresses.
    const KEYS: &'static [(&'static str, Self)];
}

/// A sort key and its direction: `name` is A to Z, `-name` is Z to A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String", bound = "K: SortKey")]
pub struct Sort<K> {
    /// By what.
    pub by: K,
    /// Largest, latest or Z first.
    pub descending: bool,
}

impl<K: SortKey> Sort<K> {
    /// Smallest, earliest or A first.
    pub const fn up(by: K) -> Self {
        Self { by, descending: false }
    }

    /// Largest, latest or Z first.
    pub const fn down(by: K) -> Self {
        Self { by, descending: true }
    }

    /// The name in addresses.
    pub fn key(self) -> String {
        let name = K::KEYS
            .iter()
            .find(|(_, key)| *key == self.by)
            .map_or("", |(name, _)| *name);
        if self.descending {
            ["-", name].concat()
        } else {
            name.to_owned()
        }
    }
}

impl<K: SortKey> TryFrom<String> for Sort<K> {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        let (descending, name) = text
            .strip_prefix('-')
            .map_or((false, text.as_str()), |name| (true, name));
        let found = K::KEYS.iter().find(|(key, _)| *key == name);
        found
            .map(|(_, by)| Self { by: *by, descending })
            .ok_or(Complaint::NotAChoice)
    }
}

impl<K: SortKey> From<Sort<K>> for String {
    fn from(sort: Sort<K>) -> Self {
        sort.key()
    }
}
