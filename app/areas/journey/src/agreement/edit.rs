//! A draft of the journey as a list of its stages: add, move, remove, and the way into each.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Failure,
    access::{Action, may},
    agreement::State,
    journey::{
        Phase,
        versions::{
            add_stage::AddStage,
            move_stage::MoveStage,
            remove_stage::RemoveStage,
            show::{JourneyView, ShowJourney, StageLine},
        },
    },
    platform::people::viewer::Viewer,
};
use ui::{
    Button, ButtonKind, Choice, Icon, Notice, OperationForm, PageHeader, Panel, Reads, Select, Skeleton, TextArea,
    TextInput, Tone, agreement::version_name, busy, call, differing, error_of, failure::complaint_about, of, shown,
    use_revision, use_viewer, value_of,
};

mod dropped;

use super::VERSIONS;

/// The page on which a draft is changed.
#[component]
pub fn EditVersionPage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        |(asked, _)| {
            let answer = asked.parse().map(|version| call(ShowJourney { version }));
            async move {
                match answer {
                    Ok(answer) => answer.await,
                    Err(_) => Err(Failure::NotFound),
                }
            }
        },
    );
    view! {
        <Title text="Change the journey" />
        <Transition fallback=|| view! { <Skeleton lines=10 /> }>
            {
                let read = differing(move || read.get());
                move || read.get().map(|read| shown(read, |view| page(&view)))
            }
        </Transition>
    }
}

/// Whether the reader may change it; what is no draft any more is only read.
pub(super) fn may_change(state: State) -> bool {
    let actor = use_viewer().with_value(Viewer::actor);
    state == State::Draft && may(&actor, Action::DraftAgreement)
}

fn page(view: &JourneyView) -> AnyView {
    let own = [VERSIONS, "/", &view.version.to_string()].concat();
    let may_change = may_change(view.state);
    let complaints: Vec<_> = view
        .complaints
        .iter()
        .map(|(field, complaint)| view! { <li>{complaint_about(field, complaint)}</li> })
        .collect();
    let title = ["Stages of ", &version_name(view.number).to_lowercase()].concat();
    let lines: Vec<_> = view
        .stages
        .iter()
        .enumerate()
        .map(|(place, stage)| {
            let beside = |other: Option<usize>| {
                let other = other.and_then(|other| view.stages.get(other));
                other.is_some_and(|other| other.phase == stage.phase)
            };
            let moves = (beside(place.checked_sub(1)), beside(Some(place + 1)));
            line(view, &own, stage, moves, may_change)
        })
        .collect();
    let dropped = (!view.dropped.is_empty()).then(|| dropped::panel(view, may_change));
    view! {
        <PageHeader
            title=title
            lead="Accounts stand in the last stage whose entry criteria hold. What you change here holds once it is proposed and every department has signed."
        >
            <a class="button quiet" href=own.clone()>
                "Back to the version"
            </a>
        </PageHeader>
        <div class="stack below-head">
            {(!complaints.is_empty())
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warn>
                            "It cannot be signed like this:" <ul>{complaints}</ul>
                        </Notice>
                    }
                })}
            {dropped::blockers(&view.dropped)}
            {(!may_change).then(|| view! { <Notice tone=Tone::Evidence>"Only a draft is changed, by managers and admins."</Notice> })}
            <ol class="edit-stages">{lines}</ol>
            {dropped}
            {may_change.then(|| view! { <Add view=view.clone() /> })}
        </div>
    }
    .into_any()
}

/// How many accounts stand somewhere.
fn accounts(many: u64) -> String {
    match many {
        0 => "no account stands there".to_owned(),
        1 => "1 account stands there".to_owned(),
        many => format!("{many} accounts stand there"),
    }
}

