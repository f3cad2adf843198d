//! The one thing to do next for an account, by a rule that everybody can read.

use chrono::{DateTime, NaiveDate, Utc};

use super::Account;
use crate::{
    Department,
    journey::{Phase, Stages},
};

/// What hurts most at an account, and so what should happen next. The first rule that fits speaks:
///
/// 1. A leg without a lead, unless the account is on a detour: name one.
/// 2. A deal whose day of decision has passed: bring it up to date.
/// 3. Longer in the stage than usual: move it or act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// Name a lead for this leg.
    NameLead {
        /// Which leg.
        leg: Department,
    },
    /// A decision is overdue.
    UpdateClose {
        /// When it should have been decided.
        close_on: NaiveDate,
        /// Days since then.
        days: i64,
    },
    /// The account stands still.
    MoveOrAct {
        /// Days in the stage.
        days: i64,
        /// Days that accounts usually stay.
        norm: u16,
        /// The leg that answers for the account there.
        accountable: Option<Department>,
    },
}

/// The next step at an account, if a rule asks for one. `today` is the day in the reader's zone.
pub fn next_step(account: &Account, stages: &Stages, now: DateTime<Utc>, today: NaiveDate) -> Option<NextStep> {
    if account.trashed_at.is_some() {
        return None;
    }
    let stage = account.stage(stages);
    let on_detour = stage.is_some_and(|stage| stage.phase == Phase::Detour);
    if let (false, Some(leg)) = (on_detour, account.legs.missing().first()) {
        return Some(NextStep::NameLead { leg: *leg });
    }
    if let Some(close_on) = account.next_close_on.filter(|close_on| *close_on < today) {
        return Some(NextStep::UpdateClose {
            close_on,
            days: (today - close_on).num_days(),
        });
    }
    let norm = stage.and_then(|stage| stage.norm_days)?;
    account.is_stalled(stages, now).then(|| NextStep::MoveOrAct {
        days: account.days_in_stage(now),
        norm,
        accountable: stage.and_then(|stage| stage.accountable),
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        accounts::{Lead, Leg, Legs},
        journey::Journey,
        values::{
            Currency, Money, Version,
            ids::{AccountId, PersonId},
        },
    };

    fn now() -> DateTime<Utc> {
        "2026-11-22T09:00:00Z".parse().unwrap()
    }

    fn led() -> Leg {
        Leg {
            lead: Some(Lead {
                person: PersonId(Uuid::nil()),
                name: "Ines Tarrow".to_owned(),
            }),
            acted_at: None,
        }
    }

    fn account() -> Account {
        Account {
            id: AccountId(Uuid::nil()),
            name: "Brackwell Dairies".to_owned(),
            kind: crate::accounts::AccountKind::Buyer,
            parent: None,
            domain: None,
            industry: None,
            city: None,
            country: None,
            employees: None,
            annual_revenue: None,
            stage: "justifying".to_owned(),
            stage_since: now() - chrono::TimeDelta::days(10),
            legs: Legs {
                marketing: led(),
                sales: led(),
                service: led(),
            },
            open_amount: Money::zero(Currency::EUR),
            open_deals: 0,
            won_deals: 0,
            next_close_on: None,
            created_at: now(),
            updated_at: now(),
            trashed_at: None,
            version: Version(1),
        }
    }

    fn step(account: &Account) -> Option<NextStep> {
        next_step(account, &Journey::shipped().stages(), now(), now().date_naive())
    }

    #[test]
    fn an_account_in_order_has_nothing_to_do() {
        assert_eq!(step(&account()), None);
    }

    #[test]
    fn a_missing_leg_comes_before_everything_else() {
        let mut account = account();
        account.legs.marketing = Leg::default();
        account.stage_since = now() - chrono::TimeDelta::days(100);
        assert_eq!(
            step(&account),
            Some(NextStep::NameLead {
                leg: Department::Marketing
            })
        );
    }

    #[test]
    fn on_a_detour_a_missing_leg_is_no_hole() {
        let mut account = account();
        account.legs.marketing = Leg::default();
        account.stage = "dormant".to_owned();
        assert_eq!(step(&account), None);
    }

    #[test]
    fn a_decision_is_overdue_from_the_next_day_on() {
        let mut account = account();
        account.next_close_on = Some(now().date_naive());
        assert_eq!(step(&account), None);
        account.next_close_on = now().date_naive().pred_opt();
        assert!(matches!(step(&account), Some(NextStep::UpdateClose { days: 1, .. })));
    }

    #[test]
    fn an_account_stalls_when_its_days_exceed_the_norm() {
        let mut account = account();
        account.stage_since = now() - chrono::TimeDelta::days(30);
        assert_eq!(step(&account), None);
        account.stage_since = now() - chrono::TimeDelta::days(31);
        assert_eq!(
            step(&account),
            Some(NextStep::MoveOrAct {
                days: 31,
                norm: 30,
                accountable: Some(Department::Sales)
            })
        );
    }
}
