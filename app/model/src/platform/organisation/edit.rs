//! An admin changes what all people share.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::show::OrganisationShown;
use crate::{
    Access, Kind, Operation, Rest,
    values::{Version, money::Currency, text::Name},
};

/// Changes the organisation's name, currency and time zone. The currency stands once deals are kept in it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditOrganisation {
    /// The name.
    pub name: Name,
    /// The currency that deals are kept in.
    pub currency: Currency,
    /// IANA name of the time zone that days are counted in.
    pub time_zone: Name,
    /// The version that was looked at.
    pub seen: Version,
}

impl Operation for EditOrganisation {
    type Output = OrganisationShown;
    const NAME: &'static str = "platform.organisation.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> =
        Some(Rest::patch("/organisation", "Change the organisation's settings").versioned("seen"));
}
