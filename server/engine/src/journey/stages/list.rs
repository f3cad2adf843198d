//! What stages there are.

use model::journey::stages::list::{ListStages, StageRows};

use crate::{Answer, Fault, Read};

impl Answer for ListStages {
    async fn answer(self, read: &Read<'_>) -> Result<StageRows, Fault> {
        read.stages().await.map(|stages| (&stages).into())
    }
}
