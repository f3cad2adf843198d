use model::leads::definitions::{
    preview::{Points, PreviewDefinition, PreviewedDefinition},
    replay::{Counts, Qualifies},
};

use super::*;
use crate::leads::sample::drafted;

on_both!(
    a_preview_says_which_open_leads_come_and_go,
    what_a_preview_says_is_what_comes_into_force,
    a_preview_is_read_page_by_page,
);

async fn previewed(world: &World, asked: PreviewDefinition) -> PreviewedDefinition {
    world.as_seller().ask(asked).await.unwrap()
}

fn of(version: AgreementVersionId) -> PreviewDefinition {
    PreviewDefinition {
        version,
        qualifies: None,
        cursor: None,
        limit: model::values::Limit::default(),
    }
}

fn looking_for(kind: &str) -> LeadDefinition {
    let signals = serde_json::json!({"condition": {"signals": {"kinds": [kind], "count": {"at_least": 1}}}});
    asking(serde_json::from_value(signals).unwrap())
}

async fn a_preview_says_which_open_leads_come_and_go(world: World) {
    agreed(&world, looking_for("demo")).await;
    world.run_jobs().await;
    let one = account(&world, "brackwell.example").await;
    let comes = captured(&world, "rhea@brackwell.example").await.lead.id;
    signal(&world, one, "white_paper").await;
    let other = account(&world, "orrin.example").await;
    let goes = captured(&world, "rhea@orrin.example").await.lead.id;
    signal(&world, other, "demo").await;
    captured(&world, "rhea@nobody.example").await;

    let draft = drafted(&world, looking_for("white_paper")).await;
    let facts = world.facts().await.len();
    let told = previewed(&world, of(draft.version)).await;
    let counts = Counts {
        only_first: 1,
        only_second: 1,
        neither: 1,
        both: 0,
    };
    assert_eq!(told.counts, counts);
    let rows: Vec<_> = told.listed.items.iter().map(|row| (row.lead, row.qualifies)).collect();
    assert_eq!(rows, [(comes, Qualifies::OnlySecond), (goes, Qualifies::OnlyFirst)]);
    assert_eq!(world.facts().await.len(), facts, "nothing is written");
    let only = PreviewDefinition {
        qualifies: Some(Qualifies::Neither),
        ..of(draft.version)
    };
    assert_eq!(previewed(&world, only).await.listed.items.len(), 1);
}

async fn what_a_preview_says_is_what_comes_into_force(world: World) {
    let account = account(&world, "brackwell.example").await;
    let lead = captured(&world, "rhea@brackwell.example").await.lead.id;
    signal(&world, account, "demo").await;
    world.clock.advance(TimeDelta::days(30));
    let mut other = looking_for("demo");
    other.scores.engagement.rules[4].points = 40;
    other.scores.fit.rules.truncate(1);
    let proposal = proposed(&world, other).await;
    let before = shown(&world, lead).await;
    let asked = PreviewDefinition {
        qualifies: Some(Qualifies::OnlySecond),
        ..of(proposal.version)
    };
    let told = previewed(&world, asked).await;
    let row = &told.listed.items[0];
    let points = |shown: &model::leads::chain::show::ShownLead| Points {
        fit: shown.fit.total,
        engagement: shown.engagement.total,
    };
    assert_eq!(row.now, points(&before));
    for department in [Department::Marketing, Department::Sales] {
        let sign = sign(proposal.version, department, proposal.edition);
        world.acting(manager(department)).perform(sign).await.unwrap();
    }
    world.run_jobs().await;
    let after = shown(&world, lead).await;
    assert_eq!((row.then, after.at_present.qualified), (points(&after), true));
    assert_ne!(row.now, row.then);
}

async fn a_preview_is_read_page_by_page(world: World) {
    let mut leads = Vec::new();
    for name in ["rhea", "milo", "bram"] {
        account(&world, &format!("{name}.example")).await;
        leads.push(captured(&world, &format!("{name}@{name}.example")).await.lead.id);
    }
    let draft = drafted(&world, large()).await;
    let mut asked = PreviewDefinition {
        limit: 2.try_into().unwrap(),
        ..of(draft.version)
    };
    let first = previewed(&world, asked.clone()).await;
    asked.cursor = first.listed.next;
    let second = previewed(&world, asked).await;
    let rows = first.listed.items.iter().chain(&second.listed.items);
    assert_eq!(rows.map(|row| row.lead).collect::<Vec<_>>(), leads);
    assert_eq!((second.listed.next, second.counts.total()), (None, 3));
}
