//! Which time zones there are.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation};

/// Lists the names that a form offers for a time zone. The list stays on the server: the browser needs only the names.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListTimeZones {}

impl Operation for ListTimeZones {
    type Output = Vec<String>;
    const NAME: &'static str = "platform.people.time_zones";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::Anyone;
}
