//! How the legs stood to an account at a moment that has passed, from moves and touches alone.

use chrono::{DateTime, Utc};

use super::{LegShare, LegsSeen, leg_place, shares};
use crate::{criteria::facts::TouchFact, journey::Stage};

/// One move of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Key of the stage that it left.
    pub from: &'a str,
    /// Key of the stage that it entered.
    pub to: &'a str,
}

/// Key of the stage in which an account stood right before a moment: a move at the very moment, such as the one that a
/// won deal makes, comes after it. `moves` are all of the account in the order of time, `stands` is where it stands now.
pub fn stood_before<'a>(moves: &[Moved<'a>], stands: &'a str, at: DateTime<Utc>) -> &'a str {
    let before = moves.iter().rev().find(|moved| moved.at < at).map(|moved| moved.to);
    let after = || moves.iter().find(|moved| moved.at >= at).map(|moved| moved.from);
    before.or_else(after).unwrap_or(stands)
}

/// When each leg had last acted by a moment, the moment itself included. Legs stand in the order of
/// [`crate::Department::ALL`].
pub fn acted_by(touches: &[TouchFact], at: DateTime<Utc>) -> [Option<DateTime<Utc>>; 3] {
    let mut acted = [None; 3];
    for touch in touches {
        if touch.kind.is_act() && touch.at <= at {
            let last = &mut acted[leg_place(touch.leg)];
            *last = (*last).max(Some(touch.at));
        }
    }
    acted
}

/// What each leg that owed an act in a stage had done at a moment. Afterwards no leg has time left: it had acted within
/// its window, or it was missing.
pub fn shares_at(stage: Option<&Stage>, acted_at: [Option<DateTime<Utc>>; 3], at: DateTime<Utc>) -> Vec<LegShare> {
    let seen = LegsSeen {
        here_since: DateTime::UNIX_EPOCH,
        acted_at,
        silent_since: [None; 3],
        open: [false; 3],
    };
    shares(stage, &seen, at)
}
