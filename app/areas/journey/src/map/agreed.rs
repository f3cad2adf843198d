//! What was agreed about each stage.

use leptos::prelude::*;
use model::journey::map::show::StageOnMap;
use ui::{Fact, Facts, LegTag, Panel, use_stages};

/// All stages, each with what it means, what the buyer asks, who owes what, and what brings an account there.
pub(super) fn stages(stages: Vec<StageOnMap>) -> AnyView {
    let panels: Vec<_> = stages.into_iter().map(stage).collect();
    view! {
        <h2>"What was agreed"</h2>
        <div class="halves">{panels}</div>
    }
    .into_any()
}

fn stage(agreed: StageOnMap) -> AnyView {
    let stages = use_stages();
    let Some(stage) = stages.by_key(&agreed.stage).cloned() else {
        return ().into_any();
    };
    let questions: Vec<_> = agreed
        .questions
        .into_iter()
        .map(|question| view! { <li>{question}</li> })
        .collect();
    let owes: Vec<_> = stage
        .owes
        .iter()
        .map(|owed| {
            let within = format!(" an act within {} days", owed.within_days);
            view! { <li><LegTag department=owed.leg /> {within}</li> }
        })
        .collect();
    let nobody = owes.is_empty().then_some("Nobody");
    let begins = stages.first().is_some_and(|first| first.key == stage.key);
    let entry = match agreed.entry {
        Some(entry) => entry,
        None if begins => "Every account begins here".to_owned(),
        None => "By hand only".to_owned(),
    };
    let norm = match stage.norm_days {
        Some(days) => format!("{days} days"),
        None => "Nothing is usual".to_owned(),
    };
    let accountable = match stage.accountable {
        Some(department) => view! { <LegTag department=department /> }.into_any(),
        None => "Nobody".into_any(),
    };
    view! {
        <Panel title=stage.name note=stage.phase.name() id=["stage-", &agreed.stage].concat()>
            <div class="stack">
                <p>{agreed.definition}</p>
                <ul>{questions}</ul>
                <Facts>
                    <Fact label="Accountable">{accountable}</Fact>
                    <Fact label="Owe the buyer">
                        {nobody} <ul class="bare-list">{owes}</ul>
                    </Fact>
                    <Fact label="What brings it here">{entry}</Fact>
                    <Fact label="Usually stays">{norm}</Fact>
                </Facts>
            </div>
        </Panel>
    }
    .into_any()
}
