//! Whom one can choose as a lead or an owner.

use serde::{Deserialize, Serialize};

use crate::{Access, Department, Kind, Operation, values::ids::PersonId};

/// Lists the active people who work for a department, by name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PeopleChoices {}

/// A person to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonChoice {
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// For which leg.
    pub department: Department,
}

impl Operation for PeopleChoices {
    type Output = Vec<PersonChoice>;
    const NAME: &'static str = "accounts.people_choices";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}
