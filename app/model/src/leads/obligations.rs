//! Obligations: what a rule of engagement makes one leg owe another, with a limit in business time.
//!
//! A rule that is set off opens up to three obligations ([`open`]): the **duty** of the receiving leg; where the rule has
//! a precondition, the **word** of the giving leg that it holds; and what is owed **in return**. Each is owed by one leg
//! and lives by itself: it hears of what happens ([`Obligation::follow`]) and is open, met, breached or void.
//!
//! Nobody has to look for time to pass. An obligation is breached at the very moment at which its limit ends, whoever
//! asks and whenever ([`Obligation::standing`]); to look only writes it down. What is done in the very moment of the end
//! comes too late.

mod clock;
pub mod count;
mod deed;
mod describe;
mod follow;
pub mod list;
pub mod look;
pub mod nearest;
pub mod of_lead;
mod open;
pub mod plan;
#[cfg(test)]
mod properties;
mod tally;
pub mod tell;
#[cfg(test)]
mod tests;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::{
    clock::Clock,
    deed::{Deed, DeedKind, Proof},
    follow::{Change, Event, Instead},
    open::{Opened, Opening, open},
    tally::{Compliance, Tally},
};
use super::engagement::{Duty, Precondition, RuleKey, Side};
use crate::{
    Department,
    business_time::{BusinessTime, Pauses},
    values::ids::PersonId,
};

crate::keyed! {
    /// Which part of its rule an obligation is.
    Part {
        /// What the receiving leg owes.
        Duty = "duty", "Duty";
        /// That the precondition holds, for which the giving leg answers.
        Word = "word", "Word";
        /// What is owed in return.
        Counter = "counter", "In return";
    }
}

crate::keyed! {
    /// How an obligation stands, in a word.
    Standing {
        /// Its clock runs, or stands still for a while.
        Open = "open", "Open";
        /// It was done in time.
        Met = "met", "Met";
        /// It was not.
        Breached = "breached", "Breached";
        /// It is not owed.
        Void = "void", "Void";
    }
}

crate::keyed! {
    /// Why something is not owed.
    VoidReason {
        /// The giving leg broke the precondition.
        PreconditionBroken = "precondition_broken", "What was given did not meet the precondition";
        /// What was given went back, or on to somebody else.
        GivenBack = "given_back", "It was given back";
        /// The departments agreed on something else.
        NoLongerAsked = "no_longer_asked", "The departments no longer ask for it";
        /// The record lies in the trash.
        RecordGone = "record_gone", "The record is in the trash";
    }
}

/// How an obligation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ObligationState)]
pub enum State {
    /// Neither done nor late.
    Open,
    /// Kept.
    Met {
        /// When that was known.
        at: DateTime<Utc>,
        /// What kept it; none where a leg's word held until nobody asked any more.
        deed: Option<Deed>,
    },
    /// Not kept in time. Nothing leads out of it.
    Breached {
        /// The moment at which the limit ended, or at which the word was found broken.
        at: DateTime<Utc>,
        /// What was done afterwards, and when that was known.
        late: Option<(DateTime<Utc>, Deed)>,
    },
    /// Not owed.
    Void {
        /// Since when.
        at: DateTime<Utc>,
        /// Why.
        why: VoidReason,
    },
}

/// What one leg owes another. What it is about (lead, deal, account) and which event opened it is kept beside it; event,
/// rule and part together are there once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Obligation {
    /// By which rule.
    #[schema(value_type = String)]
    pub rule: RuleKey,
    /// What the rule was called then.
    pub rule_name: String,
    /// Which part of the rule.
    pub part: Part,
    /// On which side of the rule the leg stands that owes it.
    pub side: Side,
    /// Which leg owes it. Its manager is told of a breach.
    pub leg: Department,
    /// To which leg.
    pub to: Department,
    /// What is owed; for a word, the duty that it belongs to.
    pub duty: Duty,
    /// What the giving leg answers for.
    pub precondition: Option<Precondition>,
    /// Who is to do it.
    pub person: Option<PersonId>,
    /// Since when its clock runs: since it was opened, or opened again.
    pub running_since: DateTime<Utc>,
    /// Within so many minutes of business time.
    pub limit_minutes: u32,
    /// When the clock stood still.
    #[schema(value_type = Vec<crate::business_time::Pause>)]
    pub pauses: Pauses,
    /// When the limit ends; none while the clock stands still.
    pub due_at: Option<DateTime<Utc>>,
    /// How it stood when it last heard of something.
    pub state: State,
}

/// The business time of each leg. A clock runs on the time of whoever has to act.
#[derive(Debug, Clone, Copy)]
pub struct Calendars<'a> {
    /// Of marketing.
    pub marketing: &'a BusinessTime,
    /// Of sales.
    pub sales: &'a BusinessTime,
    /// Of service.
    pub service: &'a BusinessTime,
}

impl<'a> Calendars<'a> {
    /// The same for all.
    pub const fn all(business: &'a BusinessTime) -> Self {
        Self {
            marketing: business,
            sales: business,
            service: business,
        }
    }

    /// The business time of a leg.
    pub const fn of(&self, leg: Department) -> &'a BusinessTime {
        match leg {
            Department::Marketing => self.marketing,
            Department::Sales => self.sales,
            Department::Service => self.service,
        }
    }
}

impl State {
    /// In a word.
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Open => Standing::Open,
            Self::Met { .. } => Standing::Met,
            Self::Breached { .. } => Standing::Breached,
            Self::Void { .. } => Standing::Void,
        }
    }
}

impl Obligation {
    /// How it stands at a moment, though nobody looked since: the clock decides.
    pub fn state_at(&self, now: DateTime<Utc>) -> State {
        match (self.state, self.due_at) {
            (State::Open, Some(at)) if at <= now => match self.part {
                // Nobody found the word broken while it was asked for.
                Part::Word => State::Met { at, deed: None },
                Part::Duty | Part::Counter => State::Breached { at, late: None },
            },
            (state, _) => state,
        }
    }

    /// The same in a word.
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        self.state_at(now).standing()
    }

    /// The leg whose deed keeps it. A word belongs to a duty, and ends when that is done.
    const fn actor(&self) -> Department {
        match self.part {
            Part::Word => self.to,
            Part::Duty | Part::Counter => self.leg,
        }
    }

    /// When to look at it again, unless something happens.
    pub const fn look_again_at(&self) -> Option<DateTime<Utc>> {
        match self.state {
            State::Open => self.due_at,
            State::Met { .. } | State::Breached { .. } | State::Void { .. } => None,
        }
    }

    /// The business time that is left at a moment while it is open. It ends when it was said to end, though the leg may
    /// have said since that its people are there at other hours.
    pub fn left(&self, now: DateTime<Utc>, calendars: &Calendars<'_>) -> Option<TimeDelta> {
        let business = calendars.of(self.actor());
        let open = self.standing(now) == Standing::Open;
        open.then(|| match self.due_at {
            Some(due) => business.elapsed(now, due),
            None => {
                let passed = business.elapsed_with(self.running_since, now, &self.pauses);
                (TimeDelta::minutes(self.limit_minutes.into()) - passed).max(TimeDelta::zero())
            }
        })
    }

    /// The end of the limit as its clock stands.
    fn end(&self, calendars: &Calendars<'_>) -> Option<DateTime<Utc>> {
        let business = calendars.of(self.actor());
        business.due_with(self.running_since, self.limit_minutes, &self.pauses)
    }
}
