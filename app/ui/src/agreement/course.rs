//! The course of a version: where it is, what happened, and the forms that take it further.

use chrono::{Months, NaiveDate};
use leptos::prelude::*;
use model::{
    Actor,
    access::{Action, may},
    agreement::State,
    agreements::versions::{
        draft::DraftVersion,
        propose::ProposeVersion,
        show::{MomentKind, MomentView, VersionView},
        take_back::TakeBackVersion,
        withdraw::WithdrawVersion,
    },
    platform::people::viewer::Viewer,
    values::{
        Version,
        ids::{AgreementId, AgreementVersionId},
    },
};

use super::words::standing_sentence;
use crate::{
    Button, ButtonKind, DateInput, Icon, Moment, OperationForm, Panel, Stepper, busy, error_of, of, use_viewer,
    value_of,
};

fn reader() -> Actor {
    use_viewer().with_value(Viewer::actor)
}

/// Draft, proposed, signed, in force: how far a version has come, and what that means.
#[component]
pub fn CourseBand(
    /// The version.
    view: VersionView,
) -> impl IntoView {
    let current = match view.state {
        State::Draft => Some(0),
        State::Proposed => Some(1),
        State::Signed => Some(2),
        State::Active => Some(3),
        State::Superseded | State::Withdrawn => None,
    };
    let steps = ["Draft", "Proposed", "Signed", "In force"];
    let steps: Vec<_> = steps.map(|name| (name.to_owned(), None)).into();
    view! {
        <div class="stack course">
            {current.map(|current| view! { <Stepper label="How far it has come" steps=steps current=current /> })}
            <p class="muted">{standing_sentence(&view)}</p>
        </div>
    }
}

/// What happened to a version, oldest first.
#[component]
pub fn History(
    /// The moments.
    moments: Vec<MomentView>,
) -> impl IntoView {
    let lines: Vec<_> = moments
        .into_iter()
        .map(|moment| {
            let by = moment.by.map(|name| [" by ", &name].concat());
            view! { <li>{happened(moment.what)} {by} " " <small class="muted"><Moment at=moment.at /></small></li> }
        })
        .collect();
    view! {
        <Panel title="History">
            <ol class="moments">{lines}</ol>
        </Panel>
    }
}

const fn happened(what: MomentKind) -> &'static str {
    match what {
        MomentKind::Drafted => "Drafted",
        MomentKind::Changed => "Changed last",
        MomentKind::Proposed => "Proposed",
        MomentKind::Signed => "Signed by every department",
        MomentKind::InForce => "Came into force",
        MomentKind::Superseded => "Replaced by the next version",
        MomentKind::Withdrawn => "Withdrawn",
    }
}

/// What one may do with a version now: propose it, take it back, withdraw it. Nothing for those who only read.
#[component]
pub fn NextSteps(
    /// The version.
    view: VersionView,
    /// The page on which the content of a draft is changed, where there is one.
    #[prop(optional, into)]
    edit: Option<String>,
) -> impl IntoView {
    let actor = reader();
    let (propose, back) = (view.may_edit(&actor), view.may_take_back(&actor));
    let withdraw = view.may_withdraw(&actor);
    if !(propose || back || withdraw) {
        return ().into_any();
    }
    let (version, seen) = (view.version, view.edition);
    view! {
        <Panel title="Next step">
            <div class="stack">
                {edit
                    .filter(|_| propose)
                    .map(|href| view! { <a class="button" href=href>{Icon::Edit.view()} "Change what it says"</a> })}
                {propose.then(|| view! { <ProposeForm view=view.clone() /> })}
                {back.then(|| take_back(version, seen))}
                {withdraw.then(|| give_up(version, seen, view.state))}
            </div>
        </Panel>
    }
    .into_any()
}

#[component]
fn ProposeForm(view: VersionView) -> impl IntoView {
    let today = view.today;
    // A day that has passed since the draft was taken back is no suggestion any more.
    let from = view.effective_from.filter(|day| *day >= today).unwrap_or(today);
    let review = view
        .review_by
        .filter(|day| *day > from)
        .unwrap_or_else(|| a_year_after(from));
    view! {
        <OperationForm
            operation={of::<ProposeVersion>()}
            class="stack"
            refused_title="This cannot be proposed yet"
        >
            <input type="hidden" name="version" value=view.version.to_string() />
            <input type="hidden" name="seen" value=view.edition.to_string() />
            <ProposeFields today=today from=from review=review />
        </OperationForm>
    }
}

fn a_year_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(12)).unwrap_or(day)
}

#[component]
fn ProposeFields(today: NaiveDate, from: NaiveDate, review: NaiveDate) -> impl IntoView {
    view! {
        <DateInput
            name="effective_from"
            label="In force from"
            hint="At once when it is today and every department has signed."
            min=today.to_string()
            required=true
            value=value_of("effective_from", from.to_string())
            error=error_of("effective_from")
        />
        <DateInput
            name="review_by"
            label="Review by"
            hint="From this day on everybody is told that it is to be looked at again."
            min=today.to_string()
            required=true
            value=value_of("review_by", review.to_string())
            error=error_of("review_by")
        />
        <div class="row">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Propose for signing"
            </Button>
        </div>
    }
}

fn take_back(version: AgreementVersionId, seen: Version) -> AnyView {
    view! {
        <OperationForm operation={of::<TakeBackVersion>()} class="stack" refused_title="This cannot be taken back">
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="seen" value=seen.to_string() />
            <StepButton
                icon=Icon::Undo
                words="Take back to change it"
                hint="It becomes a draft again, and signatures are void."
            />
        </OperationForm>
    }
    .into_any()
}

fn give_up(version: AgreementVersionId, seen: Version, state: State) -> AnyView {
    let hint = if state == State::Signed {
        "Every department has signed it. Withdrawn, it never comes into force."
    } else {
        "It stays in the list and never comes into force."
    };
    view! {
        <OperationForm operation={of::<WithdrawVersion>()} class="stack" refused_title="This cannot be withdrawn">
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="seen" value=seen.to_string() />
            <StepButton icon=Icon::Cross words="Withdraw" hint=hint />
        </OperationForm>
    }
    .into_any()
}

#[component]
fn StepButton(icon: Icon, words: &'static str, hint: &'static str) -> impl IntoView {
    view! {
        <div class="row">
            <Button icon=icon submit=true busy=busy()>
                {words}
            </Button>
        </div>
        <p class="muted">{hint}</p>
    }
}

/// The button that begins a draft from what is in force; nothing for those who only read.
#[component]
pub fn DraftForm(
    /// Of which agreement.
    agreement: AgreementId,
    /// Where to go afterwards: `{version}` stands for the draft's id.
    #[prop(into)]
    then: String,
) -> impl IntoView {
    may(&reader(), Action::DraftAgreement).then(|| {
        view! {
            <OperationForm operation={of::<DraftVersion>()} then=then no_summary=true>
                <input type="hidden" name="agreement" value=agreement.to_string() />
                <DraftButton />
            </OperationForm>
        }
    })
}

#[component]
fn DraftButton() -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Primary icon=Icon::Plus submit=true busy=busy()>
            "Start a draft"
        </Button>
    }
}
