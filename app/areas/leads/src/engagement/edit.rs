//! A draft of the rules of engagement: its rules, and the cells that need none.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    access::{Action, may},
    agreement::State,
    agreements::Standing,
    leads::engagement::{
        Rule,
        remove_rule::RemoveRule,
        show::{Engagement, RuleInWords},
    },
    platform::people::viewer::Viewer,
};
use ui::{
    Button, ButtonKind, Icon, LinkButton, Notice, OperationForm, PageHeader, Panel, Reads, Tone,
    agreement::version_name, busy, loaded, of, use_revision, use_stages, use_viewer,
};

use super::{VERSIONS, exempt, matrix, of_version};

/// The page on which a draft is changed.
#[component]
pub(super) fn EditPage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let read = Reads::new(move || (asked.get(), revision.get()), |(asked, _)| of_version(asked));
    view! {
        <Title text="Change the rules of engagement" />
        {loaded(read, |(said, standing)| page(&said, &standing))}
    }
}

/// Whether the reader may change it; what is no draft any more is only read.
pub(super) fn may_change(state: State) -> bool {
    let actor = use_viewer().with_value(Viewer::actor);
    state == State::Draft && may(&actor, Action::DraftAgreement)
}

/// Where one rule of a version is written; without a rule a new one.
fn write_at(standing: &Standing, rule: Option<&Rule>) -> String {
    let own = format!("{VERSIONS}/{}/rule", standing.version);
    match rule {
        Some(rule) => format!("{own}?rule={}", rule.key),
        None => own,
    }
}

fn page(said: &Engagement, standing: &Standing) -> AnyView {
    let own = format!("{VERSIONS}/{}", standing.version);
    let title = format!("Rules of {}", version_name(standing.number).to_lowercase());
    let may_change = may_change(standing.state);
    let lines: Vec<_> = said.rules.iter().map(|rule| line(rule, standing, may_change)).collect();
    let add = {
        let href = write_at(standing, None);
        move || may_change.then(|| view! { <LinkButton href=href icon=Icon::Plus small=true>"Add a rule"</LinkButton> })
    };
    view! {
        <PageHeader
            title=title
            lead="What you change here holds once it is proposed and every department has signed. What is owed by then goes on as it was agreed."
        >
            <LinkButton href=own>"Back to the version"</LinkButton>
        </PageHeader>
        <div class="stack below-head">
            {(!may_change)
                .then(|| view! { <Notice tone=Tone::Evidence>"Only a draft is changed, by managers and admins."</Notice> })}
            {gone(&said.rules)}
            {matrix::figures(said)}
            <Panel title="Rules" id="rules" flush=true action=add>
                <ul class="list padded owed">{lines}</ul>
            </Panel>
            {exempt::panel(said, standing, may_change)}
        </div>
    }
    .into_any()
}

/// Names the rules that hold in stages which the journey no longer has: with them it cannot be proposed.
fn gone(rules: &[RuleInWords]) -> Option<AnyView> {
    let stages = use_stages();
    let names: Vec<&str> = rules
        .iter()
        .map(|said| &said.rule)
        .filter(|rule| rule.stages.iter().any(|key| !stages.has(key.as_str())))
        .map(|rule| rule.name.as_str())
        .collect();
    (!names.is_empty()).then(|| {
        let words = format!(
            "The journey no longer has all stages of {}. Say anew in which stages they hold, or it cannot be proposed.",
            names.join(", ")
        );
        view! { <Notice tone=Tone::Warn>{words}</Notice> }.into_any()
    })
}

fn line(said: &RuleInWords, standing: &Standing, may_change: bool) -> AnyView {
    let rule = &said.rule;
    let name = if may_change {
        view! { <a href=write_at(standing, Some(rule))>{rule.name.clone()}</a> }.into_any()
    } else {
        rule.name.clone().into_any()
    };
    view! {
        <li>
            <div class="grow">
                <b>{name}</b>
                <p>{said.says.clone()}</p>
            </div>
            {matrix::legs(rule.giving, rule.receiving)}
            {may_change.then(|| remove(rule, standing))}
        </li>
    }
    .into_any()
}

/// Which draft a form changes, as the person was looking at it.
pub(super) fn of_draft(standing: &Standing) -> AnyView {
    view! {
        <input type="hidden" name="version" value=standing.version.to_string() />
        <input type="hidden" name="seen" value=standing.edition.to_string() />
    }
    .into_any()
}

fn remove(rule: &Rule, standing: &Standing) -> AnyView {
    let id = format!("remove-{}", rule.key);
    let (of_draft, key) = (of_draft(standing), rule.key.to_string());
    let words = format!("Remove {}", rule.name);
    view! {
        <OperationForm operation={of::<RemoveRule>()} id=id refused_title="This rule cannot be removed">
            {of_draft}
            <input type="hidden" name="rule" value=key />
            <Remove words=words />
        </OperationForm>
    }
    .into_any()
}

/// A button that drops what its words name.
#[component]
pub(super) fn Remove(words: String) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet small=true icon=Icon::Trash submit=true busy=busy() label=words>
            "Remove"
        </Button>
    }
}
