//! What becomes of an obligation when something happens.
//!
//! | From | To | When |
//! | --- | --- | --- |
//! | open | met | what is owed was done and logged before the limit ended; for a word: the duty was, or its limit ended |
//! | open | breached | the limit ended; for a word: the precondition was found broken |
//! | open | void | it is not owed any more, or the other side broke the precondition |
//! | met | open | the row that proved it was taken back, and no other row proves it |
//! | void | open | it was opened again, with a new limit; never where the precondition was broken |
//!
//! Nothing leads out of breached. What happens in one and the same moment has no order of its own, so that a deed wins
//! over a void of that moment, and a broken precondition over both.

use chrono::{DateTime, Utc};

use super::{Calendars, Deed, Obligation, Part, Proof, Standing, State, VoidReason};
use crate::{business_time::Pauses, leads::engagement::Side, values::ids::PersonId};

/// Something that an obligation hears of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Nothing happened but time.
    Looked,
    /// Somebody did something, and it is logged now.
    Done(Deed),
    /// The row that proved a deed was taken back. Beside it the first other deed that would have kept the obligation,
    /// where there is one.
    TakenBack(Proof, Option<Instead>),
    /// It is not owed. Where the precondition was broken, the word is breached and what the receiving leg owes is void;
    /// what the giving leg owes in return stays, for breaking its word frees nobody of his other one.
    Voided(VoidReason),
    /// Its clock stands still from now on.
    Paused,
    /// Its clock runs again.
    Resumed,
    /// Somebody else of the leg is to do it, or nobody yet. The clock goes on: a new person is no new promise.
    Reassigned(Option<PersonId>),
    /// It is owed after all, from now on and with its whole limit.
    Reopened,
}

/// Another deed that keeps an obligation whose proof was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instead {
    /// The deed.
    pub deed: Deed,
    /// When it was logged.
    pub logged_at: DateTime<Utc>,
}

/// A step of an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// When. A breach happened when the limit ended, however late somebody looked.
    pub at: DateTime<Utc>,
    /// How it stood.
    pub from: Standing,
    /// How it stands.
    pub to: Standing,
}

impl Change {
    /// Whether the manager of the leg is told: at every breach, which happens to an obligation once.
    pub fn escalates(&self) -> bool {
        self.to == Standing::Breached
    }
}

impl Obligation {
    /// Hears of something that is known at `at`, and says what changed. Events come in the order of their moments; one
    /// that comes twice changes nothing the second time, and one from before the clock began nothing at all.
    pub fn follow(&mut self, event: &Event, at: DateTime<Utc>, calendars: &Calendars<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        if at < self.running_since {
            return changes;
        }
        self.note(self.state_at(at), at, &mut changes);
        let state = self.hear(event, at, calendars);
        self.note(state, at, &mut changes);
        // Without its proof it may have been late for long.
        self.note(self.state_at(at), at, &mut changes);
        changes
    }

    fn note(&mut self, state: State, now: DateTime<Utc>, changes: &mut Vec<Change>) {
        let (from, to) = (self.state.standing(), state.standing());
        self.state = state;
        let at = match state {
            State::Breached { at, .. } | State::Void { at, .. } | State::Met { at, .. } => at,
            State::Open => now,
        };
        if from != to {
            changes.push(Change { at, from, to });
        }
    }

    /// The state after an event; what else changes with it is changed here.
    fn hear(&mut self, event: &Event, at: DateTime<Utc>, calendars: &Calendars<'_>) -> State {
        let is_open = self.state == State::Open;
        match event {
            Event::Done(deed) if self.is_kept_by(deed, at) => return self.done(*deed, at),
            Event::TakenBack(proof, instead) => return self.taken_back(*proof, instead.as_ref()),
            Event::Voided(VoidReason::PreconditionBroken) => return self.broken(at),
            Event::Voided(why) => return self.voided(*why, at),
            Event::Paused if is_open => {
                self.pauses = std::mem::take(&mut self.pauses).paused(at);
                self.due_at = self.end(calendars);
            }
            Event::Resumed if is_open => {
                self.pauses = std::mem::take(&mut self.pauses).resumed(at);
                self.due_at = self.end(calendars);
            }
            Event::Reassigned(person) => {
                if is_open || matches!(self.state, State::Breached { late: None, .. }) {
                    self.person = *person;
                }
            }
            Event::Reopened => return self.reopened(at, calendars),
            Event::Looked | Event::Done(_) | Event::Paused | Event::Resumed => {}
        }
        self.state
    }

    fn done(&self, deed: Deed, now: DateTime<Utc>) -> State {
        let met = State::Met {
            at: now,
            deed: Some(deed),
        };
        let is_first = |known_at: DateTime<Utc>, known: &Deed| known_at == now && deed.rank() < known.rank();
        match self.state {
            State::Open => met,
            State::Met { at, deed: Some(known) } if is_first(at, &known) => met,
            State::Void { at, why } if at == now && why != VoidReason::PreconditionBroken => met,
            // A broken word is not mended by what the other leg does.
            State::Breached { at, late } if self.part != Part::Word => match late {
                Some((known_at, known)) if !is_first(known_at, &known) => self.state,
                _ => State::Breached {
                    at,
                    late: Some((now, deed)),
                },
            },
            state => state,
        }
    }

    fn taken_back(&self, proof: Proof, instead: Option<&Instead>) -> State {
        let is_it = |deed: &Deed| deed.proof == proof;
        let instead = instead.filter(|other| !is_it(&other.deed) && self.is_kept_by(&other.deed, other.logged_at));
        match self.state {
            State::Met { deed: Some(deed), .. } if is_it(&deed) => {
                let in_time = instead.filter(|other| self.due_at.is_none_or(|due| other.logged_at < due));
                in_time.map_or(State::Open, |other| State::Met {
                    at: other.logged_at,
                    deed: Some(other.deed),
                })
            }
            State::Breached {
                at,
                late: Some((_, deed)),
            } if is_it(&deed) => State::Breached {
                at,
                late: instead.map(|other| (other.logged_at, other.deed)),
            },
            state => state,
        }
    }

    /// The precondition was found broken. The duty and the word hear of the same events and run on the same clock, so
    /// that they always agree: whichever is breached, the other one is not.
    fn broken(&self, now: DateTime<Utc>) -> State {
        let this_moment = match self.state {
            State::Open => true,
            State::Met { at, deed: Some(_) } | State::Void { at, .. } => at == now,
            State::Met { deed: None, .. } | State::Breached { .. } => false,
        };
        if self.precondition.is_none() || !this_moment {
            return self.state;
        }
        match (self.part, self.side) {
            (Part::Word, _) => State::Breached { at: now, late: None },
            (Part::Duty, _) | (Part::Counter, Side::Receiver) => State::Void {
                at: now,
                why: VoidReason::PreconditionBroken,
            },
            (Part::Counter, Side::Giver) => self.state,
        }
    }

    fn voided(&self, why: VoidReason, now: DateTime<Utc>) -> State {
        match self.state {
            State::Open => State::Void { at: now, why },
            State::Void { at, why: known } if at == now && why < known => State::Void { at, why },
            state => state,
        }
    }

    fn reopened(&mut self, now: DateTime<Utc>, calendars: &Calendars<'_>) -> State {
        match self.state {
            State::Void { why, .. } if why != VoidReason::PreconditionBroken => {
                self.running_since = now;
                self.pauses = Pauses::NONE;
                self.due_at = self.end(calendars);
                State::Open
            }
            state => state,
        }
    }
}
