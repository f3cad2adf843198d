//! The crises of the catalogue: which pains each makes urgent, and for how long.

use leptos::prelude::*;
use model::leads::pains::{
    Crisis, PainKey,
    catalogue::{
        Catalogue, CataloguedCrisis, create_crisis::CreateCrisis, edit_crisis::EditCrisis, retire_crisis::RetireCrisis,
    },
};
use ui::{
    Badge, Button, ButtonKind, CheckboxGroup, Choice, Icon, OperationForm, Panel, TextInput, error_of, form::values_of,
    of, seen_version, use_messages, value_of, when_done,
};

use super::{Send, key_error, required};

type Names = StoredValue<Catalogue>;

/// The list with a form for each, and one for a new crisis.
pub(super) fn panel(crises: Vec<CataloguedCrisis>, names: Names, keeps: bool) -> AnyView {
    let rows: Vec<_> = crises.into_iter().map(|entry| row(entry, names, keeps)).collect();
    let new = keeps.then(|| {
        view! {
            <details class="in-place">
                <summary>"Add a crisis"</summary>
                <OperationForm operation={of::<CreateCrisis>()} id="new-crisis" class="form" no_summary=true>
                    <NewFields names=names />
                </OperationForm>
            </details>
        }
    });
    view! {
        <Panel title="Crises" id="crises">
            <ul class="list">{rows}</ul>
            {new}
        </Panel>
    }
    .into_any()
}

fn row(entry: CataloguedCrisis, names: Names, keeps: bool) -> AnyView {
    let crisis = entry.crisis.clone();
    let (key, name, retired) = (crisis.key.to_string(), crisis.name.to_string(), entry.retired);
    let pains: Vec<String> = names.with_value(|names| crisis.pains.iter().map(|pain| names.pain_name(pain)).collect());
    let about = format!(
        "Makes {} urgent for {} days",
        pains.join(", ").to_lowercase(),
        crisis.expires_after_days
    );
    let edit = (keeps && !retired).then(|| {
        let id = format!("edit-crisis-{key}");
        view! {
            <details class="in-place">
                <summary>
                    "Change" <span class="visually-hidden">{format!(" {name}")}</span>
                </summary>
                <OperationForm operation={of::<EditCrisis>()} id=id class="form" no_summary=true>
                    <input type="hidden" name="crisis" value=key.clone() />
                    {required(&["name", "expires_after_days"])}
                    <EditFields entry=entry names=names />
                </OperationForm>
            </details>
        }
    });
    let act = keeps.then(|| {
        if retired {
            bring_back(&crisis)
        } else {
            retire(crisis.clone())
        }
    });
    view! {
        <li>
            <div class="grow">
                <b>{crisis.name.to_string()}</b>
                {retired.then(|| view! { " " <Badge text="Retired" plain=true /> })}
                <small>{about}</small>
                {edit}
            </div>
            {act}
        </li>
    }
    .into_any()
}

/// Retiring is undone by putting it in again under its key.
fn retire(crisis: Crisis) -> AnyView {
    let messages = use_messages();
    let (key, name) = (crisis.key.to_string(), crisis.name.to_string());
    let said = format!("Retire {name}");
    let done = when_done(move || {
        let crisis = crisis.clone();
        messages.offer_undo(format!("{name} is retired."), move || bring_back(&crisis));
    });
    view! {
        <OperationForm operation={of::<RetireCrisis>()} id=format!("retire-crisis-{key}") no_summary=true done=done>
            <input type="hidden" name="crisis" value=key.clone() />
            <Button small=true kind=ButtonKind::Quiet icon=Icon::Trash submit=true label=said />
        </OperationForm>
    }
    .into_any()
}

fn bring_back(crisis: &Crisis) -> AnyView {
    let messages = use_messages();
    let done = when_done(move || messages.clear());
    let (key, name) = (crisis.key.to_string(), crisis.name.to_string());
    let days = crisis.expires_after_days.to_string();
    let pains = keys(&crisis.pains);
    view! {
        <OperationForm operation={of::<CreateCrisis>()} id=format!("back-crisis-{key}") no_summary=true done=done>
            <input type="hidden" name="key" value=key.clone() />
            <input type="hidden" name="name" value=name.clone() />
            {pains.iter().map(|pain| view! { <input type="hidden" name="pains" value=pain.clone() /> }).collect::<Vec<_>>()}
            <input type="hidden" name="expires_after_days" value=days.clone() />
            <Button small=true kind=ButtonKind::Quiet icon=Icon::Undo submit=true>
                "Bring back"
            </Button>
        </OperationForm>
    }
    .into_any()
}

fn keys(pains: &[PainKey]) -> Vec<String> {
    pains.iter().map(PainKey::to_string).collect()
}

#[component]
fn EditFields(entry: CataloguedCrisis, names: Names) -> impl IntoView {
    let seen = seen_version(entry.version);
    let crisis = entry.crisis;
    let prefix = format!("crisis-{}", crisis.key);
    view! {
        <input type="hidden" name="version" value=move || seen.get() prop:value=move || seen.get() />
        {what(prefix, Some(crisis), names)}
        <Send words="Save" />
    }
}

#[component]
fn NewFields(names: Names) -> impl IntoView {
    view! {
        <TextInput
            prefix="new-crisis"
            name="key"
            label="Key"
            hint="Small letters, digits and underscores: lost_supplier. Criteria name it by this, so it never changes."
            required=true
            value=value_of("key", "")
            error=key_error()
        />
        {what("new-crisis".to_owned(), None, names)}
        <Send words="Add" />
    }
}

fn what(prefix: String, stored: Option<Crisis>, names: Names) -> AnyView {
    let chosen = stored.as_ref().map(|crisis| keys(&crisis.pains)).unwrap_or_default();
    // A retired pain is offered only where it is chosen already.
    let choices = names.with_value(|names| {
        let pains = names.pains.iter();
        pains
            .filter(|entry| !entry.retired || chosen.contains(&entry.pain.key.to_string()))
            .map(|entry| Choice::new(entry.pain.key.as_str(), entry.pain.name.as_str()))
            .collect::<Vec<_>>()
    });
    let name = stored
        .as_ref()
        .map(|crisis| crisis.name.to_string())
        .unwrap_or_default();
    let days = stored.map_or_else(|| "60".to_owned(), |crisis| crisis.expires_after_days.to_string());
    view! {
        <TextInput
            prefix=prefix.clone()
            name="name"
            label="Name"
            required=true
            value=value_of("name", name)
            error=error_of("name")
        />
        <CheckboxGroup
            prefix=prefix.clone()
            name="pains"
            label="Which pains does it make urgent?"
            choices=choices
            values=values_of("pains", chosen)
            error=error_of("pains")
        />
        <TextInput
            prefix=prefix
            name="expires_after_days"
            label="For how many days?"
            hint=format!("1 to {}.", Crisis::MOST_DAYS)
            inputmode="numeric"
            required=true
            value=value_of("expires_after_days", days)
            error=error_of("expires_after_days")
        />
    }
    .into_any()
}
