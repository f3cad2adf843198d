use chrono::TimeDelta;
use model::{
    Complaint, Department, Failure, FieldErrors,
    agreements::{Standing, versions::propose::ProposeVersion},
    criteria::builder::Texts,
    journey::{
        Cause, HoldEnd, Phase, StageKey,
        transitions::{
            list::{CauseKind, ListTransitions},
            move_by_hand::MoveByHand,
        },
        versions::{
            add_stage::AddStage,
            edit_entry::EditEntry,
            edit_stage::EditStage,
            map_stage::MapStage,
            move_stage::MoveStage,
            preview::PreviewVersion,
            remove_stage::RemoveStage,
            replay::ReplayVersion,
            show::ShowJourney,
            show_stage::{ShowStage, StageView},
        },
    },
    platform::check::run::RunCheck,
    values::ids::AccountId,
};

use super::*;
use crate::{
    agreements::{
        content,
        sample::{drafted, proposed, sign, signed_by_all},
    },
    clock::Clock as _,
    journey::sample::Sample,
    testing::{Who, World, on_both},
};

on_both!(
    a_draft_is_changed_stage_by_stage,
    entry_criteria_are_built_step_by_step,
    a_stage_with_accounts_goes_nowhere_unsaid,
    what_moved_while_departments_signed_is_asked_for_at_the_last_signature,
    who_was_put_into_a_dropped_stage_after_all_signed_is_released_and_told_so,
    dropping_a_stage_loses_nothing,
    a_preview_counts_what_it_lists_and_what_comes_true,
);

fn key(key: &str) -> StageKey {
    key.parse().unwrap()
}

async fn stage(world: &World, draft: &Standing, stage: &str) -> StageView {
    let show = ShowStage {
        version: draft.version,
        stage: key(stage),
    };
    world.as_seller().ask(show).await.unwrap()
}

fn as_it_stands(draft: &Standing, view: &StageView) -> EditStage {
    let agreed = view.agreed.clone();
    EditStage {
        version: draft.version,
        seen: draft.edition,
        stage: agreed.stage.key,
        name: agreed.stage.name,
        buyer: agreed.stage.buyer,
        phase: agreed.stage.phase,
        accountable: agreed.stage.accountable,
        norm_days: agreed.stage.norm_days,
        definition: agreed.definition,
        questions: Some(agreed.questions.join("\r\n")),
        owes_marketing: None,
        owes_sales: None,
        owes_service: None,
        anticipates: agreed.anticipates,
        awareness: agreed.awareness,
        funnel: agreed.funnel,
    }
}

async fn a_draft_is_changed_stage_by_stage(world: World) {
    let draft = drafted(&world).await;
    let as_manager = || world.as_sales_manager();
    let add = AddStage {
        version: draft.version,
        seen: draft.edition,
        name: "Shaking hands".to_owned(),
        buyer: "settling the contract".to_owned(),
        phase: Phase::Late,
        definition: "Lawyers talk.".to_owned(),
    };
    let draft = as_manager().perform(add.clone()).await.unwrap();
    let twice = AddStage {
        seen: draft.edition,
        ..add
    };
    let refused = as_manager().perform(twice).await;
    assert_eq!(refused, Err(Failure::field("name", Complaint::Taken)));

    let view = stage(&world, &draft, "shaking_hands").await;
    let mut edit = as_it_stands(&draft, &view);
    edit.owes_sales = Some(0);
    edit.questions = Some("Is it fair?\r\n\r\n Who signs? \n".to_owned());
    let refused = as_manager().perform(edit.clone()).await;
    assert_eq!(refused, Err(Failure::field("owes_sales", Complaint::AtLeast(1))));
    edit.owes_sales = Some(7);
    let draft = as_manager().perform(edit.clone()).await.unwrap();
    let view = stage(&world, &draft, "shaking_hands").await;
    assert_eq!(view.agreed.questions, ["Is it fair?", "Who signs?"]);
    assert_eq!(view.agreed.stage.owes[0].within_days, 7);
    // Whoever saw an older edition is told.
    assert!(matches!(as_manager().perform(edit).await, Err(Failure::Conflict(_))));

    let shift = |draft: &Standing, later| MoveStage {
        version: draft.version,
        seen: draft.edition,
        stage: key("shaking_hands"),
        later,
    };
    let refused = as_manager().perform(shift(&draft, true)).await;
    assert_eq!(refused, Err(Failure::field("stage", Complaint::OutOfOrder)));
    let draft = as_manager().perform(shift(&draft, false)).await.unwrap();
    let remove = RemoveStage {
        version: draft.version,
        seen: draft.edition,
        stage: key("shaking_hands"),
        to: None,
    };
    let draft = as_manager().perform(remove.clone()).await.unwrap();
    let journey: Journey = content::of(world.store.reader(), draft.version).await.unwrap();
    assert_eq!(journey, Journey::shipped());
    assert_eq!(world.as_seller().perform(remove).await, Err(Failure::Forbidden));
}

