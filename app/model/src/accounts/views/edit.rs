//! A saved view gets another name or content, or is shown to others than before.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{SavedView, Shown};
use crate::{
    Access, Kind, Operation, Rest,
    values::{ids::SavedViewId, text::ViewName},
};

/// Changes what is given of one's own view. Whatever becomes shared or ceases to be stands after the others there.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditView {
    /// Which one.
    pub view: SavedViewId,
    /// What to call it; no two views of one person are called alike.
    pub name: Option<ViewName>,
    /// Everybody sees it; otherwise oneself alone.
    pub shared: Option<bool>,
    /// What it shows, as the query of the list of accounts says it.
    pub conditions: Option<Shown>,
}

impl Operation for EditView {
    type Output = SavedView;
    const NAME: &'static str = "accounts.views.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::patch(
        "/saved-views/{view}",
        "Renames, shares or changes a saved view of your own",
    ));
}
