//! What the address of the obligations asks for.

use accounts::address::{from_query, with_pairs};
use leptos_router::params::ParamsMap;
use model::leads::obligations::{Standing, count::TallyObligations, list::ListObligations};

use crate::parts::OWED;

/// What is listed: always how it stands, too.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub list: ListObligations,
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        self.with(&[]) == other.with(&[]) && self.list.cursor == other.list.cursor
    }
}

impl Asked {
    /// What an address asks for. One that does not say begins with what is open.
    pub fn of(query: &ParamsMap) -> Self {
        let mut list: ListObligations = from_query(query);
        list.state = list.state.or(Some(Standing::Open));
        Self { list }
    }

    /// The same counted by how it stands. It is not counted by lead or by whom it is owed to.
    pub const fn tally(&self) -> TallyObligations {
        let list = &self.list;
        TallyObligations {
            leg: list.leg,
            person: list.person,
            account: list.account,
            from: None,
            until: None,
        }
    }

    /// The address with some conditions changed; an empty value takes one out. It begins at the first row.
    pub fn with(&self, changed: &[(&str, &str)]) -> String {
        with_pairs(OWED, &self.list, changed)
    }

    /// Whether anything but how it stands is asked.
    pub const fn is_filtered(&self) -> bool {
        let list = &self.list;
        list.leg.is_some()
            || list.to.is_some()
            || list.person.is_some()
            || list.account.is_some()
            || list.lead.is_some()
    }

    /// The address without anything but how it stands.
    pub fn unfiltered(&self) -> String {
        self.with(&["leg", "to", "person", "account", "lead"].map(|name| (name, "")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Asked::of(&pairs.collect())
    }

    #[test]
    fn the_address_alone_shows_what_is_open() {
        assert_eq!(asked(&[]).list.state, Some(Standing::Open));
        assert_eq!(asked(&[("state", "nonsense")]).list.state, Some(Standing::Open));
        assert_eq!(asked(&[("state", "breached")]).list.state, Some(Standing::Breached));
    }

    #[test]
    fn a_condition_that_is_taken_out_leaves_how_it_stands() {
        let sales = asked(&[("state", "met"), ("leg", "sales")]);
        assert!(sales.is_filtered());
        assert_eq!(sales.unfiltered(), "/leads/obligations?state=met");
    }
}
