//! What the address of the queue asks for.

use leptos_router::params::ParamsMap;
use model::{
    Department,
    leads::chain::{LeadState, count::CountLeads, list::ListLeads},
};

use accounts::address::{from_query, with_pairs};

/// Where the queue stands.
pub(super) const PATH: &str = "/leads";

/// What is listed, and whether leads in all states are.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub list: ListLeads,
    all: bool,
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        self.with(&[]) == other.with(&[]) && self.list.cursor == other.list.cursor
    }
}

impl Asked {
    /// What an address asks for. One that says nothing of the state begins with what waits for the department.
    pub fn of(query: &ParamsMap, department: Option<Department>) -> Self {
        let mut list: ListLeads = from_query(query);
        let of_one = list.account.is_some() || list.contact.is_some();
        let all = of_one || query.get("all").is_some();
        if list.state.is_none() && !all {
            list.state = department.map(first_look);
        }
        Self { list, all }
    }

    /// The address with some conditions changed; an empty value takes one out. It begins at the first row.
    pub fn with(&self, changed: &[(&str, &str)]) -> String {
        let mut pairs = changed.to_vec();
        if self.all && self.list.state.is_none() && changed.iter().all(|(name, _)| *name != "all") {
            pairs.push(("all", "true"));
        }
        with_pairs(PATH, &self.list, &pairs)
    }

    /// The question how many rows each tab has; nothing where only those of one account or of one person are listed.
    pub const fn counts(&self) -> Option<CountLeads> {
        let list = &self.list;
        if list.account.is_some() || list.contact.is_some() {
            return None;
        }
        Some(CountLeads {
            owner: list.owner,
            department: list.department,
        })
    }

    /// Whether anything but the state is asked.
    pub const fn is_filtered(&self) -> bool {
        let list = &self.list;
        list.owner.is_some()
            || list.department.is_some()
            || list.account.is_some()
            || list.contact.is_some()
            || list.overdue.is_some()
    }

    /// The address without anything but the state.
    pub fn unfiltered(&self) -> String {
        let fields = ["owner", "department", "account", "contact", "overdue"];
        self.with(&fields.map(|name| (name, "")))
    }
}

/// Where a department looks first.
const fn first_look(department: Department) -> LeadState {
    match department {
        Department::Marketing => LeadState::Captured,
        Department::Sales => LeadState::HandedOver,
        Department::Service => LeadState::Nurturing,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn asked(pairs: &[(&str, &str)], department: Option<Department>) -> Asked {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Asked::of(&pairs.collect(), department)
    }

    #[test]
    fn the_address_alone_shows_what_waits_for_the_department() {
        let state = |department| asked(&[], department).list.state;
        assert_eq!(state(Some(Department::Sales)), Some(LeadState::HandedOver));
        assert_eq!(state(Some(Department::Marketing)), Some(LeadState::Captured));
        assert_eq!(state(None), None);
        assert_eq!(asked(&[("all", "true")], Some(Department::Sales)).list.state, None);
    }

    #[test]
    fn a_changed_condition_keeps_the_others_and_begins_at_the_first_row() {
        let all = asked(&[("all", "true"), ("overdue", "true")], Some(Department::Sales));
        let conditions = |changed: &[(&str, &str)]| -> BTreeSet<String> {
            let address = all.with(changed);
            let (_, conditions) = address.split_once('?').unwrap();
            conditions.split('&').map(str::to_owned).collect()
        };
        let those = |conditions: &[&str]| conditions.iter().map(|one| (*one).to_owned()).collect();
        assert_eq!(
            conditions(&[("department", "sales")]),
            those(&["department=sales", "overdue=true", "all=true"])
        );
        assert_eq!(
            conditions(&[("state", "working"), ("all", "")]),
            those(&["overdue=true", "state=working"])
        );
        assert_eq!(all.unfiltered(), "/leads?all=true");
    }
}
