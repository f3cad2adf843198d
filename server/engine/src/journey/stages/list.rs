//! What stages there are.

use model::journey::{
    self,
    stages::list::{ListStages, StageRow, Stages},
};

use crate::{Answer, Fault, Read};

impl Answer for ListStages {
    async fn answer(self, _: &Read<'_>) -> Result<Stages, Fault> {
        Ok(Stages {
            items: journey::stages().iter().map(StageRow::from).collect(),
        })
    }
}
