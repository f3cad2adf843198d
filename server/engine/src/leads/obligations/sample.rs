//! Accounts, leads and rules for the tests of what is owed, made by the commands that people use.

use chrono::{DateTime, Days, NaiveDate, Utc};
use model::{
    Department,
    accounts::{
        create::CreateAccount,
        show::ShowAccount,
        touches::{Touch, TouchKind, log::LogTouch},
    },
    agreement::{LEAD_DEFINITION, RULES_OF_ENGAGEMENT},
    agreements::{
        Standing as Agreed,
        versions::{draft::DraftVersion, propose::ProposeVersion, show::ShowVersion, sign::SignVersion},
    },
    criteria::{Condition, Criterion, Limit},
    journey::transitions::move_by_hand::MoveByHand,
    leads::{
        chain::{accept::AcceptLead, capture::CaptureLead, hand_over::HandOverLead, list::LeadRow},
        definitions::{LeadDefinition, edit::EditLeadDefinition},
        engagement::{RulesOfEngagement, edit::EditRulesOfEngagement},
        obligations::{
            Part, Standing,
            count::{Kept, TallyObligations},
            list::{ListObligations, ObligationRow},
        },
    },
    values::ids::{AccountId, AgreementId},
};

use crate::{
    agreements::sample::manager,
    clock::Clock as _,
    testing::{Who, World, new_account},
};

/// The clock of the world goes on to a moment.
pub(super) fn until(world: &World, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    world.clock.advance(moment - world.clock.now());
}

/// Today on the organisation's clocks, or some days later.
pub(super) fn day(world: &World, later: u64) -> NaiveDate {
    world.clock.now().date_naive() + Days::new(later)
}

/// The shipped rules, where a lead is followed up within an hour and rules beside it are left out.
pub(super) fn within_an_hour() -> RulesOfEngagement {
    let mut rules = RulesOfEngagement::shipped();
    rules.rules.retain(|rule| rule.key.as_str() == "follow_up");
    rules.rules[0].limit_minutes = 60;
    rules
}

/// Rules that hold from now on, signed by all three departments.
pub(super) async fn agree(world: &World, rules: RulesOfEngagement) {
    let draft = drafted(world, RULES_OF_ENGAGEMENT).await;
    let edit = EditRulesOfEngagement {
        version: draft.version,
        seen: draft.edition,
        rules,
    };
    let draft = world.as_sales_manager().perform(edit).await.unwrap();
    signed(world, draft, &Department::ALL).await;
}

/// Large companies qualify from now on.
pub(super) async fn large_companies_qualify(world: &World) {
    let draft = drafted(world, LEAD_DEFINITION).await;
    let edit = EditLeadDefinition {
        version: draft.version,
        seen: draft.edition,
        definition: LeadDefinition {
            criteria: Criterion::All(vec![Condition::Employees(Limit::at_least(500)).into()]),
            ..LeadDefinition::shipped()
        },
    };
    let draft = world.as_sales_manager().perform(edit).await.unwrap();
    signed(world, draft, &[Department::Marketing, Department::Sales]).await;
}

async fn drafted(world: &World, agreement: AgreementId) -> Agreed {
    let draft = DraftVersion { agreement };
    world.as_sales_manager().perform(draft).await.unwrap()
}

async fn signed(world: &World, draft: Agreed, by: &[Department]) {
    let version = draft.version;
    let view = world.as_executive().ask(ShowVersion { version }).await.unwrap();
    let propose = ProposeVersion {
        version,
        effective_from: view.today,
        review_by: view.today + Days::new(365),
        seen: draft.edition,
    };
    let proposal = world.as_sales_manager().perform(propose).await.unwrap();
    for department in by {
        let sign = SignVersion {
            version,
            department: *department,
            seen: proposal.edition,
        };
        world.acting(manager(*department)).perform(sign).await.unwrap();
    }
}

