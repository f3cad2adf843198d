//! Time and ids come from here and nowhere else, so that a test can stand still or jump ahead.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use uuid::Uuid;

/// A source of time and of ids that grow with time.
pub trait Clock: Send + Sync + 'static {
    /// Now, in whole microseconds: that is what both databases keep.
    fn now(&self) -> DateTime<Utc>;

    /// A new id.
    fn new_id(&self) -> Uuid;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where time comes from")]
    fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place where ids come from")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}
