//! Touches: what one of our legs did for or with the buyer.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What kind of touch it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TouchKind {
    /// Something written down; no contact with the buyer.
    Note,
    /// A call.
    Call,
    /// A meeting, in a room or by video.
    Meeting,
    /// A mail written by a person.
    Mail,
}

impl TouchKind {
    /// All kinds, in the order of the composer.
    pub const ALL: [Self; 4] = [Self::Note, Self::Call, Self::Meeting, Self::Mail];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Mail => "mail",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
