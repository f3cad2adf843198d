//! Which accounts a list shows; its figures count the same ones.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Complaint, FieldErrors, journey::Stages, values::ids::PersonId};

/// Declares an input that carries the conditions of the list of accounts beside its own fields, so that rows, figures
/// and exports name them alike.
macro_rules! filtered {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$own_meta:meta])* pub $own:ident: $own_type:ty,)* }) => {
        $(#[$meta])*
        pub struct $name {
            /// Text in the name or the domain.
            pub q: Option<$crate::values::text::SearchText>,
            /// What the company is to us.
            pub kind: Option<$crate::accounts::AccountKind>,
            /// Key of the stage.
            pub stage: Option<String>,
            /// Part of the journey.
            pub phase: Option<$crate::journey::Phase>,
            /// Longer in the stage than usual.
            pub stalled: Option<bool>,
            /// Who leads for marketing: the id of a person, or `none`.
            #[schema(value_type = Option<String>)]
            pub marketing_lead: Option<$crate::accounts::filter::LeadIs>,
            /// Who leads for sales: the id of a person, or `none`.
            #[schema(value_type = Option<String>)]
            pub sales_lead: Option<$crate::accounts::filter::LeadIs>,
            /// Who leads for service: the id of a person, or `none`.
            #[schema(value_type = Option<String>)]
            pub service_lead: Option<$crate::accounts::filter::LeadIs>,
            /// Who works on it: leads one of its legs, or works one beside its lead.
            pub worked_by: Option<$crate::values::ids::PersonId>,
            /// Which leg has no lead.
            pub missing_leg: Option<$crate::accounts::filter::MissingLeg>,
            /// With or without an open deal.
            pub deal: Option<$crate::accounts::filter::DealIs>,
            /// The country, as it is written there.
            pub country: Option<$crate::values::text::Line>,
            /// The industry, as it is written there.
            pub industry: Option<$crate::values::text::Line>,
            $($(#[$own_meta])* pub $own: $own_type,)*
        }

        impl $name {
            /// The conditions alone.
            #[must_use]
            pub fn filter(&self) -> $crate::accounts::filter::AccountFilter {
                $crate::accounts::filter::AccountFilter {
                    q: self.q.clone(),
                    kind: self.kind,
                    stage: self.stage.clone(),
                    phase: self.phase,
                    stalled: self.stalled,
                    marketing_lead: self.marketing_lead,
                    sales_lead: self.sales_lead,
                    service_lead: self.service_lead,
                    worked_by: self.worked_by,
                    missing_leg: self.missing_leg,
                    deal: self.deal,
                    country: self.country.clone(),
                    industry: self.industry.clone(),
                }
            }
        }
    };
}
pub(crate) use filtered;

filtered! {
    /// The conditions of the list of accounts.
    #[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
    pub struct AccountFilter {}
}

impl AccountFilter {
    /// Complains about a stage that the journey does not have.
    pub fn check(&self, stages: &Stages) -> Result<(), FieldErrors> {
        let known = self.stage.as_deref().is_none_or(|stage| stages.has(stage));
        FieldErrors::none()
            .unless(known, "stage", Complaint::NotAChoice)
            .into_result()
    }
}

/// Who leads a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum LeadIs {
    /// Nobody.
    Nobody,
    /// This person.
    Person(PersonId),
}

impl TryFrom<String> for LeadIs {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        if text == "none" {
            return Ok(Self::Nobody);
        }
        text.parse().map(Self::Person).or(Err(Complaint::NotAChoice))
    }
}

impl From<LeadIs> for String {
    fn from(lead: LeadIs) -> Self {
        match lead {
            LeadIs::Nobody => "none".to_owned(),
            LeadIs::Person(person) => person.to_string(),
        }
    }
}

/// Which leg has no lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MissingLeg {
    /// Marketing.
    Marketing,
    /// Sales.
    Sales,
    /// Service.
    Service,
    /// At least one of the three.
    Any,
}

/// With or without an open deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DealIs {
    /// At least one deal is open.
    Open,
    /// No deal is open.
    None,
}
