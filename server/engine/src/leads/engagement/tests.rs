use chrono::NaiveDate;
use model::{
    Complaint, Department, Failure, FieldErrors,
    activity::Fact,
    agreement::RULES_OF_ENGAGEMENT,
    agreements::{
        Standing,
        versions::{draft::DraftVersion, propose::ProposeVersion, sign::SignVersion},
    },
    leads::engagement::{
        CellState, Duty, RulesOfEngagement, Trigger,
        edit::EditRulesOfEngagement,
        exempt_cell::ExemptCell,
        remove_rule::RemoveRule,
        require_rule::RequireRule,
        show::{Engagement, ShowEngagement},
        write_rule::WriteRule,
    },
};

use super::in_force;
use crate::{
    agreements::sample::manager,
    testing::{World, on_both},
};

on_both!(
    the_shipped_rules_hold_until_all_three_departments_signed_others,
    rules_for_stages_that_there_are_not_are_not_stored,
    coverage_names_every_cell_without_a_rule,
    a_draft_is_changed_rule_by_rule,
    a_cell_needs_no_rule_until_it_does,
);

async fn drafted(world: &World) -> Standing {
    let draft = DraftVersion {
        agreement: RULES_OF_ENGAGEMENT,
    };
    world.as_sales_manager().perform(draft).await.unwrap()
}

fn edit(draft: &Standing, rules: RulesOfEngagement) -> EditRulesOfEngagement {
    EditRulesOfEngagement {
        version: draft.version,
        seen: draft.edition,
        rules,
    }
}

/// The shipped rules where leads are followed up within so many minutes.
fn quicker(minutes: u32) -> RulesOfEngagement {
    let mut rules = RulesOfEngagement::shipped();
    rules.rules[0].limit_minutes = minutes;
    rules
}

async fn shown(world: &World, asked: ShowEngagement) -> Engagement {
    world.as_executive().ask(asked).await.unwrap()
}

async fn the_shipped_rules_hold_until_all_three_departments_signed_others(world: World) {
    let db = world.store.reader();
    assert_eq!(in_force(db).await.unwrap().rules, RulesOfEngagement::shipped());
    let draft = drafted(&world).await;
    let draft = world
        .as_sales_manager()
        .perform(edit(&draft, quicker(60)))
        .await
        .unwrap();
    let Some(Fact::AgreementEdited { differences, .. }) = world.facts().await.pop() else {
        panic!("nothing was recorded");
    };
    assert_eq!(differences.len(), 1, "{differences:?}");
    let propose = ProposeVersion {
        version: draft.version,
        effective_from: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        review_by: NaiveDate::from_ymd_opt(2027, 3, 2).unwrap(),
        seen: draft.edition,
    };
    let proposal = world.as_sales_manager().perform(propose).await.unwrap();
    for department in Department::ALL {
        assert_eq!(in_force(db).await.unwrap().version, None);
        let sign = SignVersion {
            version: proposal.version,
            department,
            seen: proposal.edition,
        };
        world.acting(manager(department)).perform(sign).await.unwrap();
    }
    let found = in_force(db).await.unwrap();
    assert_eq!((found.version, found.number), (Some(draft.version), Some(1)));
    assert_eq!(found.rules, quicker(60));
}

async fn rules_for_stages_that_there_are_not_are_not_stored(world: World) {
    let draft = drafted(&world).await;
    let mut rules = quicker(60);
    rules.rules[0].stages[1] = "nowhere".parse().unwrap();
    let refused = world.as_sales_manager().perform(edit(&draft, rules)).await;
    let expected = FieldErrors::of("rules.0.stages.1", Complaint::NoSuch);
    assert_eq!(refused, Err(Failure::Invalid(expected)));
    let mut rules = quicker(60);
    rules.rules[0].limit_minutes = 0;
    let refused = world.as_sales_manager().perform(edit(&draft, rules)).await;
    let expected = FieldErrors::of("rules.0.limit_minutes", Complaint::AtLeast(1));
    assert_eq!(refused, Err(Failure::Invalid(expected)));
    let refused = world.as_seller().perform(edit(&draft, quicker(60))).await;
    assert_eq!(refused, Err(Failure::Forbidden));
}

async fn coverage_names_every_cell_without_a_rule(world: World) {
    let now = shown(&world, ShowEngagement::default()).await;
    assert_eq!(now.coverage.to_string(), "16 of 28");
    assert_eq!(now.missing.len(), 12);
    let missing = |shown: &Engagement| {
        let cells = shown.matrix.iter().filter(|cell| cell.state == CellState::Missing);
        cells.map(|cell| cell.cell.clone()).collect::<Vec<_>>()
    };
    assert_eq!(now.missing, missing(&now));
    assert_eq!(now.rules.len(), RulesOfEngagement::shipped().rules.len());

    // What a draft would cover stands beside what is covered.
    let draft = drafted(&world).await;
    let mut rules = quicker(60);
    rules.rules.truncate(1);
    let draft = world.as_sales_manager().perform(edit(&draft, rules)).await.unwrap();
    let asked = ShowEngagement {
        version: Some(draft.version),
    };
    let drafted = shown(&world, asked).await;
    let coverage = drafted.coverage;
    assert_eq!(
        usize::try_from(coverage.required - coverage.defined).unwrap(),
        drafted.missing.len()
    );
    assert!(drafted.missing.len() > now.missing.len());
    assert_eq!(shown(&world, ShowEngagement::default()).await, now);
}

