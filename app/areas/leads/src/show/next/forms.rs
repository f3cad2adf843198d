//! The form of each step.

use chrono::Days;
use leptos::prelude::*;
use model::{
    Department, Operation,
    accounts::{deals::Deal, people_choices::PersonChoice},
    leads::chain::{
        RejectReason, accept::AcceptLead, befriend::BefriendLead, close::CloseLead, convert::ConvertLead,
        hand_over::HandOverLead, nurture::NurtureLead, offers::Offer, qualify::QualifyLead, rate::RateLead,
        reject::RejectLead, show::ShownLead, work::WorkLead,
    },
};
use ui::{
    Button, ButtonKind, Choice, LinkButton, OperationForm, Select, TextArea, busy, error_of, of, reading, value_of,
};

use crate::{
    fields::{NextOn, QualityField, RejectFields, StaysInTouch, Which},
    words::{next_day, people_of},
};

type People = StoredValue<Vec<PersonChoice>>;

/// The form of a step, with the fields that it asks for.
pub(super) fn form(offer: Offer, shown: &ShownLead, people: People, deals: StoredValue<Vec<Deal>>) -> AnyView {
    let id = offer.key();
    let said = shown.row.lead.next_on;
    let next = move || next_on(id, "Next date", next_day(said));
    let later = |days: u64| {
        let today = reading::today();
        today.checked_add_days(Days::new(days)).unwrap_or(today)
    };
    match offer {
        Offer::Qualify => step::<QualifyLead>(offer, shown, next),
        Offer::HandOver => {
            let (below, tomorrow) = (!shown.at_present.qualified, later(1));
            step::<HandOverLead>(offer, shown, move || {
                view! {
                    <HandOverFields prefix=id people=people below=below />
                    <NextOn prefix=id label="Sales touches it by" day=tomorrow />
                }
                .into_any()
            })
        }
        Offer::Accept => step::<AcceptLead>(offer, shown, next),
        Offer::Work => step::<WorkLead>(offer, shown, next),
        Offer::Convert if deals.with_value(Vec::is_empty) => no_deal(shown),
        Offer::Convert => step::<ConvertLead>(offer, shown, move || {
            view! { <DealField prefix=id deals=deals /> {next()} }.into_any()
        }),
        Offer::Close => step::<CloseLead>(offer, shown, move || {
            view! {
                <p class="muted">"How it was decided, and if lost why, is what stands with the deal."</p>
                <QualityField prefix=id optional=true />
            }
            .into_any()
        }),
        Offer::Rate => step::<RateLead>(offer, shown, move || view! { <QualityField prefix=id /> }.into_any()),
        Offer::Reject => {
            let day = later(30);
            step::<RejectLead>(offer, shown, move || {
                view! { <RejectFields prefix=id people=people.get_value() day=day /> }.into_any()
            })
        }
        Offer::Nurture => {
            let day = later(30);
            step::<NurtureLead>(offer, shown, move || {
                view! {
                    <StaysInTouch prefix=id people=people.get_value() />
                    <NextOn prefix=id label="Next touch on" day=day />
                }
                .into_any()
            })
        }
        Offer::Befriend => {
            let day = later(90);
            step::<BefriendLead>(offer, shown, move || {
                let lacks = [RejectReason::NoBudget, RejectReason::NoNeed];
                let lacks = lacks.map(|reason| view! { <input type="hidden" name="reasons" value=reason.key() /> });
                view! {
                    <p>
                        "For somebody with neither a budget nor a need who is worth knowing all the same. No rule disqualifies him."
                    </p>
                    {lacks.to_vec()}
                    <StaysInTouch prefix=id people=people.get_value() />
                    <NextOn prefix=id label="Next touch on" day=day />
                }
                .into_any()
            })
        }
        // It has a panel of its own, because an account has to be found first.
        Offer::Place => ().into_any(),
    }
}

/// What the button of a step says.
const fn does(offer: Offer) -> &'static str {
    match offer {
        Offer::Qualify => "Qualify this lead",
        Offer::HandOver => "Hand it over",
        Offer::Accept => "Accept this lead",
        Offer::Work => "I have touched it",
        Offer::Convert => "It became this deal",
        Offer::Close => "Close this lead",
        Offer::Rate => "Save the rating",
        Offer::Reject => "Reject this lead",
        Offer::Nurture => "Stay in touch",
        Offer::Befriend => "Stay in touch without a deal",
        Offer::Place => "It is here",
    }
}

fn step<O: Operation>(
    offer: Offer,
    shown: &ShownLead,
    fields: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let (lead, version) = (shown.row.lead.id.to_string(), shown.row.version);
    view! {
        <OperationForm
            operation={of::<O>()}
            id=format!("step-{}", offer.key())
            class="form"
            no_summary=true
            refused_title="This step is not open"
        >
            <Which lead=lead version=version />
            <Asked fields=ViewFn::from(fields) />
            <Send words=does(offer) />
        </OperationForm>
    }
    .into_any()
}

/// Inside the form, whose state its fields look for.
#[component]
fn Asked(fields: ViewFn) -> impl IntoView {
    fields.run()
}

#[component]
fn Send(words: &'static str) -> impl IntoView {
    view! {
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                {words}
            </Button>
        </div>
    }
}

fn next_on(prefix: &'static str, label: &'static str, day: chrono::NaiveDate) -> AnyView {
    view! { <NextOn prefix=prefix label=label day=day /> }.into_any()
}

#[component]
fn HandOverFields(prefix: &'static str, people: People, below: bool) -> impl IntoView {
    let sellers = people.with_value(|people| people_of(people, &[Department::Sales]));
    let reason = below.then(|| {
        view! {
            <TextArea
                prefix=prefix
                name="override_reason"
                label="Why it passes although it is below the definition"
                hint="Kept with the hand-over, and shown together with what becomes of it."
                rows=2
                required=true
                value=value_of("override_reason", "")
                error=error_of("override_reason")
            />
        }
    });
    view! {
        {reason}
        <Select
            prefix=prefix
            name="to"
            label="To whom of sales?"
            choices=sellers
            empty="whoever it is routed to"
            optional=true
            value=value_of("to", "")
            error=error_of("to")
        />
    }
}

#[component]
fn DealField(prefix: &'static str, deals: StoredValue<Vec<Deal>>) -> impl IntoView {
    let choices = deals.with_value(|deals| {
        let deals = deals.iter();
        deals
            .map(|deal| {
                let label = format!("{}, {}", deal.name, reading::money(deal.amount));
                Choice::new(deal.id.to_string(), label)
            })
            .collect::<Vec<_>>()
    });
    let only = match choices.as_slice() {
        [only] => only.value.clone(),
        _ => String::new(),
    };
    view! {
        <Select
            prefix=prefix
            name="deal"
            label="Which deal did it become?"
            hint="It stays one record: nothing is copied."
            choices=choices
            empty="choose a deal"
            required=true
            value=value_of("deal", only)
            error=error_of("deal")
        />
    }
}

fn no_deal(shown: &ShownLead) -> AnyView {
    let new = shown
        .row
        .lead
        .account
        .map(|account| format!("/accounts/{account}/deals/new"));
    view! {
        <p>"No deal is open with this account. Open one, then say here that this lead became it."</p>
        {new.map(|href| view! { <LinkButton href=href>"Open a deal"</LinkButton> })}
    }
    .into_any()
}
