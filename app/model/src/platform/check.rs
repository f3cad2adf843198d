//! Whether what is stored agrees with itself.

pub mod run;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something that holds in every database, whatever people do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invariant {
    /// Its key.
    pub key: String,
    /// What holds, as a sentence.
    pub says: String,
    /// How many records violate it.
    pub violations: u64,
    /// Some of them, five at most.
    pub examples: Vec<Uuid>,
}
