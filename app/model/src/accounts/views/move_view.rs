//! A saved view changes its place among the tabs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::SavedViewId};

/// Puts one's own view one place earlier or later: among one's own, or among those that everybody sees, for everybody.
/// The outermost stay.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MoveView {
    /// Which one.
    pub view: SavedViewId,
    /// One place later; otherwise one place earlier.
    pub later: bool,
}

impl Operation for MoveView {
    type Output = ();
    const NAME: &'static str = "accounts.views.move";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::post(
        "/saved-views/{view}/move",
        "Moves a saved view of your own one place earlier or later",
    ));
}
