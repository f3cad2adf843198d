//! A pain enters the catalogue.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CataloguedPain;
use crate::{
    Access, Kind, Operation, Rest,
    leads::pains::PainKey,
    values::text::{Line, Name},
};

/// Puts a pain into the catalogue. Under the key of a retired one that one comes back, with these words.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreatePain {
    /// Its key; criteria name it by that, so it never changes.
    pub key: PainKey,
    /// What it is called.
    pub name: Name,
    /// By what people who have it are known.
    pub meaning: Line,
}

impl Operation for CreatePain {
    type Output = CataloguedPain;
    const NAME: &'static str = "leads.pains.create_pain";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::post("/pains", "Puts a pain into the catalogue"));
}
