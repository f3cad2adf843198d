//! One stage of a draft: what departments agree about it, and what brings an account there.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Department, Failure,
    criteria::builder::Builder,
    journey::{
        AgreedStage, Aida, Funnel,
        versions::{
            edit_entry::EditEntry,
            edit_stage::EditStage,
            show_stage::{ShowStage, StageView},
        },
    },
    values::{Version, ids::AgreementVersionId},
};
use ui::{
    Button, ButtonKind, Choice, Notice, OperationForm, PageHeader, Panel, Reads, Select, Skeleton, TextArea, TextInput,
    Tone, busy, call, criteria::CriteriaBuilder, department_name, differing, error_of, of, shown, use_revision,
    value_of,
};

use super::{
    VERSIONS,
    edit::{may_change, phases},
};

/// The page on which a stage of a draft is changed.
#[component]
pub fn EditStagePage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| {
        params.with(|params| {
            (
                params.get("id").unwrap_or_default(),
                params.get("stage").unwrap_or_default(),
            )
        })
    });
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        |((version, stage), _)| {
            let answer = match (version.parse(), stage.parse()) {
                (Ok(version), Ok(stage)) => Some(call(ShowStage { version, stage })),
                _ => None,
            };
            async move {
                match answer {
                    Some(answer) => answer.await,
                    None => Err(Failure::NotFound),
                }
            }
        },
    );
    view! {
        <Transition fallback=|| view! { <Skeleton lines=10 /> }>
            {
                let read = differing(move || read.get());
                move || read.get().map(|read| shown(read, page))
            }
        </Transition>
    }
}

fn page(view: StageView) -> AnyView {
    let back = [VERSIONS, "/", &view.version.to_string(), "/edit"].concat();
    let name = view.agreed.stage.name.clone();
    let content = if may_change(view.state) {
        forms(view)
    } else {
        view! {
            <div class="stack below-head">
                <Notice tone=Tone::Evidence>"Only a draft is changed, by managers and admins."</Notice>
                <p>{view.agreed.definition}</p>
                {view.entry.sentence.map(|sentence| view! { <p>"Entered with " {sentence} "."</p> })}
            </div>
        }
        .into_any()
    };
    view! {
        <Title text=name.clone() />
        <PageHeader title=name>
            <a class="button quiet" href=back>
                "All stages of the draft"
            </a>
        </PageHeader>
        {content}
    }
    .into_any()
}

fn forms(view: StageView) -> AnyView {
    let StageView {
        version,
        edition,
        agreed,
        is_first,
        others,
        entry,
        ..
    } = view;
    let key = agreed.stage.key.to_string();
    let others = others
        .into_iter()
        .map(|other| Choice::new(other.value, other.label))
        .collect();
    // What a stage asked before it came to the front can still be removed.
    let criteria = if is_first && entry.rule.is_none() {
        view! {
            <p class="muted">
                "Accounts begin here: every account of which nothing more is known. So nothing is asked."
            </p>
        }
        .into_any()
    } else {
        entry_form(version, edition, key.clone(), entry)
    };
    view! {
        <div class="stack below-head">
            <Panel title="Entry criteria" id="criteria">
                {criteria}
            </Panel>
            <Panel title="What departments agree about it">
                <OperationForm operation={of::<EditStage>()} class="stack">
                    <input type="hidden" name="version" value=version.to_string() />
                    <input type="hidden" name="seen" value=edition.to_string() />
                    <input type="hidden" name="stage" value=key />
                    <Fields agreed=agreed others=others />
                </OperationForm>
            </Panel>
        </div>
    }
    .into_any()
}

fn entry_form(version: AgreementVersionId, edition: Version, stage: String, entry: Builder) -> AnyView {
    view! {
        <OperationForm
            operation={of::<EditEntry>()}
            class="stack"
            refused_title="These criteria cannot be saved yet"
        >
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="seen" value=edition.to_string() />
            <input type="hidden" name="stage" value=stage />
            <Entry entry=entry />
        </OperationForm>
    }
    .into_any()
}

/// Inside the form, whose state its fields look for.
#[component]
fn Entry(entry: Builder) -> impl IntoView {
    view! { <CriteriaBuilder builder=entry nothing="Nothing is asked, so this stage is entered by hand only." /> }
}

#[component]
fn Fields(agreed: AgreedStage, others: Vec<Choice>) -> impl IntoView {
    let stage = agreed.stage;
    let text = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
    let owed = Department::ALL.map(|leg| {
        let days = stage.owes.iter().find(|owed| owed.leg == leg);
        let name: &'static str = match leg {
            Department::Marketing => "owes_marketing",
            Department::Sales => "owes_sales",
            Department::Service => "owes_service",
        };
        let label = [department_name(leg), " owes an act within days"].concat();
        view! {
            <TextInput
                name=name
                label=label
                inputmode="numeric"
                optional=true
                value=value_of(name, text(days.map(|owed| owed.within_days)))
                error=error_of(name)
            />
        }
    });
    let legs = Department::ALL.into_iter();
    let legs = legs.map(|leg| Choice::new(leg.key(), department_name(leg))).collect();
    let aida = Aida::ALL.into_iter();
    let aida = aida.map(|step| Choice::new(step.key(), step.name())).collect();
    let funnel = Funnel::ALL.into_iter();
    let funnel = funnel.map(|step| Choice::new(step.key(), step.name())).collect();
    let accountable = stage.accountable.map_or("", Department::key);
    let next = agreed.anticipates.map(|next| next.to_string()).unwrap_or_default();
    view! {
        <TextInput name="name" label="Name" required=true value=value_of("name", stage.name) error=error_of("name") />
        <TextInput
            name="buyer"
            label="The buyer is"
            required=true
            value=value_of("buyer", stage.buyer)
            error=error_of("buyer")
        />
        <Select
            name="phase"
            label="Phase"
            choices=phases()
            value=value_of("phase", stage.phase.key())
            error=error_of("phase")
        />
        <Select
            name="accountable"
            label="Accountable"
            empty="Nobody"
            choices=legs
            value=value_of("accountable", accountable)
            error=error_of("accountable")
        />
        <TextInput
            name="norm_days"
            label="Usual days"
            hint="An account that stays longer stalls."
            inputmode="numeric"
            optional=true
            value=value_of("norm_days", text(stage.norm_days))
            error=error_of("norm_days")
        />
        <TextArea
            name="definition"
            label="Definition"
            rows=4
            required=true
            value=value_of("definition", agreed.definition)
            error=error_of("definition")
        />
        <TextArea
            name="questions"
            label="Questions of the buyer, one a line"
            rows=4
            optional=true
            value=value_of("questions", agreed.questions.join("\n"))
            error=error_of("questions")
        />
        {owed}
        <Select
            name="anticipates"
            label="Usually comes next"
            empty="Nothing"
            choices=others
            value=value_of("anticipates", next)
            error=error_of("anticipates")
        />
        <Select
            name="awareness"
            label="From awareness to action"
            empty="Nothing"
            choices=aida
            value=value_of("awareness", agreed.awareness.map_or("", Aida::key))
            error=error_of("awareness")
        />
        <Select
            name="funnel"
            label="From inquiry to won"
            empty="Nothing"
            choices=funnel
            value=value_of("funnel", agreed.funnel.map_or("", Funnel::key))
            error=error_of("funnel")
        />
        <div class="row">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Save the stage"
            </Button>
        </div>
    }
}
