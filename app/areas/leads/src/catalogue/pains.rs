//! The pains of the catalogue.

use leptos::prelude::*;
use model::leads::pains::{
    Pain,
    catalogue::{CataloguedPain, create_pain::CreatePain, edit_pain::EditPain, retire_pain::RetirePain},
};
use ui::{
    Badge, Button, ButtonKind, Icon, OperationForm, Panel, TextInput, error_of, of, seen_version, use_messages,
    value_of, when_done,
};

use super::{Send, key_error, required};

/// The list with a form for each, and one for a new pain.
pub(super) fn panel(pains: Vec<CataloguedPain>, keeps: bool) -> AnyView {
    let rows: Vec<_> = pains.into_iter().map(|entry| row(entry, keeps)).collect();
    let new = keeps.then(|| {
        view! {
            <details class="in-place">
                <summary>"Add a pain"</summary>
                <OperationForm operation={of::<CreatePain>()} id="new-pain" class="form" no_summary=true>
                    <NewFields />
                </OperationForm>
            </details>
        }
    });
    view! {
        <Panel title="Pains" id="pains">
            <ul class="list">{rows}</ul>
            {new}
        </Panel>
    }
    .into_any()
}

fn row(entry: CataloguedPain, keeps: bool) -> AnyView {
    let pain = entry.pain.clone();
    let (key, name) = (pain.key.to_string(), pain.name.to_string());
    let retired = entry.retired;
    let edit = (keeps && !retired).then(|| {
        let id = format!("edit-pain-{key}");
        view! {
            <details class="in-place">
                <summary>
                    "Change" <span class="visually-hidden">{format!(" {name}")}</span>
                </summary>
                <OperationForm operation={of::<EditPain>()} id=id class="form" no_summary=true>
                    <input type="hidden" name="pain" value=key.clone() />
                    {required(&["name", "meaning"])}
                    <EditFields entry=entry />
                </OperationForm>
            </details>
        }
    });
    let act = keeps.then(|| {
        if retired {
            bring_back(&pain)
        } else {
            retire(pain.clone())
        }
    });
    view! {
        <li>
            <div class="grow">
                <b>{pain.name.to_string()}</b>
                {retired.then(|| view! { " " <Badge text="Retired" plain=true /> })}
                <small>{pain.meaning.to_string()}</small>
                {edit}
            </div>
            {act}
        </li>
    }
    .into_any()
}

/// Retiring is undone by putting it in again under its key.
fn retire(pain: Pain) -> AnyView {
    let messages = use_messages();
    let (key, name) = (pain.key.to_string(), pain.name.to_string());
    let said = format!("Retire {name}");
    let done = when_done(move || {
        let pain = pain.clone();
        messages.offer_undo(format!("{name} is retired."), move || bring_back(&pain));
    });
    view! {
        <OperationForm operation={of::<RetirePain>()} id=format!("retire-pain-{key}") no_summary=true done=done>
            <input type="hidden" name="pain" value=key.clone() />
            <Button small=true kind=ButtonKind::Quiet icon=Icon::Trash submit=true label=said />
        </OperationForm>
    }
    .into_any()
}

fn bring_back(pain: &Pain) -> AnyView {
    let messages = use_messages();
    let done = when_done(move || messages.clear());
    let (key, name, meaning) = (pain.key.to_string(), pain.name.to_string(), pain.meaning.to_string());
    view! {
        <OperationForm operation={of::<CreatePain>()} id=format!("back-pain-{key}") no_summary=true done=done>
            <input type="hidden" name="key" value=key.clone() />
            <input type="hidden" name="name" value=name.clone() />
            <input type="hidden" name="meaning" value=meaning.clone() />
            <Button small=true kind=ButtonKind::Quiet icon=Icon::Undo submit=true>
                "Bring back"
            </Button>
        </OperationForm>
    }
    .into_any()
}

#[component]
fn EditFields(entry: CataloguedPain) -> impl IntoView {
    let seen = seen_version(entry.version);
    let prefix = format!("pain-{}", entry.pain.key);
    view! {
        <input type="hidden" name="version" value=move || seen.get() prop:value=move || seen.get() />
        {words(prefix, entry.pain.name.to_string(), entry.pain.meaning.to_string())}
        <Send words="Save" />
    }
}

#[component]
fn NewFields() -> impl IntoView {
    view! {
        <TextInput
            prefix="new-pain"
            name="key"
            label="Key"
            hint="Small letters, digits and underscores: long_queues. Criteria name it by this, so it never changes."
            required=true
            value=value_of("key", "")
            error=key_error()
        />
        {words("new-pain".to_owned(), String::new(), String::new())}
        <Send words="Add" />
    }
}

fn words(prefix: String, name: String, meaning: String) -> AnyView {
    view! {
        <TextInput
            prefix=prefix.clone()
            name="name"
            label="Name"
            required=true
            value=value_of("name", name)
            error=error_of("name")
        />
        <TextInput
            prefix=prefix
            name="meaning"
            label="By what people who have it are known"
            required=true
            value=value_of("meaning", meaning)
            error=error_of("meaning")
        />
    }
    .into_any()
}
