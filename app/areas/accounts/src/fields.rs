//! The fields of an account, in the forms that create and edit one.

use leptos::prelude::*;
use model::{
    Complaint, Department, Failure,
    accounts::{Account, AccountKind, people_choices::PersonChoice},
    failure::Conflict,
    values::Version,
};
use ui::{Choice, FormState, Notice, Select, TextInput, Tone, error_of, failure, use_viewer, value_of};

use crate::steps::in_sentence;

/// The choices of a list by key and name.
pub(crate) fn choices<T: Copy>(all: &[T], key: fn(T) -> &'static str, name: fn(T) -> &'static str) -> Vec<Choice> {
    all.iter()
        .map(|choice| Choice::new(key(*choice), name(*choice)))
        .collect()
}

/// The key of what is chosen; empty where nothing is.
pub(crate) fn key<T>(chosen: Option<T>, key: fn(T) -> &'static str) -> String {
    chosen.map(key).unwrap_or_default().to_owned()
}

/// What an account is: everything but its name.
#[component]
pub fn AccountFields(
    /// Set before the names to make ids, where one page has several forms.
    #[prop(optional)]
    prefix: &'static str,
    /// What is stored; nothing for a new account.
    #[prop(optional, into)]
    stored: Option<Account>,
) -> impl IntoView {
    let text = |of: fn(&Account) -> Option<String>| stored.as_ref().and_then(of).unwrap_or_default();
    let currency = use_viewer().with_value(|viewer| viewer.organisation.currency.clone());
    let kind = stored.as_ref().map_or(AccountKind::Buyer, |account| account.kind);
    view! {
        <Select
            prefix=prefix
            name="kind"
            label="What it is to us"
            choices=choices(AccountKind::ALL, AccountKind::key, AccountKind::name)
            value=value_of("kind", kind.key().to_owned())
            error=error_of("kind")
        />
        <TextInput
            prefix=prefix
            name="domain"
            label="Web domain"
            hint="One domain is one account."
            optional=true
            value=value_of("domain", text(|account| account.domain.clone()))
            error=error_of("domain")
        />
        <TakenDomain />
        <TextInput
            prefix=prefix
            name="industry"
            label="Industry"
            optional=true
            value=value_of("industry", text(|account| account.industry.clone()))
            error=error_of("industry")
        />
        <div class="halves">
            <TextInput
                prefix=prefix
                name="city"
                label="City"
                optional=true
                value=value_of("city", text(|account| account.city.clone()))
                error=error_of("city")
            />
            <TextInput
                prefix=prefix
                name="country"
                label="Country"
                optional=true
                value=value_of("country", text(|account| account.country.clone()))
                error=error_of("country")
            />
        </div>
        <div class="halves">
            <TextInput
                prefix=prefix
                name="employees"
                label="People who work there"
                inputmode="numeric"
                optional=true
                value=value_of("employees", text(|account| account.employees.map(|employees| employees.to_string())))
                error=error_of("employees")
            />
            <TextInput
                prefix=prefix
                name="annual_revenue"
                label=format!("Revenue a year in {currency}")
                inputmode="decimal"
                optional=true
                value=value_of(
                    "annual_revenue",
                    text(|account| account.annual_revenue.map(|revenue| revenue.decimal())),
                )
                error=error_of("annual_revenue")
            />
        </div>
    }
}

/// Fields of an account that an edit empties when they are left empty, and the one that may not be empty.
#[component]
pub fn EmptiedFields() -> impl IntoView {
    emptied(
        &["domain", "industry", "city", "country", "employees", "annual_revenue"],
        &["name"],
    )
}

/// What becomes of fields that are left empty in an edit, said in a hidden field each: some are emptied, the others
/// may not be.
pub(crate) fn emptied(empty: &'static [&'static str], filled: &'static [&'static str]) -> AnyView {
    let hidden = |name: &'static str, fields: &'static [&'static str]| {
        let fields = fields.iter().copied();
        fields
            .map(|field| view! { <input type="hidden" name=name value=field /> })
            .collect::<Vec<_>>()
    };
    view! {
        {hidden("clear", empty)}
        {hidden("_required", filled)}
    }
    .into_any()
}

/// The way to the account that has the domain already.
#[component]
fn TakenDomain() -> impl IntoView {
    let state = use_context::<FormState>();
    let taken = Memo::new(move |_| {
        state.is_some_and(|state| {
            state.failure.with(|failure| {
                matches!(failure, Some(Failure::Invalid(errors)) if errors.get("domain") == Some(&Complaint::Taken))
            })
        })
    });
    move || {
        taken.get().then(|| {
            view! {
                <p>
                    <a href="/accounts?sort=name">"Look for it among the accounts"</a>
                    ", or in "
                    <a href="/trash">"the trash"</a>
                    "."
                </p>
            }
        })
    }
}

/// Who leads a leg, as a field of its own name.
#[component]
pub fn LeadSelect(
    /// Which leg.
    department: Department,
    /// Everybody who can be chosen.
    people: Vec<PersonChoice>,
    /// The field's name.
    name: &'static str,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// Set before the name to make the id.
    #[prop(optional, into)]
    prefix: String,
    /// Who is chosen.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    let nobody = !people.iter().any(|person| person.department == department);
    let choices = people
        .into_iter()
        .filter(|person| person.department == department)
        .map(|person| Choice::new(person.person.to_string(), person.name))
        .collect();
    let hint = if nobody {
        format!(
            "Nobody works for {} here yet. An admin can invite people.",
            in_sentence(department)
        )
    } else {
        String::new()
    };

    if nobody {
        view! {
            <Select prefix=prefix name=name label=label choices=choices empty="nobody" hint=hint value=value error=error_of(name) />
        }
        .into_any()
    } else {
        view! {
            <Select prefix=prefix name=name label=label choices=choices empty="nobody" value=value error=error_of(name) />
        }
        .into_any()
    }
}

/// The version that the form's person looked at. Once he was told what somebody else changed, that is what he looked at.
#[component]
pub fn SeenVersion(
    /// The version that was shown.
    stored: Version,
) -> impl IntoView {
    let state = use_context::<FormState>();
    let told = Signal::derive(move || {
        state.and_then(|state| {
            state.failure.with(|failure| match failure {
                Some(Failure::Conflict(conflict)) => Some(conflict.clone()),
                _ => None,
            })
        })
    });
    let version = move || told.with(|told| told.as_ref().map_or(stored.0, |told| told.version));
    view! {
        <input
            type="hidden"
            name="version"
            value=move || version().to_string()
            prop:value=move || version().to_string()
        />
        {move || told.get().map(|conflict| differences(&conflict))}
    }
}

/// What is stored now, field by field, beside what was typed.
fn differences(conflict: &Conflict) -> Option<AnyView> {
    if conflict.stored.is_empty() {
        return None;
    }
    let lines: Vec<_> = conflict
        .stored
        .iter()
        .map(|(field, value)| {
            let value = if value.is_empty() {
                "empty".to_owned()
            } else {
                format!("“{value}”")
            };
            view! { <li>{format!("{}: {value}", failure::label(field))}</li> }
        })
        .collect();
    Some(
        view! {
            <Notice tone=Tone::Warn>
                "What is stored now, where it differs from what you typed:" <ul>{lines}</ul>
                "Saving again puts your values in its place."
            </Notice>
        }
        .into_any(),
    )
}
