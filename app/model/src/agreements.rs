//! What can be asked about agreements of every kind: to list them, to show a version, to draft, propose, sign, withdraw
//! and comment. The rules stand in [`crate::agreement`]; content is changed by an operation of its kind, which knows
//! what the content is.
//!
//! Agreements are an area of their own and no part of the journey: leads, content and scorecards will have theirs, and
//! an operation is named after the folder that it lives in.

pub mod bring_into_force;
pub mod list;
pub mod versions;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    agreement::State,
    values::{
        Version,
        ids::{AgreementId, AgreementVersionId},
    },
};

/// Where a version stands after a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Standing {
    /// Of which agreement.
    pub agreement: AgreementId,
    /// Which version.
    pub version: AgreementVersionId,
    /// Its number, once it was proposed.
    pub number: Option<i32>,
    /// Where it stands.
    pub state: State,
    /// How often its content or terms were changed: what the next command has to have seen.
    pub edition: Version,
}

/// A version by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionName {
    /// Which one.
    pub version: AgreementVersionId,
    /// Its number, once it was proposed.
    pub number: Option<i32>,
}
