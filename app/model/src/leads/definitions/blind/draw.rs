//! The leads are drawn that all departments classify.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::show::ShownSample;
use crate::{Access, Complaint, FieldErrors, Kind, Operation, Rest, values::ids::AgreementVersionId};

/// Draws leads for a draft or a proposal of the lead definition, the same for each department. A version has one sample.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DrawSample {
    /// For which version.
    pub version: AgreementVersionId,
    /// How many leads, 1 to 200; fewer where there are not so many.
    pub size: u16,
    /// The same seed draws the same of the same leads; by chance unless said. It is told with the sample, so that
    /// everybody can draw again.
    #[serde(default)]
    pub seed: Option<u32>,
}

impl DrawSample {
    /// The most leads that a sample has.
    pub const MOST: u16 = 200;
}

impl Operation for DrawSample {
    type Output = ShownSample;
    const NAME: &'static str = "leads.samples.draw";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::post(
        "/agreements/versions/{version}/lead-sample",
        "Draw leads that all departments classify without seeing what the others say",
    ));

    fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .unless(self.size >= 1, "size", Complaint::AtLeast(1))
            .unless(self.size <= Self::MOST, "size", Complaint::AtMost(Self::MOST.into()))
            .into_result()
    }
}
