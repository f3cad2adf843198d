mod blind;
mod editing;
mod open_leads;
mod pain;
mod preview;
mod proof;
mod replay;

use chrono::{Days, TimeDelta};
use model::{
    Department, Failure, Refusal,
    agreement::State,
    agreements::versions::{draft::DraftVersion, sign::SignVersion},
    criteria::{Condition, Criterion, Limit},
    leads::{chain::qualify::QualifyLead, definitions::edit::EditLeadDefinition},
};
use sea_orm::EntityTrait as _;

use super::*;
use crate::{
    agreements::sample::manager,
    clock::Clock as _,
    leads::{
        chain::entity as lead,
        sample::{account, agreed, captured, nothing_is_broken, proposed, shown, signal},
    },
    testing::{World, on_both},
};

on_both!(
    activating_with_one_signature_or_with_one_person_for_two_departments_is_refused,
    editing_an_active_version_is_refused_and_a_new_draft_takes_its_place,
    what_decided_and_what_is_closed_stays_when_another_version_goes_active,
    a_lead_shows_version_criteria_values_and_date,
);

/// A definition that asks for this.
fn asking(criterion: Criterion) -> LeadDefinition {
    LeadDefinition {
        criteria: Criterion::All(vec![criterion]),
        ..LeadDefinition::shipped()
    }
}

fn large() -> LeadDefinition {
    asking(Condition::Employees(Limit::at_least(500)).into())
}

fn sign(version: AgreementVersionId, department: Department, seen: model::values::Version) -> SignVersion {
    SignVersion {
        version,
        department,
        seen,
    }
}

async fn activating_with_one_signature_or_with_one_person_for_two_departments_is_refused(world: World) {
    let proposal = proposed(&world, large()).await;
    let marketing = sign(proposal.version, Department::Marketing, proposal.edition);
    let once = world.as_marketing_manager().perform(marketing).await.unwrap();
    assert_eq!(once.state, State::Proposed);
    assert_eq!(in_force(world.store.reader()).await.unwrap().version, None);
    let both = sign(proposal.version, Department::Sales, once.edition);
    let refused = world.as_marketing_manager().perform(both.clone()).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    assert_eq!(in_force(world.store.reader()).await.unwrap().version, None);
    let twice = world.acting(manager(Department::Sales)).perform(both).await.unwrap();
    assert_eq!(twice.state, State::Active);
    let found = in_force(world.store.reader()).await.unwrap();
    assert_eq!((found.version, found.content), (Some(proposal.version), large()));
}

async fn editing_an_active_version_is_refused_and_a_new_draft_takes_its_place(world: World) {
    let active = agreed(&world, large()).await;
    let edit = EditLeadDefinition {
        version: active.version,
        seen: active.edition,
        definition: LeadDefinition::shipped(),
    };
    let refused = world.as_sales_manager().perform(edit).await;
    let state = State::Active;
    assert_eq!(refused, Err(Failure::Refused(Refusal::AgreementNotADraft { state })));
    let draft = DraftVersion {
        agreement: LEAD_DEFINITION,
    };
    let draft = world.as_sales_manager().perform(draft).await.unwrap();
    assert_ne!(draft.version, active.version);
    let says = of_version(world.store.reader(), draft.version).await.unwrap();
    assert_eq!(says, (None, large()));
}

async fn what_decided_and_what_is_closed_stays_when_another_version_goes_active(world: World) {
    agreed(&world, large()).await;
    world.run_jobs().await;
    let account = account(&world, "brackwell.example").await;
    let row = captured(&world, "rhea@brackwell.example").await;
    signal(&world, account, "demo").await;
    let qualify = QualifyLead {
        lead: row.lead.id,
        next_on: row.lead.next_on,
        seen: row.version,
    };
    world.as_marketer().perform(qualify).await.unwrap();
    let closed = lead::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(row.lead.id.0),
        closed_at: sea_orm::ActiveValue::Set(Some(world.clock.now())),
        won: sea_orm::ActiveValue::Set(Some(true)),
        ..Default::default()
    };
    lead::Entity::update(closed).exec(world.store.writer()).await.unwrap();
    let before = shown(&world, row.lead.id).await;
    world.clock.advance(TimeDelta::days(100));
    let mut other = LeadDefinition::shipped();
    other.scores.engagement.rules[4].points = 1;
    agreed(&world, other).await;
    world.run_jobs().await;
    let after = shown(&world, row.lead.id).await;
    let told = |lead: &model::leads::chain::show::ShownLead| {
        serde_json::to_string(&(
            &lead.row,
            &lead.fit,
            &lead.engagement,
            &lead.judged_by,
            &lead.judged_receipt,
        ))
        .unwrap()
    };
    assert_eq!(told(&before), told(&after));
    assert_eq!((before.definition, after.definition), (Some(1), Some(2)));
    nothing_is_broken(&world).await;
}

async fn a_lead_shows_version_criteria_values_and_date(world: World) {
    agreed(&world, large()).await;
    account(&world, "brackwell.example").await;
    let row = captured(&world, "rhea@brackwell.example").await;
    world.clock.advance(TimeDelta::hours(3));
    let qualify = QualifyLead {
        lead: row.lead.id,
        next_on: row.lead.next_on + Days::new(1),
        seen: row.version,
    };
    world.as_marketer().perform(qualify).await.unwrap();
    let at = world.clock.now();
    world.clock.advance(TimeDelta::days(40));
    let shown = shown(&world, row.lead.id).await;
    assert_eq!(shown.judged_by, Some(1));
    let judged = shown.row.lead.judged.unwrap();
    assert_eq!((judged.qualified, judged.snapshot.at), (true, at));
    let values: Vec<_> = judged
        .snapshot
        .values
        .iter()
        .map(|value| (value.asked.as_str(), value.found.as_str()))
        .collect();
    assert_eq!(values, [("at least 500 employees", "800")]);
    assert!(shown.judged_receipt.unwrap().holds);
}