fn call_back(draft: &Standing) -> WriteRule {
    WriteRule {
        version: draft.version,
        seen: draft.edition,
        rule: None,
        name: "Call back".to_owned(),
        stages: vec!["selecting".parse().unwrap()],
        giving: Department::Service,
        receiving: Department::Marketing,
        trigger: Trigger::StageEntered,
        precondition: None,
        duty: Duty::Feedback,
        hours: 4,
        minutes: 30,
        most: None,
        within_days: None,
        return_by: None,
        return_duty: None,
        return_hours: 0,
        return_minutes: 0,
    }
}

async fn of_draft(world: &World, draft: &Standing) -> Engagement {
    let asked = ShowEngagement {
        version: Some(draft.version),
    };
    shown(world, asked).await
}

async fn a_draft_is_changed_rule_by_rule(world: World) {
    let draft = drafted(&world).await;
    let manager = world.as_sales_manager();
    let draft = manager.perform(call_back(&draft)).await.unwrap();
    let said = of_draft(&world, &draft).await;
    assert_eq!(said.standing.as_ref(), Some(&draft));
    assert_eq!(said.coverage.to_string(), "17 of 28");
    let rule = said.rules.last().unwrap().rule.clone();
    assert_eq!((rule.key.as_str(), rule.limit_minutes), ("call_back", 270));

    let longer = WriteRule {
        rule: Some(rule.key.clone()),
        hours: 8,
        ..call_back(&draft)
    };
    // What somebody saw before is not what he changes now.
    let stale = WriteRule {
        seen: model::values::Version(1),
        ..longer.clone()
    };
    assert!(matches!(manager.perform(stale).await, Err(Failure::Conflict(_))));
    let draft = manager.perform(longer).await.unwrap();
    let said = of_draft(&world, &draft).await;
    assert_eq!(said.rules.last().unwrap().rule.limit_minutes, 510);

    let refused = WriteRule {
        stages: vec!["nowhere".parse().unwrap()],
        ..call_back(&draft)
    };
    let refused = manager.perform(refused).await;
    assert_eq!(refused, Err(Failure::field("name", Complaint::Taken)));
    let elsewhere = WriteRule {
        name: "Call again".to_owned(),
        stages: vec!["nowhere".parse().unwrap()],
        ..call_back(&draft)
    };
    let refused = manager.perform(elsewhere).await;
    assert_eq!(refused, Err(Failure::field("stages", Complaint::NoSuch)));
    let unknown = WriteRule {
        rule: Some("nothing".parse().unwrap()),
        ..call_back(&draft)
    };
    assert_eq!(
        manager.perform(unknown).await,
        Err(Failure::field("rule", Complaint::NoSuch))
    );
    assert_eq!(
        world.as_seller().perform(call_back(&draft)).await,
        Err(Failure::Forbidden)
    );

    let remove = RemoveRule {
        version: draft.version,
        seen: draft.edition,
        rule: rule.key,
    };
    let draft = manager.perform(remove).await.unwrap();
    let said = of_draft(&world, &draft).await;
    assert_eq!(said.rules.len(), RulesOfEngagement::shipped().rules.len());
}

async fn a_cell_needs_no_rule_until_it_does(world: World) {
    let draft = drafted(&world).await;
    let manager = world.as_sales_manager();
    let exempt = |draft: &Standing, stage: &str, reason: &str| ExemptCell {
        version: draft.version,
        seen: draft.edition,
        stage: stage.parse().unwrap(),
        giving: Department::Service,
        receiving: Department::Marketing,
        reason: reason.to_owned(),
    };
    let why = "Nothing passes between them there.";
    let refused = manager.perform(exempt(&draft, "nowhere", why)).await;
    assert_eq!(refused, Err(Failure::field("stage", Complaint::NoSuch)));
    let refused = manager.perform(exempt(&draft, "selecting", " ")).await;
    assert_eq!(refused, Err(Failure::field("reason", Complaint::Required)));
    let draft = manager.perform(exempt(&draft, "selecting", why)).await.unwrap();
    let said = of_draft(&world, &draft).await;
    assert_eq!((said.coverage.to_string().as_str(), said.exempt.len()), ("16 of 27", 1));

    let require = |draft: &Standing| RequireRule {
        version: draft.version,
        seen: draft.edition,
        stage: "selecting".parse().unwrap(),
        giving: Department::Service,
        receiving: Department::Marketing,
    };
    let draft = manager.perform(require(&draft)).await.unwrap();
    assert_eq!(of_draft(&world, &draft).await.coverage.to_string(), "16 of 28");
    assert_eq!(manager.perform(require(&draft)).await, Err(Failure::NotFound));

    // A rule stands where somebody thought that none was needed.
    let draft = manager.perform(exempt(&draft, "selecting", why)).await.unwrap();
    let draft = manager.perform(call_back(&draft)).await.unwrap();
    let said = of_draft(&world, &draft).await;
    assert_eq!((said.coverage.to_string().as_str(), said.exempt.len()), ("17 of 28", 0));
}
