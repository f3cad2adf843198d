//! Leads by the month in which they were first qualified.

use chrono::{DateTime, Utc};

use crate::values::Zone;

/// The key of a cohort, `2026-03`, on the clocks of a zone; `never` for leads that never were qualified.
pub fn cohort(qualified_at: Option<DateTime<Utc>>, zone: &Zone) -> String {
    qualified_at.map_or_else(|| "never".to_owned(), |at| zone.day(at).format("%Y-%m").to_string())
}
