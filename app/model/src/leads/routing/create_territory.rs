//! A new territory.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{show::KeptTerritory, where_from::WhereFrom};
use crate::{
    Access, Complaint, FieldErrors, Kind, Operation, Rest,
    values::{
        ids::PersonId,
        text::{Line, Name},
    },
};

/// Adds a territory. Leads that are there already stay with whom they are.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreateTerritory {
    /// What it is called.
    pub name: Name,
    /// When it is asked: of two that fit an account the one with the lower place.
    pub place: u16,
    /// In one of these countries, which commas set apart.
    #[serde(default)]
    pub countries: Option<Line>,
    /// In one of these industries, which commas set apart.
    #[serde(default)]
    pub industries: Option<Line>,
    /// With at least so many employees.
    #[serde(default)]
    pub employees_at_least: Option<u32>,
    /// With at most so many employees.
    #[serde(default)]
    pub employees_at_most: Option<u32>,
    /// Who of sales takes leads from there, by turns; at least one.
    #[serde(default)]
    pub people: Vec<PersonId>,
}

impl CreateTerritory {
    /// Which accounts belong to it.
    pub fn accounts(&self) -> WhereFrom {
        WhereFrom {
            countries: self.countries.clone(),
            industries: self.industries.clone(),
            employees_at_least: self.employees_at_least,
            employees_at_most: self.employees_at_most,
        }
    }
}

impl Operation for CreateTerritory {
    type Output = KeptTerritory;
    const NAME: &'static str = "leads.routing.create_territory";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::post("/territories", "Add a territory"));

    fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .unless(!self.people.is_empty(), "people", Complaint::Required)
            .into_result()?;
        self.accounts().check()
    }
}