fn entry(draft: &Standing, view: &StageView, step: &str, typed: &[(&str, &str)]) -> EditEntry {
    let typed = typed
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Texts::One((*text).to_owned())));
    EditEntry {
        version: draft.version,
        seen: draft.edition,
        stage: view.agreed.stage.key.clone(),
        rule: view.entry.rule.clone(),
        step: (!step.is_empty()).then(|| step.to_owned()),
        typed: typed.collect(),
    }
}

async fn entry_criteria_are_built_step_by_step(world: World) {
    let mut draft = drafted(&world).await;
    let mut view = stage(&world, &draft, "exploring").await;
    for (step, typed) in [
        ("remove entry", &[][..]),
        ("add entry", &[("entry.add", "signals")]),
        (
            "add entry",
            &[
                ("entry.add", "deal_amount"),
                ("entry.condition.signals.kinds", "webinar"),
                ("entry.condition.signals.count.at_least", "3"),
            ],
        ),
        (
            "turn entry",
            &[
                ("entry.all.0.condition.signals.kinds", "webinar"),
                ("entry.all.0.condition.signals.count.at_least", "3"),
                ("entry.all.1.condition.deal_amount.amount.at_least_minor", "1500.50"),
            ],
        ),
    ] {
        draft = world
            .as_sales_manager()
            .perform(entry(&draft, &view, step, typed))
            .await
            .unwrap();
        view = stage(&world, &draft, "exploring").await;
    }
    let said = view.entry.sentence.as_deref();
    assert_eq!(
        said,
        Some("at least 3 webinars, or deals worth at least 1500.50 EUR together")
    );
    // What may not stand is named by its field, and nothing of it is stored.
    let count = "entry.any.0.condition.signals.count.at_least";
    let bad = entry(&draft, &view, "", &[(count, "0")]);
    let refused = world.as_sales_manager().perform(bad).await;
    let Err(Failure::Invalid(errors)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(errors.get(count), Some(&Complaint::AtLeast(1)));
    assert_eq!(stage(&world, &draft, "exploring").await, view);
    let first = stage(&world, &draft, "loosening").await;
    let refused = world
        .as_sales_manager()
        .perform(entry(&draft, &first, "add entry", &[("entry.add", "leads")]))
        .await;
    let complaint = FieldErrors::of("entry", Complaint::NothingAsked);
    assert_eq!(refused, Err(Failure::Invalid(complaint)));
}

async fn held_in(world: &World, stage: &'static str, name: &'static str) -> AccountId {
    let account = Sample {
        name,
        ..Sample::default()
    }
    .save(world)
    .await;
    let by_hand = MoveByHand {
        account,
        to: key(stage),
        reason: "They told us".parse().unwrap(),
        holds_days: None,
        seen: Version(1),
    };
    world.as_sales_manager().perform(by_hand).await.unwrap();
    account
}

async fn drop_exploring(world: &World, to: Option<&str>) -> Standing {
    let draft = drafted(world).await;
    let remove = RemoveStage {
        version: draft.version,
        seen: draft.edition,
        stage: key("exploring"),
        to: to.map(key),
    };
    world.as_sales_manager().perform(remove).await.unwrap()
}

fn to_propose(world: &World, draft: &Standing, days: i64) -> ProposeVersion {
    let today = world.clock.now().date_naive();
    ProposeVersion {
        version: draft.version,
        effective_from: today + TimeDelta::days(days),
        review_by: today + TimeDelta::days(365),
        seen: draft.edition,
    }
}

fn to_map(draft: &Standing, stage: &str, to: Option<&str>) -> MapStage {
    MapStage {
        version: draft.version,
        seen: draft.edition,
        stage: key(stage),
        to: to.map(key),
    }
}

fn left(key: &str, name: &str, accounts: u64, held: u64) -> StageWithAccounts {
    StageWithAccounts {
        key: key.to_owned(),
        name: name.to_owned(),
        accounts,
        held,
    }
}

async fn nothing_is_broken(world: &World) {
    let checked = world.as_system().ask(RunCheck {}).await.unwrap();
    // Samples are written past the log.
    let broken = checked.iter().filter(|one| one.violations > 0 && one.key != "log");
    let broken: Vec<_> = broken.collect();
    assert!(broken.is_empty(), "{broken:?}");
}

async fn a_stage_with_accounts_goes_nowhere_unsaid(world: World) {
    held_in(&world, "exploring", "Marlstone Cement").await;
    held_in(&world, "exploring", "Alpenblick Dairy").await;
    let released = held_in(&world, "justifying", "Nordwind Turbines").await;
    account::Entity::update_many()
        .col_expr(account::Column::HeldUntil, Expr::val(world.clock.now()))
        .filter(account::Column::Id.eq(released.0))
        .exec(world.store.writer())
        .await
        .unwrap();
    let draft = drop_exploring(&world, None).await;
    let remove = RemoveStage {
        version: draft.version,
        seen: draft.edition,
        stage: key("justifying"),
        to: None,
    };
    let draft = world.as_sales_manager().perform(remove).await.unwrap();
    let propose = to_propose(&world, &draft, 1);
    let refused = world.as_sales_manager().perform(propose).await;
    let stages = vec![
        left("exploring", "Exploring solutions", 2, 2),
        left("justifying", "Justifying the decision", 1, 0),
    ];
    assert_eq!(refused, Err(Failure::Refused(Refusal::StageHasAccounts { stages })));
    let dropped = async |draft: &Standing| {
        let show = ShowJourney { version: draft.version };
        world.as_seller().ask(show).await.unwrap().dropped
    };
    let lines = dropped(&draft).await;
    let shown: Vec<_> = lines
        .iter()
        .map(|line| (line.key.as_str(), line.accounts, line.held, line.blocks()))
        .collect();
    assert_eq!(shown, [("exploring", 2, 2, true), ("justifying", 1, 0, true)]);

    // It is said later, and anew.
    let draft = world
        .as_sales_manager()
        .perform(to_map(&draft, "exploring", Some("committing_to_change")))
        .await
        .unwrap();
    for (stage, to, complaint) in [
        ("exploring", "exploring", FieldErrors::of("to", Complaint::NoSuch)),
        ("selecting", "exploring", FieldErrors::of("stage", Complaint::Taken)),
        ("nowhere", "selecting", FieldErrors::of("stage", Complaint::NoSuch)),
    ] {
        let refused = world.as_sales_manager().perform(to_map(&draft, stage, Some(to))).await;
        assert_eq!(refused, Err(Failure::Invalid(complaint)), "{stage}");
    }
    let refused = world.as_seller().perform(to_map(&draft, "exploring", None)).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    let mut draft = draft;
    for stage in ["exploring", "justifying"] {
        draft = world
            .as_sales_manager()
            .perform(to_map(&draft, stage, Some("selecting")))
            .await
            .unwrap();
    }
    assert!(dropped(&draft).await.iter().all(|line| !line.blocks()));
    let propose = to_propose(&world, &draft, 1);
    world.as_sales_manager().perform(propose).await.unwrap();
}

async fn what_moved_while_departments_signed_is_asked_for_at_the_last_signature(world: World) {
    use model::agreements::versions::take_back::TakeBackVersion;

    let draft = drop_exploring(&world, None).await;
    let proposal = proposed(&world, &draft, 0).await;
    sign(&world, &proposal, Department::Marketing).await.unwrap();
    held_in(&world, "exploring", "Marlstone Cement").await;
    sign(&world, &proposal, Department::Sales).await.unwrap();
    let refused = sign(&world, &proposal, Department::Service).await;
    let stages = vec![left("exploring", "Exploring solutions", 1, 1)];
    assert_eq!(refused, Err(Failure::Refused(Refusal::StageHasAccounts { stages })));
    nothing_is_broken(&world).await;

    let take_back = TakeBackVersion {
        version: proposal.version,
        seen: proposal.edition,
    };
    let draft = world.as_sales_manager().perform(take_back).await.unwrap();
    let map = to_map(&draft, "exploring", Some("selecting"));
    let draft = world.as_sales_manager().perform(map).await.unwrap();
    let proposal = proposed(&world, &draft, 0).await;
    signed_by_all(&world, &proposal).await;
    world.run_jobs().await;
    nothing_is_broken(&world).await;
}

async fn who_was_put_into_a_dropped_stage_after_all_signed_is_released_and_told_so(world: World) {
    let draft = drop_exploring(&world, None).await;
    let proposal = proposed(&world, &draft, 1).await;
    signed_by_all(&world, &proposal).await;
    let account = held_in(&world, "exploring", "Marlstone Cement").await;
    world.clock.advance(TimeDelta::days(2));
    world.run_jobs().await;
    nothing_is_broken(&world).await;
    let asked = ListTransitions {
        account: Some(account),
        cause: Some(CauseKind::Released),
        ..ListTransitions::default()
    };
    let moves = world.as_seller().ask(asked).await.unwrap().items;
    let why = HoldEnd::StageDropped;
    assert_eq!(moves.len(), 1);
    assert_eq!(
        (moves[0].from.as_str(), moves[0].to.as_str(), &moves[0].cause),
        ("exploring", "loosening", &Cause::Released { why })
    );
    assert_eq!(moves[0].journey, proposal.number);
}

/// How many accounts there are, and how many of them stand somewhere.
async fn records(world: &World) -> (u64, u64) {
    use sea_orm::PaginatorTrait as _;

    let db = world.store.reader();
    let accounts = account::Entity::find().count(db).await.unwrap();
    let stood = standing(db, world.clock.now()).await.unwrap();
    (accounts, stood.values().map(|stood| stood.accounts).sum())
}

async fn dropping_a_stage_loses_nothing(world: World) {
    let account = held_in(&world, "exploring", "Marlstone Cement").await;
    let draft = drop_exploring(&world, Some("selecting")).await;
    let before = records(&world).await;
    let proposal = proposed(&world, &draft, 0).await;
    signed_by_all(&world, &proposal).await;
    crate::journey::standing::job::follow_all(&world, &|_, _| {})
        .await
        .unwrap();
    let row = account::Entity::find_by_id(account.0)
        .one(world.store.reader())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.stage, "selecting");
    assert!(row.held_until.is_some(), "what somebody decided goes on holding");
    let asked = [("account".to_owned(), account.to_string())];
    let asked: ListTransitions = model::form::from_pairs(&asked).unwrap();
    let history = world.as_seller().ask(asked).await.unwrap();
    let moves: Vec<_> = history
        .items
        .iter()
        .map(|line| (line.from.as_str(), line.to.as_str()))
        .collect();
    assert_eq!(moves, [("exploring", "selecting"), ("loosening", "exploring")]);
    assert_eq!(
        records(&world).await,
        before,
        "an account or what is known of it was lost"
    );
}

