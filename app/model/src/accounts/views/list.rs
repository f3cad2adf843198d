//! The saved views that somebody sees.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::SavedView;
use crate::{Access, Kind, Operation, Rest};

/// Lists one's own views, then those that everybody sees, each in the order of the tabs. There are never many.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListViews {}

impl Operation for ListViews {
    type Output = Vec<SavedView>;
    const NAME: &'static str = "accounts.views.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/saved-views",
        "Lists your own saved views and those that everybody sees",
    ));
}
