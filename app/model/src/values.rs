//! Values that cannot be wrong: whoever holds one knows that it was checked. Reading one from a form, from JSON or
//! from a file checks it.

pub mod contact_points;
pub mod day;
pub mod ids;
pub mod key;
pub mod keyed;
pub mod locale;
pub mod money;
pub mod page;
pub mod password;
pub mod rating;
pub mod sort;
pub mod text;
pub mod theme;
pub mod zone;

pub use contact_points::{Domain, EmailAddress};
pub use day::{DayOrder, Written};
pub use locale::Locale;
pub use money::{Amount, Currency, Money};
pub use page::{Cursor, Limit, Page};
pub use password::{NewPassword, Password};
pub use sort::{Sort, SortKey};
pub use theme::Theme;
pub use zone::Zone;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How often a record was changed. A command that edits sends back the version that its person was looking at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = i32)]
pub struct Version(pub i32);

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
