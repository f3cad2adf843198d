//! The criteria of a definition as a form.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation, criteria::builder::Builder, values::ids::AgreementVersionId};

/// Shows the criteria of a version with the fields in which they are changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShowCriteria {
    /// Which version.
    pub version: AgreementVersionId,
}

impl Operation for ShowCriteria {
    type Output = Builder;
    const NAME: &'static str = "leads.definitions.show_criteria";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}