/// An account with so many employees, whose legs somebody leads.
pub(super) async fn account(world: &World, domain: &str, employees: u32) -> AccountId {
    let account = CreateAccount {
        domain: Some(domain.parse().unwrap()),
        employees: Some(employees),
        marketing_lead: Some(Who::Marketer.id()),
        sales_lead: Some(Who::Seller.id()),
        service_lead: Some(Who::ServiceMember.id()),
        ..new_account(domain.split('.').next().unwrap())
    };
    world.as_seller().perform(account).await.unwrap().id
}

/// Puts an account into a stage, by the hands of sales.
pub(super) async fn put(world: &World, account: AccountId, stage: &str) {
    let seen = world
        .as_seller()
        .ask(ShowAccount { account })
        .await
        .unwrap()
        .account
        .version;
    let step = MoveByHand {
        account,
        to: stage.parse().unwrap(),
        reason: "They said so".parse().unwrap(),
        holds_days: Some(365),
        seen,
    };
    world.as_seller().perform(step).await.unwrap();
}

/// A large company that explores solutions.
pub(super) async fn exploring(world: &World) -> AccountId {
    let account = account(world, "brackwell.example", 800).await;
    put(world, account, "exploring").await;
    account
}

/// Somebody there gives a name to marketing.
pub(super) async fn captured(world: &World, name: &str, domain: &str) -> LeadRow {
    let asking = CaptureLead {
        name: Some(name.parse().unwrap()),
        email: Some(format!("{name}@{domain}").parse().unwrap()),
        ..CaptureLead::default()
    };
    world.as_marketer().perform(asking).await.unwrap()
}

/// Marketing hands a lead over to the seller; why, where it does not meet the definition.
pub(super) async fn hand_over(world: &World, row: &LeadRow, reason: Option<&str>) -> LeadRow {
    let step = HandOverLead {
        lead: row.lead.id,
        to: Some(Who::Seller.id()),
        next_on: day(world, 1),
        override_reason: reason.map(|reason| reason.parse().unwrap()),
        seen: row.version,
    };
    world.as_marketer().perform(step).await.unwrap()
}

/// A lead of a large company that marketing has just handed over.
pub(super) async fn handed_over(world: &World) -> (AccountId, LeadRow) {
    large_companies_qualify(world).await;
    let account = exploring(world).await;
    let row = captured(world, "rhea", "brackwell.example").await;
    assert_eq!(row.lead.account, Some(account));
    (account, hand_over(world, &row, None).await)
}

pub(super) fn accept(world: &World, row: &LeadRow) -> AcceptLead {
    AcceptLead {
        lead: row.lead.id,
        next_on: day(world, 1),
        seen: row.version,
    }
}

pub(super) fn touch(account: AccountId, kind: TouchKind) -> LogTouch {
    LogTouch {
        kind,
        body: "Asked how they decide".parse().unwrap(),
        account,
        contact: None,
        occurred_at: None,
        leg: None,
    }
}

pub(super) async fn call(world: &World, who: Who, account: AccountId) -> Touch {
    world
        .acting(who)
        .perform(touch(account, TouchKind::Call))
        .await
        .unwrap()
}

/// Everything that is owed at an account.
pub(super) async fn owed(world: &World, account: AccountId) -> Vec<ObligationRow> {
    let asked = ListObligations {
        account: Some(account),
        ..ListObligations::default()
    };
    world.as_executive().ask(asked).await.unwrap().items
}

/// What one rule opened at an account, by its part; the one opened last.
pub(super) async fn one(world: &World, account: AccountId, rule: &str, part: Part) -> ObligationRow {
    let mut found = owed(world, account).await;
    found.retain(|row| row.obligation.rule.as_str() == rule && row.obligation.part == part);
    found.sort_by_key(|row| row.opened_at);
    found.pop().unwrap_or_else(|| panic!("{rule} opened no {part:?}"))
}

pub(super) async fn standing(world: &World, account: AccountId, rule: &str, part: Part) -> Standing {
    one(world, account, rule, part).await.standing
}

/// How all that is owed stands.
pub(super) async fn tally(world: &World) -> Kept {
    world.as_executive().ask(TallyObligations::default()).await.unwrap()
}
