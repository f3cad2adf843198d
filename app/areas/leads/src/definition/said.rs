//! What a definition says, in plain sentences.

use leptos::prelude::*;
use model::{
    leads::{
        definitions::show::{ShownDefinition, ShownScoreRule, ShownScoring},
        scores::Score,
    },
    values::ids::AgreementVersionId,
};
use ui::{LinkButton, Panel, reading};

use super::at;

/// Meaning, criteria and both scores.
pub(super) fn whole(said: &ShownDefinition) -> AnyView {
    let scores: Vec<_> = said.scores.iter().map(scoring).collect();
    view! {
        <div class="stack">{criteria(said)} {scores}</div>
    }
    .into_any()
}

/// When a lead is qualified: in the departments' words, and as it is asked.
fn criteria(said: &ShownDefinition) -> AnyView {
    let lines: Vec<_> = said
        .criteria
        .iter()
        .enumerate()
        .map(|(place, needed)| {
            view! {
                <li>
                    <span class="muted num" aria-hidden="true">
                        {(place + 1).to_string()}
                    </span>
                    <div>{sentence(needed)}</div>
                </li>
            }
        })
        .collect();
    let meaning = said.meaning.clone();
    let note = if said.criteria.len() == 1 {
        "it needs this"
    } else {
        "it needs all of this"
    };
    view! {
        <Panel title="When a lead is qualified" note=note id="criteria">
            <p>{meaning}</p>
            <ol class="criteria">{lines}</ol>
        </Panel>
    }
    .into_any()
}

/// The sentence with capital and full stop.
fn sentence(words: &str) -> String {
    [&ui::agreement::titled(words), "."].concat()
}

/// What a score is called where it stands by itself.
pub(super) const fn title(score: Score) -> &'static str {
    match score {
        Score::Fit => "Fit score",
        Score::Engagement => "Engagement score",
    }
}

/// What a score says.
pub(super) const fn tells(score: Score) -> &'static str {
    match score {
        Score::Fit => "Whether it is the kind of company that buys.",
        Score::Engagement => "What was done lately.",
    }
}

/// The most points of a score, beside its heading.
pub(super) fn at_most(scoring: &ShownScoring) -> String {
    let most = reading::number(i64::from(scoring.at_most));
    match scoring.at_most {
        1 => "1 point at most".to_owned(),
        _ => format!("{most} points at most"),
    }
}

/// Points with their sign: a rule gives or takes.
pub(super) fn points(rule: &ShownScoreRule) -> String {
    let number = reading::number(i64::from(rule.points.unsigned_abs()));
    if rule.points < 0 {
        format!("−{number}")
    } else {
        format!("+{number}")
    }
}

fn scoring(scoring: &ShownScoring) -> AnyView {
    let lines: Vec<_> = scoring
        .rules
        .iter()
        .map(|rule| {
            view! {
                <li>
                    <div class="grow">
                        <b>{rule.name.clone()}</b>
                        <p>{sentence(&rule.says)}</p>
                    </div>
                    <b class="num">{points(rule)}</b>
                </li>
            }
        })
        .collect();
    let content = if lines.is_empty() {
        view! { <p class="muted padded">"Nothing gives points."</p> }.into_any()
    } else {
        view! { <ul class="list padded owed">{lines}</ul> }.into_any()
    };
    view! {
        <Panel
            title=title(scoring.score)
            note=at_most(scoring)
            id=scoring.score.key()
            flush=true
            footer={
                let tells = tells(scoring.score);
                move || view! { <span class="muted">{tells}</span> }
            }
        >
            {content}
        </Panel>
    }
    .into_any()
}

/// The ways to try a version on leads before and after it is signed.
pub(super) fn tried(version: AgreementVersionId) -> AnyView {
    let own = at(version);
    view! {
        <Panel title="Try it on leads" id="try">
            <div class="stack">
                <p>"Run it over the leads of a period, sort the same leads without seeing each other’s answers, and see whether those that it qualifies buy."</p>
                <div class="row">
                    <LinkButton href=format!("{own}/replay")>"Replay on a period"</LinkButton>
                    <LinkButton href=format!("{own}/sample")>"Do we mean the same?"</LinkButton>
                    <LinkButton href=format!("{own}/proof")>"Does it hold?"</LinkButton>
                </div>
            </div>
        </Panel>
    }
    .into_any()
}
