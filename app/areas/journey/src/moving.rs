//! Moving an account to another stage with a reason: the fields, the form, the page.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    Access, Failure,
    journey::{
        Phase, Place, StageKey, Stages,
        board::{Card, card::ShowCard},
        transitions::{Transition, move_by_hand::MoveByHand, undo::UndoMove},
    },
    values::{
        Version,
        ids::{AccountId, TransitionId},
    },
};
use ui::{
    Button, ButtonKind, Choice, Flash, LinkButton, Messages, Notice, OperationForm, PageHeader, Panel, Reads, Select,
    TextArea, Tone, busy, done_of, error_of, field_id, loaded, of, use_messages, use_revision, use_stages, use_viewer,
    value_of,
};

/// Reasons that are given often, by where the account goes.
fn usual_reasons(stages: &Stages, from: &str, to: &str) -> &'static [&'static str] {
    let Some(stage) = stages.by_key(to) else {
        return &[];
    };
    match to {
        "dormant" => &[
            "No budget this year",
            "No answer for weeks",
            "Another project comes first",
        ],
        "disqualified" => &["Need that we cannot meet", "Too small for us", "Out of our market"],
        "lost" => &["Chose another vendor", "Decided to do nothing", "Price"],
        "churned" => &["Contract ended", "Switched to another vendor", "Company closed"],
        _ if stages.position(from) > stages.position(to) => {
            &["New people decide", "A new question came up", "Moved too early"]
        }
        _ if stage.phase == Phase::Customer => &["Deal won", "Outcome reached", "Asked for more"],
        _ => &["The buyer said so", "Agreed in a meeting", "A decision was made there"],
    }
}

/// For how long a move by hand can hold: days as they are sent, and in words.
const HOLDS: [(&str, &str); 5] = [
    ("0", "not at all: the criteria decide at their next look"),
    ("7", "for a week"),
    ("30", "for 30 days"),
    (USUAL, "for 90 days"),
    ("365", "for a year"),
];
/// What is chosen unless somebody says otherwise.
pub(crate) const USUAL: &str = "90";

