//! How it is told who of sales takes leads, and from where.

use model::leads::routing::show::{Desk, Routing, ShowRouting};

use super::{sellers, territory};
use crate::{Answer, Fault, Read};

impl Answer for ShowRouting {
    async fn answer(self, read: &Read<'_>) -> Result<Routing, Fault> {
        let mut desks: Vec<Desk> = sellers(read.db()).await?.into_iter().map(super::told).collect();
        desks.sort_by_cached_key(|desk| (desk.name.to_lowercase(), desk.person));
        Ok(Routing {
            desks,
            territories: territory::all(read.db()).await?,
        })
    }
}
