use model::{
    Complaint, FieldErrors,
    agreements::Standing,
    criteria::builder::{Builder, Texts, Typed},
    leads::{
        definitions::{
            edit_criteria::EditCriteria,
            edit_limits::EditLimits,
            edit_meaning::EditMeaning,
            remove_rule::RemoveScoreRule,
            show::{ShowDefinition, ShownDefinition},
            show_criteria::ShowCriteria,
            show_rule::{ScoreRuleForm, ShowScoreRule},
            write_rule::{Fading, Per, WriteScoreRule, WrittenScoreRule},
        },
        scores::Score,
    },
};

use super::*;
use crate::{leads::sample::drafted, testing::Who};

on_both!(
    what_is_in_force_is_shown_in_sentences,
    the_words_and_the_limits_of_a_draft_are_changed,
    criteria_are_built_step_by_step,
    a_score_gets_a_rule_and_loses_it_again,
    a_rule_is_changed_where_it_stands,
    only_a_draft_is_changed_and_only_by_managers,
);

async fn said(world: &World, version: Option<AgreementVersionId>) -> ShownDefinition {
    world.as_sales_manager().ask(ShowDefinition { version }).await.unwrap()
}

fn typed(fields: &[(&str, &str)]) -> Typed {
    let fields = fields.iter().map(|(name, text)| {
        let text = Texts::One((*text).to_owned());
        ((*name).to_owned(), text)
    });
    fields.collect()
}

async fn what_is_in_force_is_shown_in_sentences(world: World) {
    let shipped = said(&world, None).await;
    assert_eq!(
        (shipped.version, &shipped.standing, shipped.may_edit),
        (None, &None, false)
    );
    assert_eq!(shipped.criteria.len(), 3, "{:?}", shipped.criteria);
    let [fit, engagement] = shipped.scores.as_slice() else {
        panic!("two scores: {:?}", shipped.scores);
    };
    assert_eq!((fit.score, fit.at_most, fit.rules.len()), (Score::Fit, 100, 6));
    assert_eq!(
        fit.rules[0].says,
        "20 points as long as this holds: at least 50 employees"
    );
    assert_eq!((engagement.score, engagement.at_most), (Score::Engagement, 200));

    let active = agreed(&world, large()).await;
    let now = said(&world, None).await;
    assert_eq!(now.version, Some(active.version));
    assert_eq!(now.criteria, ["at least 500 employees"]);
    assert_eq!((now.review_due_since, now.may_edit), (None, false));
    world.clock.advance(TimeDelta::days(366));
    assert!(said(&world, None).await.review_due_since.is_some());
    let draft = drafted(&world, LeadDefinition::shipped()).await;
    let draft = said(&world, Some(draft.version)).await;
    assert_eq!((draft.review_due_since, draft.may_edit), (None, true));
}

async fn the_words_and_the_limits_of_a_draft_are_changed(world: World) {
    let draft = drafted(&world, large()).await;
    let meaning = |seen, meaning: &str| EditMeaning {
        version: draft.version,
        seen,
        meaning: meaning.to_owned(),
    };
    let sales = world.as_sales_manager();
    let refused = sales.perform(meaning(draft.edition, " ")).await;
    assert_eq!(refused, Err(Failure::field("meaning", Complaint::Required)));
    let sales = world.as_sales_manager();
    let told = sales.perform(meaning(draft.edition, " Large ones. ")).await.unwrap();
    let limits = |fit| EditLimits {
        version: draft.version,
        seen: told.edition,
        fit,
        engagement: 150,
    };
    let refused = world.as_sales_manager().perform(limits(0)).await;
    assert_eq!(refused, Err(Failure::field("fit", Complaint::AtLeast(1))));
    world.as_sales_manager().perform(limits(80)).await.unwrap();
    let said = said(&world, Some(draft.version)).await;
    assert_eq!(said.meaning, "Large ones.");
    assert_eq!((said.scores[0].at_most, said.scores[1].at_most), (80, 150));
}

async fn criteria(world: &World, version: AgreementVersionId) -> Builder {
    world.as_seller().ask(ShowCriteria { version }).await.unwrap()
}

async fn criteria_are_built_step_by_step(world: World) {
    let draft = drafted(&world, large()).await;
    let step = async |seen, step: &str, fields: &[(&str, &str)]| {
        let edit = EditCriteria {
            version: draft.version,
            seen,
            rule: criteria(&world, draft.version).await.rule,
            step: Some(step.to_owned()).filter(|step| !step.is_empty()),
            typed: typed(fields),
        };
        world.as_sales_manager().perform(edit).await
    };
    let large = ("criteria.all.0.condition.employees.at_least", "500");
    let fields = [large, ("criteria.add", "engagement")];
    let told = step(draft.edition, "add criteria", &fields).await.unwrap();
    let much = [large, ("criteria.all.1.condition.engagement.at_least", "500")];
    let refused = step(told.edition, "", &much).await;
    let field = "criteria.all.1.condition.engagement.at_least";
    let complaint = FieldErrors::of(field, Complaint::AtMost(200));
    assert_eq!(refused, Err(Failure::Invalid(complaint)));
    let some = [large, (field, "60")];
    let told = step(told.edition, "", &some).await.unwrap();
    let shown = said(&world, Some(draft.version)).await;
    assert_eq!(
        shown.criteria,
        ["at least 500 employees", "an engagement score of at least 60"]
    );
    // A score, a pain and a stage may be asked for.
    let kinds = criteria(&world, draft.version).await.kinds;
    for kind in ["fit", "pain", "trigger", "stage"] {
        assert!(kinds.iter().any(|choice| choice.value == kind), "{kind}");
    }
    let refused = step(told.edition, "remove criteria", &some).await;
    assert_eq!(refused, Err(Failure::field("criteria", Complaint::Required)));
}

