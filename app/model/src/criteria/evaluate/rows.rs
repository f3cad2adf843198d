//! Counting rows within a window, and until when the count's answer stands.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Found, Recorder, Row, Rows, Verdict, sooner};
use crate::{
    accounts::deals::DealState,
    criteria::{
        Limit,
        facts::{DealFact, Row as Dated},
    },
};

/// A count that is to be taken.
pub(super) struct Counting {
    window: Option<TimeDelta>,
    /// Rows at this moment or before lie outside.
    start: Option<DateTime<Utc>>,
    limit: Limit,
}

impl Counting {
    pub(super) fn new(now: DateTime<Utc>, window: Option<TimeDelta>, limit: Limit) -> Self {
        Self {
            window,
            start: window.and_then(|window| now.checked_sub_signed(window)),
            limit,
        }
    }

    /// Counts from the newest row back, no further than the answer needs unless everything is to be seen.
    ///
    /// As long as nothing happens the count falls only when a row leaves the window, and rises only when a later row's
    /// moment comes. So the newest rows that suffice for the answer tell until when it stands: enough rows are enough
    /// until the last of them leaves, too many are too many until then, too few are too few until the missing ones come.
    pub(super) fn over<'f, R: Dated>(
        self,
        rows: &Rows<'_, R>,
        counts: impl Fn(&R) -> bool,
        mut seen: impl FnMut(&R),
        complete: bool,
    ) -> (Verdict, Found<'f>) {
        let least = self.limit.at_least.unwrap_or(0);
        let over = self.limit.at_most.and_then(|most| most.checked_add(1));
        let last = over.unwrap_or(least);
        let mut count: u32 = 0;
        let (mut enough_since, mut over_since) = (None, None);
        for row in rows.past.iter().rev() {
            let outside = self.start.is_some_and(|start| row.at() <= start);
            if outside || (count >= last && !complete) {
                break;
            }
            if !counts(row) {
                continue;
            }
            count = count.saturating_add(1);
            if count == least {
                enough_since = Some(row.at());
            }
            if Some(count) == over {
                over_since = Some(row.at());
            }
            seen(row);
        }
        let leaves = |at: Option<DateTime<Utc>>| at?.checked_add_signed(self.window?);
        // The moment at which so many more rows have come.
        let come = |missing: u32| {
            let mut later = rows.later.iter().filter(|row| counts(row));
            let place = usize::try_from(missing.checked_sub(1)?).ok()?;
            later.nth(place).map(Dated::at)
        };
        let verdict = match over {
            Some(over) if count >= over => Verdict {
                holds: false,
                until: leaves(over_since),
            },
            _ if count < least => Verdict {
                holds: false,
                until: come(least - count),
            },
            Some(over) => Verdict {
                holds: true,
                until: sooner(leaves(enough_since), come(over - count)),
            },
            None => Verdict {
                holds: true,
                until: leaves(enough_since),
            },
        };
        (verdict, Found::Count(count))
    }
}

/// What deals come to.
pub(super) struct DealSum {
    pub(super) count: u32,
    pub(super) minor: i64,
    /// The next moment at which a deal changes its state or leaves the window.
    pub(super) until: Option<DateTime<Utc>>,
}

/// Counts and sums deals. There are few of each account, so every moment of theirs is one at which to look again.
pub(super) fn sum_deals<R: Recorder>(
    deals: &[DealFact],
    now: DateTime<Utc>,
    state: Option<DealState>,
    window: Option<TimeDelta>,
    recorder: &mut R,
) -> DealSum {
    let mut sum = DealSum {
        count: 0,
        minor: 0,
        until: None,
    };
    for deal in deals {
        let closed = deal.closed.map(|(at, _)| at);
        for at in [Some(deal.opened_at), closed] {
            sum.until = sooner(sum.until, at.filter(|at| *at > now));
        }
        let Some((stands, since)) = deal.at(now) else {
            continue;
        };
        if state.is_some_and(|state| state != stands) {
            continue;
        }
        if let Some(window) = window {
            let leaves = since.checked_add_signed(window);
            if leaves.is_some_and(|leaves| leaves <= now) {
                continue;
            }
            sum.until = sooner(sum.until, leaves);
        }
        sum.count = sum.count.saturating_add(1);
        sum.minor = sum.minor.saturating_add(deal.amount_minor);
        recorder.row(Row::Deal(deal, stands, since));
    }
    sum
}
