//! One deal: what it is about, editing it in place, deciding it.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Access,
    accounts::{
        deals::{
            Deal, DealState, edit::EditDeal, lose::LoseDeal, reopen::ReopenDeal, restore::RestoreDeal, show::ShowDeal,
            trash::TrashDeal, win::WinDeal,
        },
        people_choices::{PeopleChoices, PersonChoice},
    },
    values::ids::DealId,
};
use ui::{
    Button, ButtonKind, Fact, Facts, Icon, Notice, OperationForm, PageHeader, Panel, Reads, TextArea, Tone, busy,
    done_of, error_of, loaded, of, reading, use_messages, use_viewer, value_of, when_done,
};

use super::{DealFields, state_badge};
use crate::{
    fields::{SeenVersion, emptied},
    following::{following, named},
};

/// The page of one deal. Its forms are built once, so that what somebody types stays while others work; who saves
/// second is told.
#[component]
pub fn DealPage() -> impl IntoView {
    let params = use_params_map();
    let what = Reads::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        |id| {
            let deal = id.parse::<DealId>().ok().map(|deal| ui::call(ShowDeal { deal }));
            let people = ui::call(PeopleChoices {});
            async move { Ok((deal.ok_or(model::Failure::NotFound)?.await?, people.await?)) }
        },
    );
    loaded(what, |(deal, people)| {
        view! { <Record deal=deal people=people /> }.into_any()
    })
}

#[component]
fn Record(deal: Deal, people: Vec<PersonChoice>) -> impl IntoView {
    let id = deal.id;
    let built = RwSignal::new(deal.clone());
    let live = following(deal, move || ui::call(ShowDeal { deal: id }));
    let people = StoredValue::new(people);
    let may_edit = Access::AnyLeg
        .admits(&use_viewer().with_value(model::platform::people::viewer::Viewer::actor))
        .is_ok();
    let editable = Memo::new(move |_| may_edit && live.with(|deal| deal.trashed_at.is_none()));
    let state = Memo::new(move |_| live.with(|deal| deal.state));
    view! {
        <Title text=named(live, |deal| &deal.name) />
        {move || head(live.get(), may_edit)}
        <div class="stack below-head">
            {move || editable.get().then(|| decision(id, state.get()))}
            {move || {
                live.with(|deal| deal.lost_reason.clone())
                    .map(|reason| view! { <Panel title="Why it was lost">{reason}</Panel> })
            }}
            <Panel title="What it is about">
                {move || {
                    if editable.get() { edit_form(built, people.get_value()) } else { facts(live.get()) }
                }}
            </Panel>
        </div>
    }
}

fn head(deal: Deal, may_edit: bool) -> AnyView {
    let trashed = deal.trashed_at.is_some();
    let (id, state, name, account) = (deal.id, deal.state, deal.name.clone(), deal.account);
    view! {
        <PageHeader title=deal.name.clone() beside=move || state_badge(state)>
            {(may_edit && !trashed).then(|| view! { <TrashButton deal=id name=name /> })}
        </PageHeader>
        <p class="muted">
            "With " <a href=format!("/accounts/{account}?tab=deals")>{deal.account_name}</a> ", "
            {reading::money(deal.amount)}
        </p>
        {trashed
            .then(|| {
                view! {
                    <Notice tone=Tone::Warn>
                        "This deal is in the trash." {may_edit.then(|| view! { <RestoreForm deal=id /> })}
                    </Notice>
                }
            })}
    }
    .into_any()
}

/// Winning, losing and opening again.
fn decision(deal: DealId, state: DealState) -> AnyView {
    if state != DealState::Open {
        return view! {
            <OperationForm operation={of::<ReopenDeal>()} no_summary=true class="row">
                <input type="hidden" name="deal" value=deal.to_string() />
                <Button submit=true icon=Icon::Undo>
                    "Open it again"
                </Button>
            </OperationForm>
        }
        .into_any();
    }
    view! {
        <Panel title="Has the buyer decided?">
            <div class="two">
                <OperationForm operation={of::<WinDeal>()} no_summary=true class="stack">
                    <input type="hidden" name="deal" value=deal.to_string() />
                    <p>"They said yes: the account can become a customer."</p>
                    <Button kind=ButtonKind::Primary submit=true icon=Icon::Check>
                        "Won"
                    </Button>
                </OperationForm>
                <OperationForm operation={of::<LoseDeal>()} class="stack">
                    <input type="hidden" name="deal" value=deal.to_string() />
                    <LoseFields />
                </OperationForm>
            </div>
        </Panel>
    }
    .into_any()
}

#[component]
fn LoseFields() -> impl IntoView {
    view! {
        <TextArea
            name="reason"
            label="They said no, because"
            hint="The reason is what the next deal is won with."
            rows=2
            required=true
            value=value_of("reason", "")
            error=error_of("reason")
        />
        <Button submit=true busy=busy()>
            "Lost"
        </Button>
    }
}

/// Built anew after one's own edit only.
fn edit_form(built: RwSignal<Deal>, people: Vec<PersonChoice>) -> AnyView {
    let deal = built.get();
    let done = done_of::<EditDeal>(move |deal| built.set(deal));
    view! {
        <OperationForm operation={of::<EditDeal>()} class="form" done=done>
            <input type="hidden" name="deal" value=deal.id.to_string() />
            {emptied(&["close_on", "owner"], &["name", "amount"])}
            <StoredFields deal=deal people=people />
            <Save />
        </OperationForm>
    }
    .into_any()
}

#[component]
fn StoredFields(deal: Deal, people: Vec<PersonChoice>) -> impl IntoView {
    view! {
        <SeenVersion stored=deal.version />
        <DealFields people=people stored=deal />
    }
}

fn facts(deal: Deal) -> AnyView {
    view! {
        <Facts>
            <Fact label="Amount">{reading::money(deal.amount)}</Fact>
            <Fact label="Decision">{deal.close_on.map(reading::full_day)}</Fact>
            <Fact label="Owner">{deal.owner.map(|owner| owner.name)}</Fact>
        </Facts>
    }
    .into_any()
}

#[component]
fn Save() -> impl IntoView {
    view! {
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Save"
            </Button>
        </div>
    }
}

#[component]
fn TrashButton(deal: DealId, name: String) -> impl IntoView {
    let messages = use_messages();
    let done = when_done(move || {
        messages.offer_undo(
            format!("{name} is in the trash."),
            move || view! { <RestoreForm deal=deal /> },
        );
    });
    view! {
        <OperationForm operation={of::<TrashDeal>()} then="/deals" no_summary=true done=done>
            <input type="hidden" name="deal" value=deal.to_string() />
            <Button submit=true icon=Icon::Trash>
                "Move to trash"
            </Button>
        </OperationForm>
    }
}

/// Takes a deal out of the trash.
#[component]
pub fn RestoreForm(
    /// Which one.
    deal: DealId,
) -> impl IntoView {
    let messages = use_messages();
    let done = when_done(move || messages.clear());
    view! {
        <OperationForm operation={of::<RestoreDeal>()} id=format!("restore-{deal}") no_summary=true done=done>
            <input type="hidden" name="deal" value=deal.to_string() />
            <Button submit=true small=true icon=Icon::Undo>
                "Restore"
            </Button>
        </OperationForm>
    }
}