/// Stage, how long it holds, and reason. The signals hold what is chosen and written, where a script wants to know it.
#[component]
pub(crate) fn MoveFields(
    /// Key of the stage that the account stands in.
    #[prop(into)]
    from: String,
    /// Keys of the stages to choose from.
    choices: Vec<StageKey>,
    /// The chosen stage.
    to: RwSignal<String>,
    /// The written reason.
    reason: RwSignal<String>,
    /// For how many days the move holds, as the form sends it.
    holds: RwSignal<String>,
    /// What is wrong with the reason.
    #[prop(optional, into)]
    reason_error: Signal<Option<String>>,
    /// Set before the names to make ids.
    #[prop(optional, into)]
    prefix: String,
) -> impl IntoView {
    let stages = use_stages();
    let options = choices
        .iter()
        .map(|key| Choice::new(key.as_str(), stages.name(key.as_str())))
        .collect::<Vec<_>>();
    let reason_id = field_id(&prefix, "reason");
    let usual = move || {
        let reasons = to.with(|to| usual_reasons(&stages, &from, to));
        let reason_id = reason_id.clone();
        reasons
            .iter()
            .map(|words| {
                let reason_id = reason_id.clone();
                view! {
                    <button
                        type="button"
                        class="chip"
                        aria-pressed=move || reason.with(|reason| reason == words).to_string()
                        class:is-on=move || reason.with(|reason| reason == words)
                        on:click=move |_| {
                            reason.set((*words).to_owned());
                            focus(&reason_id);
                        }
                    >
                        {*words}
                    </button>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <Select
            name="to"
            label="Stage"
            prefix=prefix.clone()
            choices=options
            value=to
            required=true
            error=error_of("to")
            on:change=move |event| to.set(event_target_value(&event))
        />
        <Select
            name="holds_days"
            label="Holds against the journey’s criteria"
            prefix=prefix.clone()
            choices=HOLDS.map(|(days, words)| Choice::new(days, words)).to_vec()
            value=holds
            error=error_of("holds_days")
            on:change=move |event| holds.set(event_target_value(&event))
        />
        <TextArea
            name="reason"
            label="Reason"
            prefix=prefix
            hint="Kept with the move, for everybody who asks later."
            rows=2
            value=reason
            required=true
            error=reason_error
            on:input=move |event| reason.set(event_target_value(&event))
        />
        <div class="usual-reasons" role="group" aria-label="Usual reasons">
            {usual}
        </div>
    }
}

/// Moves the keyboard to an element, in the browser.
pub(crate) fn focus(id: &str) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast as _;

        let found = document().get_element_by_id(id);
        if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(element.focus());
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = id;
}

/// Stages that an account may enter from where it stands.
pub(crate) fn ways(stages: &Stages, place: &Place) -> Vec<StageKey> {
    stages
        .iter()
        .filter(|stage| stages.enterable(place, stage.key.as_str()).is_ok())
        .map(|stage| stage.key.clone())
        .collect()
}

/// A form that moves one account. Works without scripts; afterwards the page named by `then`, else this page again.
#[component]
pub fn MoveForm(
    /// Which account.
    account: AccountId,
    /// Where it stands.
    place: Place,
    /// Its version, as shown.
    seen: Version,
    /// The stage to propose; the next one in the buyer's order unless said.
    #[prop(optional, into)]
    to: Option<String>,
    /// Where to go afterwards: `{account}` stands for the account's id.
    #[prop(optional, into)]
    then: Option<String>,
    /// Set before the names to make ids, where the page has several forms.
    #[prop(optional, into)]
    prefix: String,
    /// Beside the button: the way out.
    #[prop(optional, into)]
    cancel: Option<ViewFnOnce>,
) -> impl IntoView {
    let (messages, stages) = (use_messages(), use_stages());
    let done = done_of::<MoveByHand>(move |moved| say_moved(messages, &stages, &moved));
    view! {
        <OperationForm operation={of::<MoveByHand>()} then=then.unwrap_or_default() done=done class="form">
            <input type="hidden" name="account" value=account.to_string() />
            <input type="hidden" name="seen" value=seen.to_string() />
            <StoredMoveFields place=place to=to prefix=prefix />
            <div class="actions">
                <Button kind=ButtonKind::Primary submit=true busy=busy()>
                    "Move"
                </Button>
                {cancel.map(ViewFnOnce::run)}
            </div>
        </OperationForm>
    }
}

/// The fields with what was typed before, which only a component inside the form can find.
#[component]
fn StoredMoveFields(place: Place, to: Option<String>, #[prop(into)] prefix: String) -> impl IntoView {
    let stages = use_stages();
    let choices = ways(&stages, &place);
    let next = || {
        let here = stages.position(&place.stage);
        let ahead = choices.iter().find(|key| stages.position(key.as_str()) > here);
        ahead.or(choices.first()).map(ToString::to_string).unwrap_or_default()
    };
    let proposed = to
        .filter(|to| choices.iter().any(|key| key.as_str() == to))
        .unwrap_or_else(next);
    let to = RwSignal::new(value_of("to", proposed).get_untracked());
    let reason = RwSignal::new(value_of("reason", "").get_untracked());
    let holds = RwSignal::new(value_of("holds_days", USUAL).get_untracked());
    let customer_stages_closed = !place.has_won_deal;
    view! {
        <MoveFields
            from=place.stage
            choices=choices
            to=to
            reason=reason
            holds=holds
            reason_error=error_of("reason")
            prefix=prefix
        />
        {customer_stages_closed
            .then(|| {
                view! {
                    <Notice rule="Customer stages need a won deal.">
                        "Onboarding and later stages open once a deal with this account is won."
                    </Notice>
                }
            })}
    }
}

/// Says in the corner where an account was moved, with the way back.
pub(crate) fn say_moved(messages: Messages, stages: &Stages, moved: &Transition) {
    let text = format!("{} moved to {}.", moved.account_name, stages.name(&moved.to));
    let transition = moved.id;
    messages.offer_undo(text, move || view! { <UndoMoveForm transition=transition /> });
}

/// Says where an account stands again.
fn say_moved_back(messages: Messages, stages: &Stages, back: &Transition) {
    let stage = stages.name(&back.to);
    messages.say(format!("{} stands in {stage} again.", back.account_name));
}

/// The button that takes a move back.
#[component]
pub fn UndoMoveForm(
    /// Which move.
    transition: TransitionId,
) -> impl IntoView {
    let (messages, stages) = (use_messages(), use_stages());
    let done = done_of::<UndoMove>(move |back| {
        messages.clear();
        say_moved_back(messages, &stages, &back);
    });
    view! {
        <OperationForm operation={of::<UndoMove>()} id=format!("undo-{transition}") done=done>
            <input type="hidden" name="transition" value=transition.to_string() />
            <Button submit=true small=true busy=busy()>
                "Undo"
            </Button>
        </OperationForm>
    }
}

/// Repeats in the corner what a form without scripts moved just before this page was loaded. Once, by the frame: moves
/// are made on several pages and lead to others.
pub fn say_flash() {
    let Some((name, answer)) = use_context::<Flash>().and_then(|flash| flash.done) else {
        return;
    };
    let Ok(transition) = model::reading::from_json::<Transition>(answer) else {
        return;
    };
    let (messages, stages) = (use_messages(), use_stages());
    match name.as_str() {
        <MoveByHand as model::Operation>::NAME => say_moved(messages, &stages, &transition),
        <UndoMove as model::Operation>::NAME => say_moved_back(messages, &stages, &transition),
        _ => {}
    }
}

/// The page that moves an account: what a card's handle leads to without scripts.
#[component]
pub fn MovePage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let card = Reads::new(
        move || {
            (
                params.with(|params| params.get("id").unwrap_or_default()),
                revision.get(),
            )
        },
        |(id, _)| async move {
            match id.parse::<AccountId>() {
                Ok(account) => ui::call(ShowCard { account }).await,
                Err(_) => Err(Failure::NotFound),
            }
        },
    );
    view! { {loaded(card, move_page)} }
}

fn move_page(card: Card) -> AnyView {
    let viewer = use_viewer();
    let query = use_query_map();
    let asked = move |name: &str| query.with_untracked(|query| query.get(name));
    let account = format!("/accounts/{}", card.account);
    let then = asked("next")
        .filter(|next| model::form::own_address(next))
        .unwrap_or_else(|| account.clone());
    let back = then.clone();
    let may_move = viewer.with_value(|viewer| Access::AnyLeg.admits(&viewer.actor()).is_ok());
    let place = card.place();
    let stages = use_stages();
    let here = stages.by_key(&card.stage);
    let since = match card.days {
        0 => "since today".to_owned(),
        1 => "for a day".to_owned(),
        days => format!("for {days} days"),
    };
    let lead = here.map(|stage| format!("Stands in {} {since}. The buyer is {}.", stage.name, stage.buyer));
    view! {
        <Title text=format!("Move {}", card.name) />
        <PageHeader title=format!("Move {}", card.name) lead=lead.unwrap_or_default() />
        <ui::agreement::JourneyReviewDue />
        {if may_move {
            view! {
                <Panel title="Where the buyer is now">
                    <MoveForm
                        account=card.account
                        place=place
                        seen=card.version
                        to=asked("to").unwrap_or_default()
                        then=then
                        cancel=move || {
                            view! {
                                <LinkButton href=back kind=ButtonKind::Quiet>
                                    "Cancel"
                                </LinkButton>
                            }
                        }
                    />
                </Panel>
            }
                .into_any()
        } else {
            view! {
                <Notice tone=Tone::Warn rule="Members and managers of a department move accounts.">
                    "Your role reads the journey and moves nothing on it."
                </Notice>
            }
                .into_any()
        }}
    }
    .into_any()
}
