//! Browser sessions of tower-sessions, kept in the engine's database.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use engine::{Engine, platform::sessions};
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// The key under which a session says who is signed in.
pub const PERSON: &str = "person";
/// The key under which a session says since which epoch of the person.
pub const EPOCH: &str = "epoch";
/// The key under which a session keeps the day on which it was last used: saving it then moves its end.
pub const USED_ON: &str = "used_on";
/// The key under which a session keeps what the next page has to say.
pub const FLASH: &str = "flash";

/// Sessions in the database.
#[derive(Clone)]
pub struct DatabaseSessions(Engine);

impl std::fmt::Debug for DatabaseSessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseSessions")
    }
}

impl DatabaseSessions {
    /// Sessions of this engine.
    pub const fn new(engine: Engine) -> Self {
        Self(engine)
    }
}

#[async_trait]
impl SessionStore for DatabaseSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while !sessions::create(self.0.store.writer(), row(record)?)
            .await
            .map_err(backend)?
        {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        sessions::save(self.0.store.writer(), row(record)?)
            .await
            .map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = sessions::load(self.0.store.reader(), &id.to_string(), self.0.clock.now())
            .await
            .map_err(backend)?;
        let Some(found) = found else {
            return Ok(None);
        };
        let data = serde_json::from_value(found.data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date =
            tower_sessions::cookie::time::OffsetDateTime::from_unix_timestamp(found.expires_at.timestamp())
                .map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sessions::delete(self.0.store.writer(), &id.to_string())
            .await
            .map_err(backend)
    }
}

fn row(record: &Record) -> Result<sessions::Model> {
    let expires_at: Option<DateTime<Utc>> = DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0);
    Ok(sessions::Model {
        id: record.id.to_string(),
        person_id: record
            .data
            .get(PERSON)
            .and_then(|id| id.as_str())
            .and_then(|id| id.parse().ok()),
        data: serde_json::to_value(&record.data).map_err(|error| Error::Encode(error.to_string()))?,
        expires_at: expires_at.ok_or_else(|| Error::Encode("expiry out of range".to_owned()))?,
    })
}

fn backend(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}
