//! A draft of the lead definition: its words, its criteria, and the rules of both scores.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Failure,
    agreements::Standing,
    criteria::builder::Builder,
    leads::{
        definitions::{
            edit_criteria::EditCriteria,
            edit_limits::EditLimits,
            edit_meaning::EditMeaning,
            remove_rule::RemoveScoreRule,
            show::{ShowDefinition, ShownDefinition, ShownScoreRule, ShownScoring},
            show_criteria::ShowCriteria,
        },
        scores::Score,
    },
};
use ui::{
    Button, ButtonKind, Icon, LinkButton, Notice, OperationForm, PageHeader, Panel, Reads, TextArea, TextInput, Tone,
    agreement::version_name, busy, call, criteria::CriteriaBuilder, error_of, loaded_quietly, of, use_revision,
    value_of,
};

use super::{
    asked_version, at, of_draft,
    said::{self, at_most, points, tells, title},
};

/// The page on which a draft is changed.
#[component]
pub(super) fn EditPage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        |(asked, _)| async move {
            let version = asked_version(&asked)?;
            let said = call(ShowDefinition { version: Some(version) });
            let criteria = call(ShowCriteria { version });
            let said = said.await?;
            let standing = said.standing.clone().ok_or(Failure::NotFound)?;
            Ok((said, standing, criteria.await?))
        },
    );
    view! {
        <Title text="Change the lead definition" />
        {loaded_quietly(read, |(said, standing, criteria)| page(&said, &standing, criteria))}
    }
}

fn page(said: &ShownDefinition, standing: &Standing, criteria: Builder) -> AnyView {
    let own = at(standing.version);
    let title = format!("Lead definition, {}", version_name(standing.number).to_lowercase());
    let content = if said.may_edit {
        forms(said, standing, criteria)
    } else {
        view! {
            <Notice tone=Tone::Evidence>"Only a draft is changed, by managers and admins."</Notice>
            {said::whole(said)}
        }
        .into_any()
    };
    view! {
        <PageHeader
            title=title
            lead="What you change here holds once it is proposed and both departments have signed. What was decided about leads by then stays as it was decided."
        >
            <LinkButton href=format!("{own}#effect")>"What it would do"</LinkButton>
            <LinkButton href=own>"Back to the version"</LinkButton>
        </PageHeader>
        <div class="stack below-head">{content}</div>
    }
    .into_any()
}

fn forms(said: &ShownDefinition, standing: &Standing, criteria: Builder) -> AnyView {
    let scores: Vec<_> = said.scores.iter().map(|scoring| rules(scoring, standing)).collect();
    let (meaning, limits) = (said.meaning.clone(), said.scores.clone());
    let [of_meaning, of_criteria, of_limits] = [(); 3].map(|()| of_draft(standing));
    view! {
        <Panel title="What a qualified lead is" id="meaning">
            <OperationForm operation={of::<EditMeaning>()} class="stack">
                {of_meaning}
                <Meaning stored=meaning />
            </OperationForm>
        </Panel>
        <Panel title="When a lead is qualified" id="criteria-panel">
            <OperationForm
                operation={of::<EditCriteria>()}
                class="stack"
                refused_title="These criteria cannot be saved yet"
            >
                {of_criteria}
                <Asked criteria=criteria />
            </OperationForm>
        </Panel>
        {scores}
        <Panel title="Limits of the scores" id="limits">
            <OperationForm operation={of::<EditLimits>()} class="stack">
                {of_limits}
                <Limits scores=limits />
            </OperationForm>
        </Panel>
    }
    .into_any()
}

#[component]
fn Meaning(stored: String) -> impl IntoView {
    view! {
        <TextArea
            name="meaning"
            label="In words that all departments read alike"
            rows=4
            required=true
            value=value_of("meaning", stored)
            error=error_of("meaning")
        />
        <Save words="Save the words" />
    }
}

/// Inside the form, whose state its fields look for.
#[component]
fn Asked(criteria: Builder) -> impl IntoView {
    view! { <CriteriaBuilder builder=criteria nothing="Nothing is asked yet." /> }
}

#[component]
fn Limits(scores: Vec<ShownScoring>) -> impl IntoView {
    let fields: Vec<_> = scores
        .iter()
        .map(|scoring| {
            let (name, label) = match scoring.score {
                Score::Fit => ("fit", "Most points of the fit score"),
                Score::Engagement => ("engagement", "Most points of the engagement score"),
            };
            view! {
                <TextInput
                    name=name
                    label=label
                    inputmode="numeric"
                    required=true
                    value=value_of(name, scoring.at_most.to_string())
                    error=error_of(name)
                />
            }
        })
        .collect();
    view! {
        <div class="halves">{fields}</div>
        <Save words="Save the limits" />
    }
}

#[component]
fn Save(words: &'static str) -> impl IntoView {
    view! {
        <div class="row">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                {words}
            </Button>
        </div>
    }
}

/// The rules of one score, each with the way to change and to remove it.
fn rules(scoring: &ShownScoring, standing: &Standing) -> AnyView {
    let own = format!("{}/rules/{}", at(standing.version), scoring.score.key());
    let lines: Vec<_> = scoring
        .rules
        .iter()
        .map(|rule| line(scoring.score, rule, &own, standing))
        .collect();
    let content = if lines.is_empty() {
        view! { <p class="muted padded">"Nothing gives points yet."</p> }.into_any()
    } else {
        view! { <ul class="list padded owed">{lines}</ul> }.into_any()
    };
    let add = {
        let label = match scoring.score {
            Score::Fit => "Add a rule of fit",
            Score::Engagement => "Add a rule of engagement score",
        };
        move || view! { <LinkButton href=own icon=Icon::Plus small=true>{label}</LinkButton> }
    };
    let tells = tells(scoring.score);
    view! {
        <Panel
            title=title(scoring.score)
            note=at_most(scoring)
            id=scoring.score.key()
            flush=true
            action=add
            footer=move || view! { <span class="muted">{tells}</span> }
        >
            {content}
        </Panel>
    }
    .into_any()
}

fn line(score: Score, rule: &ShownScoreRule, own: &str, standing: &Standing) -> AnyView {
    view! {
        <li>
            <div class="grow">
                <b>
                    <a href=format!("{own}/{}", rule.key)>{rule.name.clone()}</a>
                </b>
                <p>{rule.says.clone()}</p>
            </div>
            <b class="num">{points(rule)}</b>
            {remove(score, rule, standing)}
        </li>
    }
    .into_any()
}

fn remove(score: Score, rule: &ShownScoreRule, standing: &Standing) -> AnyView {
    let id = format!("remove-{}-{}", score.key(), rule.key);
    let words = format!("Remove {}", rule.name);
    let (of_draft, key) = (of_draft(standing), rule.key.to_string());
    view! {
        <OperationForm operation={of::<RemoveScoreRule>()} id=id refused_title="This rule cannot be removed">
            {of_draft}
            <input type="hidden" name="score" value=score.key() />
            <input type="hidden" name="rule" value=key />
            <Remove words=words />
        </OperationForm>
    }
    .into_any()
}

/// A button that drops what its words name.
#[component]
fn Remove(words: String) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet small=true icon=Icon::Trash submit=true busy=busy() label=words>
            "Remove"
        </Button>
    }
}
