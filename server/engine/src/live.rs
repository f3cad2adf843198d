//! What happens is told to every open browser, whichever server process it talks to.
//!
//! Within a process the entries go round a channel. With PostgreSQL they are also sent as notifications inside the
//! transaction, and each process passes on what the others did.

use std::sync::Arc;

use model::values::ids::{AccountId, ActivityId, PersonId};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgListener;
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::Store;

/// The channel's name in PostgreSQL.
pub(crate) const CHANNEL: &str = "tridem_live";

/// One entry of the event log, as far as listeners need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Which entry.
    pub id: ActivityId,
    /// On which account.
    pub account: Option<AccountId>,
    /// Who did it.
    pub person: Option<PersonId>,
    /// What kind of fact.
    pub kind: String,
    /// Which process did it.
    pub process: Uuid,
}

/// The circle of listeners of this process.
#[derive(Debug, Clone)]
pub struct Live {
    process: Uuid,
    sender: Arc<broadcast::Sender<Told>>,
}

impl Live {
    /// A circle without listeners.
    pub fn new(process: Uuid) -> Self {
        Self {
            process,
            sender: Arc::new(broadcast::Sender::new(1_024)),
        }
    }

    /// Which process this is.
    pub const fn process(&self) -> Uuid {
        self.process
    }

    /// Tells everybody in this process.
    pub fn announce(&self, entries: Vec<Told>) {
        for entry in entries {
            // Nobody listening is no error.
            drop(self.sender.send(entry));
        }
    }

    /// Listens from now on. A listener that falls behind is told so and reads again.
    pub fn listen(&self) -> broadcast::Receiver<Told> {
        self.sender.subscribe()
    }

    /// Passes on what other processes did, for ever; returns at once where there can be none.
    pub async fn follow(&self, store: &Store) -> Result<(), sqlx::Error> {
        if store.kind() != crate::store::Kind::Postgres {
            return Ok(());
        }
        let mut listener = PgListener::connect_with(store.reader().get_postgres_connection_pool()).await?;
        listener.listen(CHANNEL).await?;
        loop {
            let message = listener.recv().await?;
            match serde_json::from_str::<Told>(message.payload()) {
                Ok(told) if told.process != self.process => self.announce(vec![told]),
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "a live event cannot be read"),
            }
        }
    }
}
