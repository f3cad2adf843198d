//! The steps of the chain: who takes which from where, and which rule refuses it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Closing, Judged, Lead, LeadState, Owner, Quality, RejectReason, Step,
    gate::{HandOver, HandOverOutcome, gate},
    offered_track,
};
use crate::{
    Actor, Department, Refusal,
    accounts::contacts::Track,
    agreement::Now,
    leads::rules::LeadRule,
    values::{
        ids::{AccountId, ContactId, DealId, LeadId},
        text::Reason,
    },
};

/// A step that somebody asks for. Each that leads to another state says who owns the lead there and when somebody does
/// something about it next, unless the owner stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// The person works at this account.
    Place {
        /// Which one.
        account: AccountId,
    },
    /// Somebody else owns the lead, in the state in which it is.
    Assign {
        /// Who.
        to: Owner,
        /// The next date.
        next_on: NaiveDate,
    },
    /// Somebody does something about it on another day.
    Plan {
        /// The next date.
        next_on: NaiveDate,
    },
    /// It is not ready, or not any more.
    Nurture {
        /// Who stays in touch.
        to: Owner,
        /// The next touch.
        next_on: NaiveDate,
    },
    /// It meets the definition.
    Qualify {
        /// What the definition found.
        judged: Judged,
        /// The next date.
        next_on: NaiveDate,
    },
    /// It passes to sales.
    HandOver {
        /// To whom.
        to: Owner,
        /// When sales is to touch it.
        next_on: NaiveDate,
        /// What the definition finds at this moment.
        judged: Judged,
        /// Why it passes although it does not meet the definition.
        override_reason: Option<Reason>,
    },
    /// Sales takes it.
    Accept {
        /// The next date.
        next_on: NaiveDate,
    },
    /// Sales has touched it.
    Work {
        /// The next date.
        next_on: NaiveDate,
    },
    /// Sales does not take it: it goes back to nurturing.
    Reject {
        /// Why; at least one reason.
        reasons: Vec<RejectReason>,
        /// Why, in somebody's own words.
        note: Option<Reason>,
        /// Who stays in touch.
        to: Owner,
        /// The next touch.
        next_on: NaiveDate,
    },
    /// The person has neither budget nor need and is worth knowing all the same.
    Befriend {
        /// What is lacking.
        reasons: Vec<RejectReason>,
        /// Who stays in touch.
        to: Owner,
        /// The next touch.
        next_on: NaiveDate,
    },
    /// It became a deal.
    Convert {
        /// Which one.
        deal: DealId,
        /// The next date.
        next_on: NaiveDate,
    },
    /// The deal was decided.
    Close {
        /// Whether it was won.
        won: bool,
        /// Why it was lost.
        reason: Option<Reason>,
        /// How good the lead was.
        quality: Option<Quality>,
    },
    /// How good it was, looking back.
    Rate {
        /// From 1 to 5.
        quality: Quality,
    },
}

impl Lead {
    /// Somebody gave a name. The first step of the chain comes along.
    pub fn captured(
        id: LeadId,
        contact: ContactId,
        account: Option<AccountId>,
        owner: Owner,
        next_on: NaiveDate,
        actor: &Actor,
        now: Now,
    ) -> Result<(Self, Step), Refusal> {
        ahead(next_on, now)?;
        let lead = Self {
            id,
            contact,
            account,
            state: LeadState::Captured,
            since: now.at,
            owner,
            next_on,
            track: Track::Buying,
            judged: None,
            hand_overs: Vec::new(),
            deal: None,
            closing: None,
            quality: None,
        };
        let step = lead.step(None, actor, now);
        Ok((lead, step))
    }

