//! One rule of a score: what it is called, how many points it gives, and what for.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Failure,
    criteria::builder::Builder,
    leads::{
        definitions::{
            show_rule::{ScoreRuleForm, ShowScoreRule, StoredScoreRule},
            write_rule::{Fading, Per, WriteScoreRule},
        },
        scores::Score,
    },
};
use ui::{
    Choice, LinkButton, Notice, OperationForm, PageHeader, Panel, Reads, Select, TextInput, Tone, call,
    criteria::CriteriaBuilder, error_of, loaded_quietly, of, use_revision, value_of,
};

use super::{
    asked_version, at, of_draft,
    said::{tells, title},
};

/// The page on which one rule is written. Its address names the rule; without one it is a new rule.
#[component]
pub(super) fn RulePage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| {
        params.with(|params| {
            let given = |name: &str| params.get(name).unwrap_or_default();
            (given("id"), given("score"), params.get("key"))
        })
    });
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        |((version, score, key), _)| async move {
            let key = key.map(|key| key.parse()).transpose();
            let asked = ShowScoreRule {
                version: asked_version(&version)?,
                score: Score::from_key(&score).ok_or(Failure::NotFound)?,
                key: key.map_err(|_unknown| Failure::NotFound)?,
            };
            call(asked).await
        },
    );
    loaded_quietly(read, page)
}

fn page(form: ScoreRuleForm) -> AnyView {
    let own = at(form.standing.version);
    let heading = form.stored.as_ref().map_or_else(
        || format!("A new rule of the {}", title(form.score).to_lowercase()),
        |stored| stored.name.clone(),
    );
    let lead = form.stored.as_ref().map_or_else(
        || tells(form.score).to_owned(),
        |stored| format!("{}: {}.", title(form.score), stored.says),
    );
    let content = if form.may_edit {
        write(form, &own)
    } else {
        view! { <Notice tone=Tone::Evidence>"Only a draft is changed, by managers and admins."</Notice> }.into_any()
    };
    view! {
        <Title text=heading.clone() />
        <PageHeader title=heading lead=lead>
            <LinkButton href=format!("{own}/edit")>"All rules of the draft"</LinkButton>
        </PageHeader>
        <div class="below-head">{content}</div>
    }
    .into_any()
}

fn write(form: ScoreRuleForm, own: &str) -> AnyView {
    let ScoreRuleForm {
        standing,
        score,
        stored,
        given,
        ..
    } = form;
    let key = stored.as_ref().map(|stored| stored.key.to_string()).unwrap_or_default();
    let then = format!("{own}/rules/{}/{{key}}", score.key());
    let fields = move || {
        view! {
            {of_draft(&standing)}
            <input type="hidden" name="score" value=score.key() />
            <input type="hidden" name="key" value=key />
            <Fields stored=stored given=given />
        }
    };
    view! {
        <OperationForm
            operation={of::<WriteScoreRule>()}
            class="stack"
            then=then
            refused_title="This rule cannot be saved yet"
        >
            {fields()}
        </OperationForm>
    }
    .into_any()
}

/// Inside the form, whose state its fields look for.
#[component]
fn Fields(stored: Option<StoredScoreRule>, given: Builder) -> impl IntoView {
    view! {
        {how_many(stored.as_ref())}
        <Panel title="What points are given for" id="given-panel">
            <div class="stack">
                <CriteriaBuilder
                    builder=given
                    save="Save the rule"
                    nothing="Choose what points are given for. The rule is saved with it, and you go on from there."
                />
            </div>
        </Panel>
    }
}

fn how_many(stored: Option<&StoredScoreRule>) -> AnyView {
    let name = stored.map(|stored| stored.name.clone()).unwrap_or_default();
    let points = stored.map(|stored| stored.points.to_string()).unwrap_or_default();
    let most = stored.and_then(|stored| stored.most).map(|most| most.to_string());
    let per = stored.map_or(Per::Once, |stored| stored.per);
    let decay = decay(stored);
    let each = Per::ALL.iter().map(|per| Choice::new(per.key(), per.name())).collect();
    view! {
        <Panel title="How many points">
            <div class="stack">
                <TextInput name="name" label="Name" required=true value=value_of("name", name) error=error_of("name") />
                <div class="halves">
                    <TextInput
                        name="points"
                        label="Points"
                        hint="Below nought where it speaks against the lead."
                        required=true
                        value=value_of("points", points)
                        error=error_of("points")
                    />
                    <TextInput
                        name="most"
                        label="At most in total"
                        inputmode="numeric"
                        optional=true
                        value=value_of("most", most.unwrap_or_default())
                        error=error_of("most")
                    />
                </div>
                <Select
                    name="per"
                    label="They are given"
                    choices=each
                    value=value_of("per", per.key())
                    error=error_of("per")
                />
                {decay}
            </div>
        </Panel>
    }
    .into_any()
}

fn decay(stored: Option<&StoredScoreRule>) -> AnyView {
    let ways = Fading::ALL
        .iter()
        .map(|way| Choice::new(way.key(), way.name()))
        .collect();
    let way = stored.and_then(|stored| stored.decay).map_or("", Fading::key);
    let days = stored.and_then(|stored| stored.decay_days);
    let days = days.map(|days| days.to_string()).unwrap_or_default();
    view! {
        <div class="halves">
            <Select
                name="decay"
                label="With time are lost"
                empty="None of them"
                choices=ways
                value=value_of("decay", way)
                error=error_of("decay")
            />
            <TextInput
                name="decay_days"
                label="Days"
                inputmode="numeric"
                optional=true
                value=value_of("decay_days", days)
                error=error_of("decay_days")
            />
        </div>
    }
    .into_any()
}