fn rule(draft: &Standing, key: Option<&str>) -> WriteScoreRule {
    WriteScoreRule {
        version: draft.version,
        seen: draft.edition,
        score: Score::Engagement,
        key: key.map(|key| key.parse().unwrap()),
        name: "Called us".to_owned(),
        points: 5,
        per: Per::Each,
        most: Some(20),
        decay: Some(Fading::HalfLife),
        decay_days: Some(30),
        rule: None,
        step: Some("add given".to_owned()),
        typed: typed(&[("given.add", "touches")]),
    }
}

async fn form(world: &World, draft: &Standing, key: Option<&str>) -> Result<ScoreRuleForm, Failure> {
    let asked = ShowScoreRule {
        version: draft.version,
        score: Score::Engagement,
        key: key.map(|key| key.parse().unwrap()),
    };
    world.as_sales_manager().ask(asked).await
}

async fn a_score_gets_a_rule_and_loses_it_again(world: World) {
    let draft = drafted(&world, LeadDefinition::shipped()).await;
    let empty = form(&world, &draft, None).await.unwrap();
    assert_eq!((empty.may_edit, &empty.stored, empty.given.rule), (true, &None, None));
    for kind in ["fit", "engagement", "stage"] {
        assert!(empty.given.kinds.iter().all(|choice| choice.value != kind), "{kind}");
    }
    let nothing = WriteScoreRule {
        step: None,
        ..rule(&draft, None)
    };
    let refused = world.as_sales_manager().perform(nothing).await.map(drop);
    assert_eq!(refused, Err(Failure::field("given.add", Complaint::Required)));
    let uncounted = WriteScoreRule {
        typed: typed(&[("given.add", "employees")]),
        ..rule(&draft, None)
    };
    let refused = world.as_sales_manager().perform(uncounted).await.map(drop);
    assert_eq!(refused, Err(Failure::field("per", Complaint::NotCounted)));

    let WrittenScoreRule { key, standing } = world.as_sales_manager().perform(rule(&draft, None)).await.unwrap();
    assert_eq!(key.as_str(), "called_us");
    let shown = said(&world, Some(draft.version)).await;
    let last = shown.scores[1].rules.last().unwrap();
    assert_eq!((last.name.as_str(), last.points), ("Called us", 5));
    assert_eq!(
        last.says,
        "5 points for each touch, 20 at most, half of them lost every 30 days"
    );
    let stored = form(&world, &standing, Some("called_us")).await.unwrap();
    let told = stored.stored.unwrap();
    assert_eq!(
        (told.per, told.decay, told.decay_days),
        (Per::Each, Some(Fading::HalfLife), Some(30))
    );
    assert!(stored.given.rule.is_some());

    let remove = RemoveScoreRule {
        version: draft.version,
        seen: standing.edition,
        score: Score::Engagement,
        rule: key,
    };
    world.as_sales_manager().perform(remove).await.unwrap();
    assert_eq!(
        form(&world, &draft, Some("called_us")).await.map(drop),
        Err(Failure::NotFound)
    );
    let says = of_version(world.store.reader(), draft.version).await.unwrap();
    assert_eq!(says, (None, LeadDefinition::shipped()));
}

async fn a_rule_is_changed_where_it_stands(world: World) {
    let draft = drafted(&world, LeadDefinition::shipped()).await;
    let stored = form(&world, &draft, Some("demos")).await.unwrap();
    let change = WriteScoreRule {
        name: "Saw a demo".to_owned(),
        points: 0,
        rule: stored.given.rule,
        step: None,
        typed: typed(&[
            ("given.condition.signals.kinds", "demo"),
            ("given.condition.signals.count.at_least", "1"),
        ]),
        ..rule(&draft, Some("demos"))
    };
    let refused = world.as_sales_manager().perform(change.clone()).await.map(drop);
    assert_eq!(refused, Err(Failure::field("points", Complaint::Required)));
    let change = WriteScoreRule { points: 25, ..change };
    world.as_sales_manager().perform(change).await.unwrap();
    let shown = said(&world, Some(draft.version)).await;
    let rule = &shown.scores[1].rules[4];
    assert_eq!(
        (rule.key.as_str(), rule.name.as_str(), rule.points),
        ("demos", "Saw a demo", 25)
    );
    assert_eq!(
        rule.says,
        "25 points for each demo, 20 at most, half of them lost every 30 days"
    );
}

async fn only_a_draft_is_changed_and_only_by_managers(world: World) {
    let active = agreed(&world, large()).await;
    let refused = world.as_sales_manager().perform(rule(&active, None)).await.map(drop);
    let state = State::Active;
    assert_eq!(refused, Err(Failure::Refused(Refusal::AgreementNotADraft { state })));
    let draft = drafted(&world, LeadDefinition::shipped()).await;
    for who in [Who::Seller, Who::Marketer] {
        let refused = world.acting(who).perform(rule(&draft, None)).await.map(drop);
        assert_eq!(refused, Err(Failure::Forbidden));
    }
    let seen = ShowDefinition {
        version: Some(draft.version),
    };
    assert!(!world.as_seller().ask(seen).await.unwrap().may_edit);
}
