//! The people of the three departments.

pub mod entity;
mod set_up;
mod sign_in;
mod sign_out;
mod viewer;

use chrono::{DateTime, TimeDelta, Utc};
use model::{Complaint, Failure, values::zone::Zone};

/// The IANA name of a time zone that exists, or a complaint about the field.
pub(crate) fn known_time_zone(field: &str, name: &str) -> Result<String, Failure> {
    name.parse::<chrono_tz::Tz>()
        .map(|zone| zone.name().to_owned())
        .or(Err(Failure::field(field, Complaint::NotATimeZone)))
}
