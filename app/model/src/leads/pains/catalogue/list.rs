//! Which pains and crises there are.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Catalogue;
use crate::{Access, Kind, Operation, Rest};

/// Lists the pains and crises that evidence and triggers may name. Retired ones stay listed: what was written down names them.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ListPains {}

impl Operation for ListPains {
    type Output = Catalogue;
    const NAME: &'static str = "leads.pains.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/pains", "Lists the pains and crises of the catalogue"));
}
