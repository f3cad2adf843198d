//! A draft is laid before the departments.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    agreement::Terms,
    agreements::Standing,
    values::{Version, ids::AgreementVersionId},
};

/// Freezes a draft and asks the departments to sign it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ProposeVersion {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The first day on which it is in force, today at the earliest, in the organisation's calendar.
    pub effective_from: NaiveDate,
    /// From this day on its review is due.
    pub review_by: NaiveDate,
    /// The edition that the person was looking at.
    pub seen: Version,
}

impl ProposeVersion {
    /// From when on it is to hold, and when it is to be looked at again.
    pub const fn terms(&self) -> Terms {
        Terms {
            effective_from: self.effective_from,
            review_by: self.review_by,
        }
    }
}

impl Operation for ProposeVersion {
    type Output = Standing;
    const NAME: &'static str = "agreements.versions.propose";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(
        Rest::post(
            "/agreements/versions/{version}/propose",
            "Freeze a draft and ask the departments to sign it",
        )
        .versioned("seen"),
    );

    fn check(&self) -> Result<(), FieldErrors> {
        self.terms().check()
    }
}
