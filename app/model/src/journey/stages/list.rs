//! What stages there are.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Department, Kind, Operation, Rest,
    journey::{Phase, Stages},
};

/// Lists the stages in the buyer's order, detours last.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListStages {}

impl Operation for ListStages {
    type Output = StageRows;
    const NAME: &'static str = "journey.stages.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/stages", "The stages of the buyer's journey, in order"));
}

/// All stages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Stages)]
pub struct StageRows {
    /// In the buyer's order, detours last.
    pub items: Vec<StageRow>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageRow {
    /// The key, as other operations name it.
    pub key: String,
    /// The name that people read.
    pub name: String,
    /// What the buyer is doing there.
    pub buyer: String,
    /// The part of the journey.
    pub phase: Phase,
    /// The leg that answers for accounts there; nobody on a detour.
    pub accountable: Option<Department>,
    /// Days that an account usually stays.
    pub norm_days: Option<u16>,
    /// Its place in the order, from 0.
    pub position: i16,
}

impl From<&Stages> for StageRows {
    fn from(stages: &Stages) -> Self {
        let row = |(position, stage): (i16, &super::Stage)| StageRow {
            key: stage.key.to_string(),
            name: stage.name.clone(),
            buyer: stage.buyer.clone(),
            phase: stage.phase,
            accountable: stage.accountable,
            norm_days: stage.norm_days,
            position,
        };
        Self {
            items: (0..).zip(stages).map(row).collect(),
        }
    }
}
