//! Those who work a leg beside its lead, and how one becomes one of them.

use leptos::prelude::*;
use model::{
    Department,
    access::{Action, may},
    accounts::{
        Lead,
        members::{LegMember, MOST, add::AddMember, remove::RemoveMember},
        people_choices::PersonChoice,
        show::AccountInFull,
    },
    values::ids::PersonId,
};
use ui::{Button, ButtonKind, Choice, Icon, OperationForm, Select, busy, error_of, of, use_viewer, value_of};

use crate::steps::in_sentence;

/// The members of one leg with what whoever looks may do about them.
pub(super) fn members(
    leg: Department,
    live: RwSignal<AccountInFull>,
    people: StoredValue<Vec<PersonChoice>>,
    works: Memo<bool>,
) -> AnyView {
    let on_leg = Memo::new(move |_| {
        live.with(|full| OnLeg {
            account: full.account.id.to_string(),
            leg,
            lead: full.account.legs.of(leg).lead.clone(),
            members: full
                .members
                .iter()
                .filter(|member| member.leg == leg)
                .cloned()
                .collect(),
        })
    });
    (move || {
        let (on_leg, works) = (on_leg.get(), works.get());
        let add = works
            .then(|| people.with_value(|people| add(&on_leg, people)))
            .flatten();
        let rows: Vec<_> = on_leg
            .members
            .iter()
            .map(|member| row(&on_leg, member, works))
            .collect();
        view! {
            {(!rows.is_empty())
                .then(|| {
                    view! {
                        <ul class="members" aria-label=format!("Beside the {} lead", in_sentence(leg))>
                            {rows}
                        </ul>
                    }
                })}
            {add}
        }
    })
    .into_any()
}

/// Who works one leg of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OnLeg {
    account: String,
    leg: Department,
    lead: Option<Lead>,
    members: Vec<LegMember>,
}

impl OnLeg {
    /// Whether whoever looks may say that this person works the leg, or no longer does.
    fn may_share(&self, member: PersonId) -> bool {
        let action = Action::ShareLeg {
            leg: self.leg,
            lead: self.lead.as_ref().map(|lead| lead.person),
            member,
        };
        use_viewer().with_value(|viewer| may(&viewer.actor(), action))
    }

    /// Those whom whoever looks may add.
    fn choices<'a>(&self, people: &'a [PersonChoice]) -> Vec<&'a PersonChoice> {
        let on_it = |person: PersonId| {
            self.lead.as_ref().is_some_and(|lead| lead.person == person)
                || self.members.iter().any(|member| member.person == person)
        };
        people
            .iter()
            .filter(|person| person.department == self.leg && !on_it(person.person) && self.may_share(person.person))
            .collect()
    }
}

fn row(on_leg: &OnLeg, member: &LegMember, works: bool) -> AnyView {
    let me = use_viewer().with_value(|viewer| viewer.id);
    let form = (works && on_leg.may_share(member.person)).then(|| {
        let said = if member.person == me {
            "Leave the leg".to_owned()
        } else {
            format!("Take {} off the leg", member.name)
        };
        let id = format!("off-{}-{}", on_leg.leg.key(), member.person);
        let fields = fields(on_leg, Some(member.person));
        view! {
            <OperationForm operation={of::<RemoveMember>()} id=id>
                {fields}
                <OffButton said=said />
            </OperationForm>
        }
    });
    view! {
        <li>
            <span class="grow">{member.name.clone()}</span>
            {form}
        </li>
    }
    .into_any()
}

/// Which leg of which account a form is about, and whom where that is not asked.
fn fields(on_leg: &OnLeg, person: Option<PersonId>) -> AnyView {
    let (account, leg) = (on_leg.account.clone(), on_leg.leg.key());
    let person = person.map(|person| view! { <input type="hidden" name="person" value=person.to_string() /> });
    view! {
        <input type="hidden" name="account" value=account />
        <input type="hidden" name="leg" value=leg />
        {person}
    }
    .into_any()
}

/// How somebody is added: oneself by one button, others from a list.
fn add(on_leg: &OnLeg, people: &[PersonChoice]) -> Option<AnyView> {
    if on_leg.members.len() >= usize::from(MOST) {
        return None;
    }
    let choices = on_leg.choices(people);
    let me = use_viewer().with_value(|viewer| viewer.id);
    let id = format!("member-{}", on_leg.leg.key());
    let own = choices.iter().any(|choice| choice.person == me).then(|| {
        let (id, fields) = (format!("{id}-self"), fields(on_leg, Some(me)));
        view! {
            <OperationForm operation={of::<AddMember>()} id=id>
                {fields}
                <OwnButton />
            </OperationForm>
        }
    });
    let others: Vec<Choice> = choices
        .iter()
        .filter(|choice| choice.person != me)
        .map(|choice| Choice::new(choice.person.to_string(), choice.name.clone()))
        .collect();
    let leg = on_leg.leg;
    let others = (!others.is_empty()).then(|| {
        let fields = fields(on_leg, None);
        view! {
            <details class="in-place">
                <summary>
                    "Add a colleague"
                    <span class="visually-hidden">{format!(" to the {} leg", in_sentence(leg))}</span>
                </summary>
                <OperationForm operation={of::<AddMember>()} id=id.clone() no_summary=true class="stack">
                    {fields} <WhoField leg=leg prefix=id choices=others />
                </OperationForm>
            </details>
        }
    });
    (own.is_some() || others.is_some()).then(|| view! { {own} {others} }.into_any())
}

#[component]
fn WhoField(leg: Department, prefix: String, choices: Vec<Choice>) -> impl IntoView {
    view! {
        <Select
            prefix=prefix
            name="person"
            label=format!("Who works on it for {}, too?", in_sentence(leg))
            hint="The lead answers for the leg. Members find the account among their own."
            choices=choices
            value=value_of("person", "")
            error=error_of("person")
        />
        <div>
            <Button kind=ButtonKind::Primary small=true submit=true busy=busy()>
                "Add"
            </Button>
        </div>
    }
}

#[component]
fn OwnButton() -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet small=true submit=true icon=Icon::Plus busy=busy()>
            "Work on it too"
        </Button>
    }
}

#[component]
fn OffButton(said: String) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet small=true submit=true icon=Icon::Cross label=said busy=busy() />
    }
}
