//! What a handler holds while it works: the actor, the transaction, the time. Only `perform` makes one.

use chrono::{DateTime, Utc};
use model::{
    Actor, Failure,
    access::{Action, may},
    activity::Fact,
    values::ids::PersonId,
};
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use uuid::Uuid;

use crate::{Caller, Engine, Fault};

/// A command at work, inside its one transaction.
pub struct Work<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) caller: &'a Caller,
    pub(crate) transaction: DatabaseTransaction,
    pub(crate) now: DateTime<Utc>,
    pub(crate) facts: Vec<Fact>,
    /// The entry of the log that each fact becomes.
    pub(crate) entries: Vec<Uuid>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) prepared: Prepared,
}

/// What a command found out before its transaction was opened, because it takes long.
#[derive(Debug, Default)]
pub enum Prepared {
    /// Nothing.
    #[default]
    Nothing,
    /// The hash of a password.
    PasswordHash(String),
    /// What a file looks like.
    Examined(Box<crate::platform::imports::Seen>),
    /// Somebody showed who he is.
    Proven {
        /// Who.
        person: PersonId,
        /// The person's epoch at that moment.
        epoch: i32,
    },
}

/// A query at work.
pub struct Read<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) caller: &'a Caller,
    pub(crate) now: DateTime<Utc>,
}

/// What the server does with a browser's session after the command was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// This browser now acts for this person, under a new session id.
    SignIn {
        /// Who.
        person: PersonId,
        /// The person's epoch at that moment; sessions of older epochs are void.
        epoch: i32,
    },
    /// This browser acts for nobody any more.
    SignOut,
}

/// Proof that a command recorded what it did. Only [`Work::record`] makes one.
#[derive(Debug)]
pub struct Recorded(());

/// The answer of a command that recorded what it did.
#[derive(Debug)]
pub struct Done<T>(pub(crate) T);

impl<T> Done<T> {
    /// The same with more in the answer.
    pub(crate) fn map<U>(self, answer: impl FnOnce(T) -> U) -> Done<U> {
        Done(answer(self.0))
    }
}

impl Recorded {
    /// Joins the answer to the proof.
    pub fn with<T>(self, answer: T) -> Done<T> {
        let Self(()) = self;
        Done(answer)
    }
}

impl Work<'_> {
    /// The transaction.
    pub const fn db(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// On whose behalf.
    pub const fn actor(&self) -> &Actor {
        &self.caller.actor
    }

    /// The request that asked.
    pub const fn caller(&self) -> &Caller {
        self.caller
    }

    /// The time of the whole command.
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        self.engine.clock.new_id()
    }

    /// What the installation was told when it started.
    pub fn settings(&self) -> &crate::Settings {
        &self.engine.settings
    }

    /// What was found out before the transaction was opened; a second call finds nothing.
    pub fn prepared(&mut self) -> Prepared {
        std::mem::take(&mut self.prepared)
    }

    /// The hash that [`crate::Handle::prepare`] made of a password.
    pub fn password_hash(&mut self) -> Result<String, Fault> {
        match self.prepared() {
            Prepared::PasswordHash(hash) => Ok(hash),
            Prepared::Nothing | Prepared::Examined(_) | Prepared::Proven { .. } => {
                Err(Fault::Machine("no password was hashed".to_owned()))
            }
        }
    }

    /// Records a fact; the proof lets the command return. Commands that did several things record several.
    pub fn record(&mut self, fact: Fact) -> Recorded {
        self.facts.push(fact);
        self.entries.push(self.new_id());
        Recorded(())
    }

    /// Asks for something to be done to the browser's session once this is stored.
    pub fn then(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Refuses what the policy does not allow on this record.
    pub fn require(&self, action: Action<'_>) -> Result<(), Fault> {
        if may(self.actor(), action) {
            Ok(())
        } else {
            Err(Failure::Forbidden.into())
        }
    }

    /// The signed-in person.
    pub fn person(&self) -> Result<PersonId, Fault> {
        self.actor().person().ok_or_else(|| Failure::Unauthenticated.into())
    }
}

impl Read<'_> {
    /// The connection for reads.
    pub const fn db(&self) -> &DatabaseConnection {
        self.engine.store.reader()
    }

    /// On whose behalf.
    pub const fn actor(&self) -> &Actor {
        &self.caller.actor
    }

    /// The time of the whole query.
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// What the installation was told when it started.
    pub fn settings(&self) -> &crate::Settings {
        &self.engine.settings
    }

    /// The signed-in person.
    pub fn person(&self) -> Result<PersonId, Fault> {
        self.actor().person().ok_or_else(|| Failure::Unauthenticated.into())
    }
}