    /// Takes a step, or says which rule refuses it; a refused step leaves the lead as it was. Says through which states
    /// it went: none where it stays in its own, two where it is rejected.
    pub fn take(&mut self, command: Command, actor: &Actor, now: Now) -> Result<Vec<Step>, Refusal> {
        use LeadState::{Accepted, Captured, Converted, HandedOver, Nurturing, Qualified, Rejected, Working};
        match command {
            Command::Place { account } => {
                // The account of a deal is that of its lead.
                self.is_in(&[Captured, Nurturing, Qualified, HandedOver, Accepted, Working])?;
                self.account = Some(account);
                Ok(Vec::new())
            }
            Command::Assign { to, next_on } => {
                ahead(next_on, now)?;
                self.may_own(self.state, to)?;
                (self.owner, self.next_on) = (to, next_on);
                Ok(Vec::new())
            }
            Command::Plan { next_on } => {
                ahead(next_on, now)?;
                self.next_on = next_on;
                Ok(Vec::new())
            }
            Command::Nurture { to, next_on } => {
                self.is_in(&[Captured, Qualified])?;
                ahead(next_on, now)?;
                self.may_own(Nurturing, to)?;
                Ok(vec![self.go(Nurturing, to, next_on, actor, now)])
            }
            Command::Qualify { judged, next_on } => {
                self.is_in(&[Captured, Nurturing])?;
                ahead(next_on, now)?;
                gate(&judged, None)?;
                self.judged = Some(judged);
                self.track = Track::Buying;
                Ok(vec![self.go(Qualified, self.owner, next_on, actor, now)])
            }
            Command::HandOver {
                to,
                next_on,
                judged,
                override_reason,
            } => {
                self.is_in(&[Captured, Nurturing, Qualified])?;
                ahead(next_on, now)?;
                self.may_own(HandedOver, to)?;
                gate(&judged, override_reason.as_ref())?;
                self.judged = Some(judged.clone());
                self.track = Track::Buying;
                let mut step = self.go(HandedOver, to, next_on, actor, now);
                step.note.clone_from(&override_reason);
                self.hand_overs.push(HandOver {
                    at: now.at,
                    by: actor.person(),
                    to,
                    judged,
                    override_reason,
                    outcome: HandOverOutcome::Undecided,
                });
                Ok(vec![step])
            }
            Command::Accept { next_on } => {
                self.is_in(&[HandedOver])?;
                self.is_taken_by_its_owner(actor)?;
                ahead(next_on, now)?;
                self.became(HandOverOutcome::Accepted);
                Ok(vec![self.go(Accepted, self.owner, next_on, actor, now)])
            }
            Command::Work { next_on } => {
                self.is_in(&[Accepted])?;
                self.is_taken_by_its_owner(actor)?;
                ahead(next_on, now)?;
                Ok(vec![self.go(Working, self.owner, next_on, actor, now)])
            }
            Command::Reject {
                reasons,
                note,
                to,
                next_on,
            } => {
                self.is_in(&[HandedOver, Accepted, Working])?;
                self.is_taken_by_its_owner(actor)?;
                ahead(next_on, now)?;
                self.may_own(Nurturing, to)?;
                if reasons.is_empty() {
                    return Err(LeadRule::ReasonNeeded.into());
                }
                self.became(HandOverOutcome::Rejected);
                let mut rejected = self.go(Rejected, self.owner, next_on, actor, now);
                (rejected.reasons, rejected.note) = (reasons, note);
                Ok(vec![rejected, self.go(Nurturing, to, next_on, actor, now)])
            }
            Command::Befriend { reasons, to, next_on } => {
                self.is_in(&[Captured, Nurturing, Qualified, HandedOver, Accepted, Working])?;
                if matches!(self.state, HandedOver | Accepted | Working) {
                    self.is_taken_by_its_owner(actor)?;
                }
                ahead(next_on, now)?;
                self.may_own(Nurturing, to)?;
                self.track = offered_track(&reasons).ok_or(LeadRule::RelationshipNotOffered)?;
                if self.state != Nurturing {
                    self.became(HandOverOutcome::Befriended);
                }
                let mut step = self.go(Nurturing, to, next_on, actor, now);
                step.reasons = reasons;
                Ok(vec![step])
            }
            Command::Convert { deal, next_on } => {
                self.is_in(&[Accepted, Working])?;
                self.is_taken_by_its_owner(actor)?;
                ahead(next_on, now)?;
                if self.account.is_none() {
                    return Err(LeadRule::NoAccount.into());
                }
                self.deal = Some(deal);
                self.became(HandOverOutcome::Converted);
                Ok(vec![self.go(Converted, self.owner, next_on, actor, now)])
            }
            Command::Close { won, reason, quality } => {
                self.is_in(&[Converted])?;
                if self.closing.is_some() {
                    return Err(LeadRule::NotFromThisState.into());
                }
                if !won && reason.is_none() {
                    return Err(LeadRule::ReasonNeeded.into());
                }
                if quality.is_some() {
                    rated_by(actor)?;
                }
                self.quality = quality;
                self.closing = Some(Closing {
                    at: now.at,
                    won,
                    reason,
                });
                self.became(if won {
                    HandOverOutcome::Won
                } else {
                    HandOverOutcome::Lost
                });
                Ok(Vec::new())
            }
            Command::Rate { quality } => {
                if self.closing.is_none() {
                    return Err(LeadRule::NotClosed.into());
                }
                rated_by(actor)?;
                self.quality = Some(quality);
                Ok(Vec::new())
            }
        }
    }