async fn a_preview_counts_what_it_lists_and_what_comes_true(world: World) {
    for name in ["Marlstone Cement", "Alpenblick Dairy", "Nordwind Turbines"] {
        held_in(&world, "exploring", name).await;
    }
    held_in(&world, "justifying", "Steady Steam").await;
    let draft = drop_exploring(&world, Some("selecting")).await;
    let mut asked = PreviewVersion {
        version: draft.version,
        from: None,
        to: None,
        cursor: None,
        limit: 2.try_into().unwrap(),
    };
    let whole = world.as_seller().ask(asked.clone()).await.unwrap();
    assert_eq!((whole.accounts >= 4, whole.moves, whole.pairs.len()), (true, 3, 1));
    let pair = &whole.pairs[0];
    assert_eq!(
        (pair.from.as_str(), pair.to.as_str(), pair.accounts),
        ("exploring", "selecting", 3)
    );
    assert_eq!(pair.from_name, "Exploring solutions");
    asked.from = Some(key(&pair.from));
    asked.to = Some(key(&pair.to));
    let mut names = Vec::new();
    loop {
        let page = world.as_seller().ask(asked.clone()).await.unwrap().listed;
        assert!(page.items.len() <= 2);
        names.extend(page.items.into_iter().map(|row| row.name));
        match page.next {
            Some(next) => asked.cursor = Some(next),
            None => break,
        }
    }
    assert_eq!(u64::try_from(names.len()).unwrap(), pair.accounts);
    asked.cursor = None;
    asked.to = Some(key("justifying"));
    assert!(world.as_seller().ask(asked).await.unwrap().listed.items.is_empty());
    let replayed = world
        .as_seller()
        .ask(ReplayVersion { version: draft.version })
        .await
        .unwrap();
    let sum = |count: fn(&model::journey::versions::replay::ReplayedStage) -> u64| -> u64 {
        replayed.stages.iter().map(count).sum()
    };
    assert_eq!(
        (sum(|stage| stage.in_force), sum(|stage| stage.version)),
        (replayed.accounts, replayed.accounts)
    );

    let proposal = proposed(&world, &draft, 0).await;
    signed_by_all(&world, &proposal).await;
    crate::journey::standing::job::follow_all(&world, &|_, _| {})
        .await
        .unwrap();
    let standing = standing(world.store.reader(), world.clock.now()).await.unwrap();
    assert_eq!(standing.get("selecting"), Some(&Stood { accounts: 3, held: 3 }));
    assert_eq!(
        world
            .acting(Who::Seller)
            .ask(ShowJourney { version: draft.version })
            .await
            .unwrap()
            .dropped,
        []
    );
}
