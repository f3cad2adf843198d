//! A saved view is no longer there.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::SavedViewId};

/// Removes one's own view for good; an admin removes any that everybody sees. The accounts stay as they are.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RemoveView {
    /// Which one.
    pub view: SavedViewId,
}

impl Operation for RemoveView {
    type Output = ();
    const NAME: &'static str = "accounts.views.remove";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::delete("/saved-views/{view}", "Removes a saved view"));
}
