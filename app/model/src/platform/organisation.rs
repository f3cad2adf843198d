//! The company that runs this installation.

pub mod edit;
pub mod show;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What all its people share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// ISO code of the currency that deals are kept in.
    pub currency: String,
    /// IANA name of the time zone that days are counted in.
    pub time_zone: String,
}
