//! What is true: every operation carried out, in one transaction, with the fact recorded; the queries; the jobs.
//!
//! [`perform()`] is the only way in. Nothing here knows a page or an HTTP request.

pub mod accounts;
pub mod activity;
pub mod agreements;
pub mod clock;
pub mod fault;
pub mod jobs;
pub mod journey;
pub(crate) mod kept;
pub(crate) mod keyset;
pub mod leads;
pub mod live;
pub mod perform;
pub mod platform;
pub mod secret;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod work;

use std::sync::Arc;

pub use fault::Fault;
pub use perform::{Answer, Caller, Handle, Performed, answer, perform};
pub use store::Store;
pub use work::{Done, Effect, Read, Work};

/// Everything that operations need and tests replace: the database, the clock and ids, the mail, the live events.
#[derive(Clone)]
pub struct Engine {
    /// The database.
    pub store: Store,
    /// Time and ids.
    pub clock: Arc<dyn clock::Clock>,
    /// Who listens to what happens.
    pub live: live::Live,
    /// Wakes the worker of this process when a job was enqueued.
    pub wake: Arc<tokio::sync::Notify>,
    /// What the installation was told when it started.
    pub settings: Arc<Settings>,
    /// Sums that are read often and change seldom.
    pub(crate) kept: Arc<kept::Summaries>,
}

impl Engine {
    /// An engine over an open database with the machine's clock.
    pub fn new(store: Store, settings: Settings) -> Self {
        Self::with_clock(store, settings, Arc::new(clock::SystemClock))
    }

    /// An engine with another clock.
    pub fn with_clock(store: Store, settings: Settings, clock: Arc<dyn clock::Clock>) -> Self {
        let live = live::Live::new(clock.new_id());
        Self {
            store,
            live,
            clock,
            wake: Arc::default(),
            settings: Arc::new(settings),
            kept: Arc::default(),
        }
    }
}

/// What the installation was told when it started.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address under which people reach it, without a slash at the end; links in mails begin with it.
    pub public_url: String,
    /// Whether there is a way out for mail; where there is none, links are passed on by hand.
    pub sends_mail: bool,
    /// Days until an invitation expires.
    pub invitation_days: i64,
    /// Failed sign-ins per address of mail or network within a quarter of an hour before the door closes.
    pub sign_in_tries: i32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:3000".to_owned(),
            sends_mail: false,
            invitation_days: 7,
            sign_in_tries: 10,
        }
    }
}
