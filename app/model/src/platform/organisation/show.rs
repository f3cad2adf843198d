//! The company, for those who run the installation.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Organisation;
use crate::{Access, Kind, Operation, Rest, values::Version};

/// Shows the organisation's settings.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowOrganisation {}

/// The settings, with what an admin needs to know before changing them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganisationShown {
    /// The settings.
    pub organisation: Organisation,
    /// Whether deals are kept already, so that the currency stands.
    pub currency_in_use: bool,
    /// How often they were changed.
    pub version: Version,
}

impl Operation for ShowOrganisation {
    type Output = OrganisationShown;
    const NAME: &'static str = "platform.organisation.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> = Some(Rest::get("/organisation", "Show the organisation's settings"));
}
