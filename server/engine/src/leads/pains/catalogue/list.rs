//! How the catalogue is read.

use model::leads::pains::catalogue::{Catalogue, list::ListPains};

use crate::{Answer, Fault, Read};

impl Answer for ListPains {
    async fn answer(self, read: &Read<'_>) -> Result<Catalogue, Fault> {
        super::all(read.db()).await
    }
}
