//! The list as it stands gets a name.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{SavedView, Shown};
use crate::{Access, Kind, Operation, Rest, values::text::ViewName};

/// Saves a view of the list of accounts, after the others. Only managers and admins share one.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SaveView {
    /// What to call it; no two views of one person are called alike.
    pub name: ViewName,
    /// Everybody sees it; otherwise oneself alone.
    #[serde(default)]
    pub shared: bool,
    /// What it shows, as the query of the list of accounts says it. All accounts unless said.
    #[serde(default)]
    pub conditions: Shown,
}

impl Operation for SaveView {
    type Output = SavedView;
    const NAME: &'static str = "accounts.views.save";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::post("/saved-views", "Saves a view of the list of accounts"));
}
