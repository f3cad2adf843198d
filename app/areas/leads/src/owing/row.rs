//! One obligation in a list: what is owed, by whom, its clock, and what ends it.

use leptos::prelude::*;
use model::{
    access::speaks_for,
    leads::{
        engagement::Duty,
        obligations::{Part, State, list::ObligationRow, plan::PlanNextTouch, tell::TellHowItStands},
    },
    values::ids::ObligationId,
};
use ui::{
    Button, ButtonKind, DateInput, LegAvatar, OperationForm, TextArea, agreement::titled, busy, error_of, of, reading,
    use_messages, use_stages, value_of, when_done,
};

use super::clock::clock;
use crate::words::looking;

/// The rows. They are built anew only when something but their clocks has changed.
pub(super) fn rows(live: Signal<Vec<ObligationRow>>) -> AnyView {
    let quiet = Memo::new(move |_| {
        live.with(|rows| {
            let rows = rows.iter().cloned();
            rows.map(|row| ObligationRow {
                left_minutes: None,
                ..row
            })
            .collect::<Vec<_>>()
        })
    });
    let items = move || {
        let rows = quiet.get().into_iter();
        rows.map(|row| one(row, live)).collect::<Vec<_>>()
    };
    view! { <ul class="list padded owed">{items}</ul> }.into_any()
}

fn one(row: ObligationRow, live: Signal<Vec<ObligationRow>>) -> AnyView {
    let (id, owed) = (row.id, &row.obligation);
    let clock = move || {
        live.with(|rows| {
            let row = rows.iter().find(|row| row.id == id)?;
            Some(clock(&row.clock()))
        })
    };
    let place = place(&row);
    let (what, terms) = (titled(&owed.clause()), owed.terms(row.trigger));
    let stage = use_stages().name(&row.stage).to_owned();
    let why = match owed.state {
        State::Void { why, .. } => Some(view! { <small>{why.name()} "."</small> }),
        State::Open | State::Met { .. } | State::Breached { .. } => None,
    };
    let (rule, leg, person) = (owed.rule_name.clone(), owed.leg, row.person_name.clone());
    view! {
        <li>
            <LegAvatar department=leg owner=person />
            <div class="grow">
                {place}
                <b>{what}</b>
                <small>
                    {rule} ": " {terms} ". In " {stage} ", opened " {reading::moment(row.opened_at)} "."
                </small>
                {why}
                {end(&row)}
            </div>
            {clock}
        </li>
    }
    .into_any()
}

/// At which account it is owed, and about whom.
fn place(row: &ObligationRow) -> AnyView {
    let lead = row.lead.zip(row.lead_name.clone()).map(|(lead, name)| {
        view! {
            " · "
            <a href=format!("/leads/{lead}")>{name}</a>
        }
    });
    view! {
        <span class="at">
            <a href=format!("/accounts/{}", row.account)>{row.account_name.clone()}</a>
            {lead}
        </span>
    }
    .into_any()
}

/// What ends it, as long as somebody has to do something: where it is by word a form, for those who speak for the leg.
fn end(row: &ObligationRow) -> Option<AnyView> {
    let owed = &row.obligation;
    match owed.state {
        State::Open | State::Breached { late: None, .. } => {}
        State::Met { .. } | State::Breached { .. } | State::Void { .. } => return None,
    }
    if owed.part == Part::Word {
        let open = owed.state == State::Open;
        return open.then(|| {
            let words = format!("Nobody has to do anything: it ends with what {} owes.", owed.to.key());
            view! { <small>{words}</small> }.into_any()
        });
    }
    let (actor, _) = looking();
    if speaks_for(&actor, Some(owed.leg)).is_err() {
        return Some(view! { <small>{ends_with(owed.duty)}</small> }.into_any());
    }
    let way = |href: String, words: &'static str| {
        view! {
            <small>
                {ends_with(owed.duty)} " " <a href=href>{words}</a>
            </small>
        }
        .into_any()
    };
    Some(match owed.duty {
        Duty::Touch => way(format!("/accounts/{}#composer", row.account), "Log it"),
        Duty::Answer => way(
            row.lead
                .map_or_else(|| format!("/accounts/{}", row.account), |lead| format!("/leads/{lead}")),
            "Answer",
        ),
        Duty::NameLead => way(format!("/accounts/{}", row.account), "Name somebody"),
        Duty::Feedback => tell(row.id, owed.to.key()),
        Duty::NextTouch => plan(row.id),
    })
}

const fn ends_with(duty: Duty) -> &'static str {
    match duty {
        Duty::Touch => "A call, a meeting or a mail that a person wrote ends it.",
        Duty::Answer => "It ends when the lead is accepted or rejected.",
        Duty::Feedback => "It ends when the leg says how it stands.",
        Duty::NextTouch => "It ends when the leg says when it turns to the buyer next.",
        Duty::NameLead => "It ends when somebody is named who leads the leg there.",
    }
}

fn tell(obligation: ObligationId, to: &'static str) -> AnyView {
    let messages = use_messages();
    let id = format!("tell-{obligation}");
    let prefix = id.clone();
    let done = when_done(move || messages.say(format!("You told {to} how it stands.")));
    view! {
        <details class="in-place">
            <summary>{format!("Tell {to} how it stands")}</summary>
            <OperationForm operation={of::<TellHowItStands>()} id=id class="form" no_summary=true done=done>
                <input type="hidden" name="obligation" value=obligation.to_string() />
                <TellFields prefix=prefix to=to />
            </OperationForm>
        </details>
    }
    .into_any()
}

#[component]
fn TellFields(prefix: String, to: &'static str) -> impl IntoView {
    view! {
        <TextArea
            prefix=prefix
            name="words"
            label="How does it stand?"
            hint=format!("One or two sentences that help {to}. They stand on the account’s timeline.")
            rows=2
            required=true
            value=value_of("words", "")
            error=error_of("words")
        />
        <Send words="Tell them" />
    }
}

fn plan(obligation: ObligationId) -> AnyView {
    let messages = use_messages();
    let id = format!("plan-{obligation}");
    let prefix = id.clone();
    let done = when_done(move || messages.say("The next touch is planned."));
    view! {
        <details class="in-place">
            <summary>"Say when the next touch will be"</summary>
            <OperationForm operation={of::<PlanNextTouch>()} id=id class="form" no_summary=true done=done>
                <input type="hidden" name="obligation" value=obligation.to_string() />
                <PlanFields prefix=prefix />
            </OperationForm>
        </details>
    }
    .into_any()
}

#[component]
fn PlanFields(prefix: String) -> impl IntoView {
    view! {
        <DateInput
            prefix=prefix
            name="on"
            label="Next touch on"
            required=true
            min=reading::today().to_string()
            value=value_of("on", "")
            error=error_of("on")
        />
        <Send words="Plan it" />
    }
}

#[component]
fn Send(words: &'static str) -> impl IntoView {
    view! {
        <div class="actions">
            <Button kind=ButtonKind::Primary small=true submit=true busy=busy()>
                {words}
            </Button>
        </div>
    }
}
