//! How the product speaks to somebody.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    values::{locale::Locale, text::Name, theme::Theme},
};

/// Changes one's own name, and how one reads numbers, days and pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditProfile {
    /// The name.
    pub name: Name,
    /// How numbers and days are written.
    pub locale: Locale,
    /// IANA name of the time zone.
    pub time_zone: Name,
    /// Light, dark, or as the system says.
    pub theme: Theme,
}

impl Operation for EditProfile {
    type Output = ();
    const NAME: &'static str = "platform.people.edit_profile";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
}
