//! A pain gets other words.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CataloguedPain;
use crate::{
    Access, Kind, Operation, Rest,
    leads::pains::PainKey,
    values::{
        Version,
        text::{Line, Name},
    },
};

/// Gives a pain of the catalogue another name or meaning.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditPain {
    /// Which one.
    pub pain: PainKey,
    /// The version that the person was looking at.
    pub version: Version,
    /// What it is called.
    pub name: Option<Name>,
    /// By what people who have it are known.
    pub meaning: Option<Line>,
}

impl Operation for EditPain {
    type Output = CataloguedPain;
    const NAME: &'static str = "leads.pains.edit_pain";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::patch("/pains/{pain}", "Changes the words of a pain").versioned("version"));
}