fn line(view: &JourneyView, own: &str, stage: &StageLine, moves: (bool, bool), may_change: bool) -> AnyView {
    let href = [own, "/edit/", &stage.key].concat();
    let entry = match &stage.entry {
        Some(entry) => ["Entered with ", entry, "."].concat(),
        None => "Entered by hand only.".to_owned(),
    };
    let (earlier, later) = moves;
    let (version, seen) = (view.version.to_string(), view.edition.to_string());
    let shift = |later: bool, possible: bool| {
        let (version, seen, key) = (version.clone(), seen.clone(), stage.key.clone());
        (may_change && possible).then(|| {
            let id = [if later { "later-" } else { "earlier-" }, &stage.key].concat();
            let words = [if later { "Later: " } else { "Earlier: " }, &stage.name].concat();
            view! {
                <OperationForm operation={of::<MoveStage>()} id=id>
                    <input type="hidden" name="version" value=version />
                    <input type="hidden" name="seen" value=seen />
                    <input type="hidden" name="stage" value=key />
                    <input type="hidden" name="later" value=later.to_string() />
                    <Small words=words />
                </OperationForm>
            }
        })
    };
    view! {
        <li class="card edit-stage">
            <div>
                <h2>
                    <a href=href>{stage.name.clone()}</a>
                </h2>
                <p class="muted">{stage.phase.name()} ", " {accounts(stage.accounts)}</p>
                <p>{entry}</p>
            </div>
            <div class="row">{shift(false, earlier)} {shift(true, later)}</div>
            {may_change.then(|| remove(view, stage))}
        </li>
    }
    .into_any()
}

#[component]
fn Small(words: String) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet small=true submit=true busy=busy()>
            {words}
        </Button>
    }
}

fn remove(view: &JourneyView, stage: &StageLine) -> AnyView {
    let others: Vec<Choice> = view
        .stages
        .iter()
        .filter(|other| other.key != stage.key)
        .map(|other| Choice::new(&other.key, &other.name))
        .collect();
    let id = ["remove-", &stage.key].concat();
    let (name, key) = (stage.name.clone(), stage.key.clone());
    let (version, seen) = (view.version.to_string(), view.edition.to_string());
    let hint = dropped::hint(stage.accounts, stage.held);
    view! {
        <details>
            <summary>{["Remove ", &name].concat()}</summary>
            <OperationForm operation={of::<RemoveStage>()} id=id.clone() class="stack" refused_title="This stage cannot be removed">
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="seen" value=seen />
                <input type="hidden" name="stage" value=key />
                <RemoveFields prefix=id others=others name=name hint=hint />
            </OperationForm>
        </details>
    }
    .into_any()
}

#[component]
fn RemoveFields(prefix: String, others: Vec<Choice>, name: String, hint: String) -> impl IntoView {
    view! {
        <Select
            name="to"
            prefix=prefix
            label="Accounts that somebody holds there go to"
            empty="Not said"
            hint=hint
            choices=others
            value=value_of("to", "")
            error=error_of("to")
        />
        <div class="row">
            <Button kind=ButtonKind::Danger icon=Icon::Trash submit=true busy=busy()>
                {["Remove ", &name].concat()}
            </Button>
        </div>
    }
}

#[component]
fn Add(view: JourneyView) -> impl IntoView {
    view! {
        <Panel title="Add a stage">
            <OperationForm operation={of::<AddStage>()} class="stack" refused_title="This stage cannot be added yet">
                <input type="hidden" name="version" value=view.version.to_string() />
                <input type="hidden" name="seen" value=view.edition.to_string() />
                <AddFields />
            </OperationForm>
        </Panel>
    }
}

/// The phases as answers.
pub(super) fn phases() -> Vec<Choice> {
    let all = Phase::ALL.into_iter();
    all.map(|phase| Choice::new(phase.key(), phase.name())).collect()
}

#[component]
fn AddFields() -> impl IntoView {
    view! {
        <TextInput name="name" label="Name" required=true value=value_of("name", "") error=error_of("name") />
        <TextInput
            name="buyer"
            label="The buyer is"
            hint="What the buyer is doing there: goes on after “The buyer is”."
            required=true
            value=value_of("buyer", "")
            error=error_of("buyer")
        />
        <Select
            name="phase"
            label="Phase"
            hint="The stage is added at its end."
            choices=phases()
            value=value_of("phase", Phase::Early.key())
            error=error_of("phase")
        />
        <TextArea
            name="definition"
            label="Definition"
            hint="When an account stands there, in words that all departments read alike."
            required=true
            value=value_of("definition", "")
            error=error_of("definition")
        />
        <div class="row">
            <Button kind=ButtonKind::Primary icon=Icon::Plus submit=true busy=busy()>
                "Add the stage"
            </Button>
        </div>
    }
}
