//! Who works here.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Person, PersonState};
use crate::{
    Access, Department, Kind, Operation, Rest, Role,
    values::{Cursor, Limit, Page, text::SearchText},
};

/// Lists people by name. Everybody may: who leads a leg is chosen from this list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListPeople {
    /// Part of the name or of the address.
    #[serde(default)]
    pub text: Option<SearchText>,
    /// Only these.
    #[serde(default)]
    pub state: Option<PersonState>,
    /// Only of this department.
    #[serde(default)]
    pub department: Option<Department>,
    /// Only with this role.
    #[serde(default)]
    pub role: Option<Role>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many rows.
    #[serde(default)]
    pub limit: Limit,
}

impl Operation for ListPeople {
    type Output = Page<Person>;
    const NAME: &'static str = "platform.people.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/people", "List people"));
}
