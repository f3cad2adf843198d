//! The steps of the chain: who takes which from where, and which rule refuses it.

use chrono::NaiveDate;

use super::{
    Closing, Command, Judged, Lead,
    LeadState::{self, Accepted, Captured, Converted, HandedOver, Nurturing, Qualified, Rejected, Working},
    Owner, Quality, RejectReason, Step,
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
        let by = Taking { actor, now };
        by.ahead(next_on)?;
        let lead = Self {
            id,
            contact,
            account,
            state: Captured,
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
        let step = lead.step(None, by);
        Ok((lead, step))
    }

    /// Takes a step, or says which rule refuses it; a refused step leaves the lead as it was. Says through which states
    /// it went: none where it stays in its own, two where it is rejected.
    pub fn take(&mut self, command: Command, actor: &Actor, now: Now) -> Result<Vec<Step>, Refusal> {
        let by = Taking { actor, now };
        let step = match command {
            Command::Place { account } => return self.place(account),
            Command::Assign { to, next_on } => return self.assign(to, next_on, by),
            Command::Plan { next_on } => return self.assign(self.owner, next_on, by),
            Command::Nurture { to, next_on } => self.nurture(to, next_on, by)?,
            Command::Qualify { judged, next_on } => self.qualify(judged, next_on, by)?,
            Command::HandOver {
                to,
                next_on,
                judged,
                override_reason,
            } => self.hand_over(to, next_on, (judged, override_reason), by)?,
            Command::Accept { next_on } => self.accept(next_on, by)?,
            Command::Work { next_on } => self.work(next_on, by)?,
            Command::Reject {
                reasons,
                note,
                to,
                next_on,
            } => return self.reject((reasons, note), to, next_on, by),
            Command::Befriend { reasons, to, next_on } => self.befriend(reasons, to, next_on, by)?,
            Command::Convert { deal, next_on } => self.convert(deal, next_on, by)?,
            Command::Close { won, reason, quality } => return self.close(won, reason, quality, by),
            Command::Rate { quality } => return self.rate(quality, by),
        };
        Ok(vec![step])
    }

    fn place(&mut self, account: AccountId) -> Result<Vec<Step>, Refusal> {
        // The account of a deal is that of its lead.
        self.is_in(&[Captured, Nurturing, Qualified, HandedOver, Accepted, Working])?;
        self.account = Some(account);
        Ok(Vec::new())
    }

    fn assign(&mut self, to: Owner, next_on: NaiveDate, by: Taking<'_>) -> Result<Vec<Step>, Refusal> {
        by.ahead(next_on)?;
        may_own(self.state, to)?;
        (self.owner, self.next_on) = (to, next_on);
        Ok(Vec::new())
    }

    fn nurture(&mut self, to: Owner, next_on: NaiveDate, by: Taking<'_>) -> Result<Step, Refusal> {
        self.is_in(&[Captured, Qualified])?;
        by.ahead(next_on)?;
        may_own(Nurturing, to)?;
        Ok(self.go(Nurturing, to, next_on, by))
    }

    fn qualify(&mut self, judged: Judged, next_on: NaiveDate, by: Taking<'_>) -> Result<Step, Refusal> {
        self.is_in(&[Captured, Nurturing])?;
        by.ahead(next_on)?;
        gate(&judged, None)?;
        self.judged = Some(judged);
        self.track = Track::Buying;
        Ok(self.go(Qualified, self.owner, next_on, by))
    }

    fn hand_over(
        &mut self,
        to: Owner,
        next_on: NaiveDate,
        (judged, override_reason): (Judged, Option<Reason>),
        by: Taking<'_>,
    ) -> Result<Step, Refusal> {
        self.is_in(&[Captured, Nurturing, Qualified])?;
        by.ahead(next_on)?;
        may_own(HandedOver, to)?;
        gate(&judged, override_reason.as_ref())?;
        self.judged = Some(judged.clone());
        self.track = Track::Buying;
        let mut step = self.go(HandedOver, to, next_on, by);
        step.note.clone_from(&override_reason);
        self.hand_overs.push(HandOver {
            at: by.now.at,
            by: by.actor.person(),
            to,
            judged,
            override_reason,
            outcome: HandOverOutcome::Undecided,
        });
        Ok(step)
    }

    fn accept(&mut self, next_on: NaiveDate, by: Taking<'_>) -> Result<Step, Refusal> {
        self.is_in(&[HandedOver])?;
        by.for_its_owner(self)?;
        by.ahead(next_on)?;
        self.became(HandOverOutcome::Accepted);
        Ok(self.go(Accepted, self.owner, next_on, by))
    }

    fn work(&mut self, next_on: NaiveDate, by: Taking<'_>) -> Result<Step, Refusal> {
        self.is_in(&[Accepted])?;
        by.for_its_owner(self)?;
        by.ahead(next_on)?;
        Ok(self.go(Working, self.owner, next_on, by))
    }

    fn reject(
        &mut self,
        (reasons, note): (Vec<RejectReason>, Option<Reason>),
        to: Owner,
        next_on: NaiveDate,
        by: Taking<'_>,
    ) -> Result<Vec<Step>, Refusal> {
        self.is_in(&[HandedOver, Accepted, Working])?;
        by.for_its_owner(self)?;
        by.ahead(next_on)?;
        may_own(Nurturing, to)?;
        if reasons.is_empty() {
            return Err(LeadRule::ReasonNeeded.into());
        }
        self.became(HandOverOutcome::Rejected);
        let mut rejected = self.go(Rejected, self.owner, next_on, by);
        (rejected.reasons, rejected.note) = (reasons, note);
        Ok(vec![rejected, self.go(Nurturing, to, next_on, by)])
    }

    fn befriend(
        &mut self,
        reasons: Vec<RejectReason>,
        to: Owner,
        next_on: NaiveDate,
        by: Taking<'_>,
    ) -> Result<Step, Refusal> {
        self.is_in(&[Captured, Nurturing, Qualified, HandedOver, Accepted, Working])?;
        let with_sales = matches!(self.state, HandedOver | Accepted | Working);
        if with_sales {
            by.for_its_owner(self)?;
        }
        by.ahead(next_on)?;
        may_own(Nurturing, to)?;
        self.track = offered_track(&reasons).ok_or(LeadRule::RelationshipNotOffered)?;
        if with_sales {
            self.became(HandOverOutcome::Befriended);
        }
        let mut step = self.go(Nurturing, to, next_on, by);
        step.reasons = reasons;
        Ok(step)
    }

    fn convert(&mut self, deal: DealId, next_on: NaiveDate, by: Taking<'_>) -> Result<Step, Refusal> {
        self.is_in(&[Accepted, Working])?;
        by.for_its_owner(self)?;
        by.ahead(next_on)?;
        if self.account.is_none() {
            return Err(LeadRule::NoAccount.into());
        }
        self.deal = Some(deal);
        self.became(HandOverOutcome::Converted);
        Ok(self.go(Converted, self.owner, next_on, by))
    }

    fn close(
        &mut self,
        won: bool,
        reason: Option<Reason>,
        quality: Option<Quality>,
        by: Taking<'_>,
    ) -> Result<Vec<Step>, Refusal> {
        self.is_in(&[Converted])?;
        if self.closing.is_some() {
            return Err(LeadRule::NotFromThisState.into());
        }
        if !won && reason.is_none() {
            return Err(LeadRule::ReasonNeeded.into());
        }
        if quality.is_some() {
            by.for_sales()?;
        }
        self.quality = quality;
        self.closing = Some(Closing {
            at: by.now.at,
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

    fn rate(&mut self, quality: Quality, by: Taking<'_>) -> Result<Vec<Step>, Refusal> {
        if self.closing.is_none() {
            return Err(LeadRule::NotClosed.into());
        }
        by.for_sales()?;
        self.quality = Some(quality);
        Ok(Vec::new())
    }

    fn is_in(&self, states: &[LeadState]) -> Result<(), LeadRule> {
        rule(states.contains(&self.state), LeadRule::NotFromThisState)
    }

    fn go(&mut self, to: LeadState, owner: Owner, next_on: NaiveDate, by: Taking<'_>) -> Step {
        let from = self.state;
        self.state = to;
        self.since = by.now.at;
        self.owner = owner;
        self.next_on = next_on;
        self.step(Some(from), by)
    }

    const fn step(&self, from: Option<LeadState>, by: Taking<'_>) -> Step {
        Step {
            from,
            to: self.state,
            at: by.now.at,
            by: by.actor.person(),
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

/// Who takes a step, and when.
#[derive(Clone, Copy)]
struct Taking<'a> {
    actor: &'a Actor,
    now: Now,
}

impl Taking<'_> {
    fn ahead(self, next_on: NaiveDate) -> Result<(), LeadRule> {
        rule(next_on >= self.now.day, LeadRule::NextInThePast)
    }

    /// The product itself takes steps for everybody.
    fn for_its_owner(self, lead: &Lead) -> Result<(), LeadRule> {
        let fine = matches!(self.actor, Actor::System) || self.actor.department() == Some(lead.owner.department);
        rule(fine, LeadRule::NotYourLead)
    }

    fn for_sales(self) -> Result<(), LeadRule> {
        rule(
            self.actor.department() == Some(Department::Sales),
            LeadRule::RatedBySales,
        )
    }
}

fn rule(fine: bool, rule: LeadRule) -> Result<(), LeadRule> {
    if fine { Ok(()) } else { Err(rule) }
}

/// Whether somebody may own a lead in a state.
fn may_own(state: LeadState, owner: Owner) -> Result<(), LeadRule> {
    let is_sales = owner.department == Department::Sales;
    match state {
        Nurturing => rule(!is_sales, LeadRule::NurtureOwner),
        HandedOver | Accepted | Working | Converted => rule(is_sales, LeadRule::HandOverToSales),
        Captured | Qualified | Rejected => Ok(()),
    }
}
