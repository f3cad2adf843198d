//! How a version is shown with its sample.

use model::{
    Failure,
    agreement::AgreementKind,
    agreements::Standing,
    leads::definitions::blind::show::{ShowSample, VersionSample, is_open},
    values::{
        Version,
        ids::{AgreementId, AgreementVersionId},
    },
};

use super::{find, told, version_of};
use crate::{Answer, Fault, Read};

impl Answer for ShowSample {
    async fn answer(self, read: &Read<'_>) -> Result<VersionSample, Fault> {
        let (version, state) = version_of(read.db(), self.version).await?;
        let sample = match find(read.db(), self.version).await {
            Ok((row, sample)) => Some(told(read.db(), &row, &sample, is_open(state), read.actor()).await?),
            Err(Fault::Failure(Failure::NotFound)) => None,
            Err(fault) => return Err(fault),
        };
        Ok(VersionSample {
            standing: Standing {
                agreement: AgreementId(version.agreement_id),
                version: AgreementVersionId(version.id),
                number: version.number,
                state,
                edition: Version(version.version),
            },
            signers: AgreementKind::LeadDefinition.signers().to_vec(),
            sample,
        })
    }
}
