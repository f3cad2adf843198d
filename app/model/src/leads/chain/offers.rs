//! Which steps a page offers for a lead. It asks the rules that decide when the step is taken, so that what is offered is
//! not refused for its state or for who asks.

use uuid::Uuid;

use super::{Command, Judged, Lead, Owner, Quality, RejectReason};
use crate::{
    Access, Actor, Department,
    agreement::Now,
    keyed,
    values::ids::{AccountId, DealId},
};

keyed! {
    /// A step that somebody can be offered.
    Offer {
        /// It meets the definition.
        Qualify = "qualify", "Qualify";
        /// It passes to sales.
        HandOver = "hand_over", "Hand over to sales";
        /// Sales takes it.
        Accept = "accept", "Accept";
        /// Sales has touched it.
        Work = "work", "Start working on it";
        /// It became a deal.
        Convert = "convert", "Convert to a deal";
        /// The deal was decided.
        Close = "close", "Close it as its deal was decided";
        /// How good it was.
        Rate = "rate", "Rate it";
        /// Sales does not take it.
        Reject = "reject", "Reject";
        /// Somebody stays in touch.
        Nurture = "nurture", "Put it into nurturing";
        /// Neither budget nor need, and worth knowing.
        Befriend = "befriend", "Put on the relationship track";
        /// The person works at an account.
        Place = "place", "Say at which account it is";
    }
}

impl Lead {
    /// The steps that are open to somebody, in the order in which people look for them. What a form asks for (a reason, a
    /// deal, who takes it) is taken as given. `at_present` is what the definition finds now; where that was not asked,
    /// neither qualifying nor handing over is open.
    pub fn offers(&self, at_present: Option<&Judged>, actor: &Actor, now: Now) -> Vec<Offer> {
        let offers = Offer::ALL.iter().copied();
        offers
            .filter(|offer| self.is_open(*offer, at_present, actor, now))
            .collect()
    }

    /// Whether one step is open to somebody.
    pub fn is_open(&self, offer: Offer, at_present: Option<&Judged>, actor: &Actor, now: Now) -> bool {
        Access::AnyLeg.admits(actor).is_ok()
            && self
                .trial(offer, at_present, now)
                .is_some_and(|command| self.clone().take(command, actor, now).is_ok())
    }

    /// The step with something plausible for what a form would ask.
    fn trial(&self, offer: Offer, at_present: Option<&Judged>, now: Now) -> Option<Command> {
        let next_on = now.day;
        let for_leg = |department| Owner {
            person: self.owner.person,
            department,
        };
        let to = for_leg(Department::Marketing);
        Some(match offer {
            Offer::Qualify => Command::Qualify {
                judged: at_present?.clone(),
                next_on,
            },
            Offer::HandOver => Command::HandOver {
                to: for_leg(Department::Sales),
                next_on,
                judged: at_present?.clone(),
                override_reason: if at_present?.qualified {
                    None
                } else {
                    Some(Offer::HandOver.name().parse().ok()?)
                },
            },
            Offer::Accept => Command::Accept { next_on },
            Offer::Work => Command::Work { next_on },
            Offer::Convert => Command::Convert {
                deal: DealId(Uuid::nil()),
                next_on,
            },
            Offer::Close => Command::Close {
                won: true,
                reason: None,
                quality: None,
            },
            Offer::Rate => Command::Rate {
                quality: Quality::try_from(Quality::MOST).ok()?,
            },
            Offer::Reject => Command::Reject {
                reasons: vec![RejectReason::TooEarly],
                note: None,
                to,
                next_on,
            },
            Offer::Nurture => Command::Nurture { to, next_on },
            Offer::Befriend => Command::Befriend {
                reasons: vec![RejectReason::NoBudget, RejectReason::NoNeed],
                to,
                next_on,
            },
            Offer::Place => Command::Place {
                account: AccountId(Uuid::nil()),
            },
        })
    }
}

#[cfg(test)]
mod tests;
