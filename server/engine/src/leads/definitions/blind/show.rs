//! How a sample is shown.

use model::leads::definitions::blind::show::{ShowSample, ShownSample};

use super::{find, told};
use crate::{Answer, Fault, Read};

impl Answer for ShowSample {
    async fn answer(self, read: &Read<'_>) -> Result<ShownSample, Fault> {
        let (row, sample) = find(read.db(), self.version).await?;
        told(read.db(), &row, &sample, read.actor()).await
    }
}