    fn is_in(&self, states: &[LeadState]) -> Result<(), LeadRule> {
        if states.contains(&self.state) {
            Ok(())
        } else {
            Err(LeadRule::NotFromThisState)
        }
    }

    /// The product itself takes steps for everybody.
    fn is_taken_by_its_owner(&self, actor: &Actor) -> Result<(), LeadRule> {
        let fine = matches!(actor, Actor::System) || actor.department() == Some(self.owner.department);
        if fine { Ok(()) } else { Err(LeadRule::NotYourLead) }
    }

    /// Whether somebody may own a lead in a state.
    fn may_own(&self, state: LeadState, owner: Owner) -> Result<(), LeadRule> {
        match (state, owner.department) {
            (LeadState::Nurturing, Department::Sales) => Err(LeadRule::NurtureOwner),
            (
                LeadState::HandedOver | LeadState::Accepted | LeadState::Working | LeadState::Converted,
                Department::Marketing | Department::Service,
            ) => Err(LeadRule::HandOverToSales),
            _ => Ok(()),
        }
    }

    fn go(&mut self, to: LeadState, owner: Owner, next_on: NaiveDate, actor: &Actor, now: Now) -> Step {
        let from = self.state;
        self.state = to;
        self.since = now.at;
        self.owner = owner;
        self.next_on = next_on;
        self.step(Some(from), actor, now)
    }

    const fn step(&self, from: Option<LeadState>, actor: &Actor, now: Now) -> Step {
        Step {
            from,
            to: self.state,
            at: now.at,
            by: actor.person(),
            owner: self.owner,
            next_on: self.next_on,
            reasons: Vec::new(),
            note: None,
        }
    }

    /// What became of the last hand-over, unless that is known already.
    fn became(&mut self, outcome: HandOverOutcome) {
        let open = |one: &&mut HandOver| {
            !matches!(
                one.outcome,
                HandOverOutcome::Rejected | HandOverOutcome::Befriended | HandOverOutcome::Won | HandOverOutcome::Lost
            )
        };
        if let Some(last) = self.hand_overs.last_mut().filter(open) {
            last.outcome = outcome;
        }
    }
}

fn ahead(next_on: NaiveDate, now: Now) -> Result<(), LeadRule> {
    if next_on >= now.day {
        Ok(())
    } else {
        Err(LeadRule::NextInThePast)
    }
}

fn rated_by(actor: &Actor) -> Result<(), LeadRule> {
    if actor.department() == Some(Department::Sales) {
        Ok(())
    } else {
        Err(LeadRule::RatedBySales)
    }
}
