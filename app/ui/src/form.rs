//! A form that performs an operation: without scripts by a plain POST and a redirect, with them in place. Field names
//! are those of the operation; both ways read and check the fields by the same code.

use std::marker::PhantomData;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Failure, Operation, form, reading, values::Version};
use serde::{Deserialize, Serialize};

use crate::{ErrorSummary, SummaryLine, failure, live::use_revision, page::Flash};

/// Names an operation to a form: `operation={of::<RenameAccount>()}`.
pub const fn of<O: Operation>() -> PhantomData<O> {
    PhantomData
}

/// What was sent without scripts, was refused, and is shown again with what was wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBefore {
    /// Id of the form.
    pub form: String,
    /// What was typed, without secrets.
    pub fields: Vec<(String, String)>,
    /// Why it was refused.
    pub failure: Failure,
}

/// The state of the form around a field.
#[derive(Debug, Clone, Copy)]
pub struct FormState {
    /// Being sent.
    pub busy: RwSignal<bool>,
    /// Why it was refused.
    pub failure: RwSignal<Option<Failure>>,
    typed: StoredValue<Vec<(String, String)>>,
}

/// The sentence about a field of the form around, if it was refused.
pub fn error_of(field: &'static str) -> Signal<Option<String>> {
    let Some(state) = use_context::<FormState>() else {
        return Signal::derive(|| None);
    };
    Signal::derive(move || {
        state.failure.with(|failure| match failure {
            Some(Failure::Invalid(errors)) => errors.get(field).map(failure::complaint),
            _ => None,
        })
    })
}

/// The sentence about a field whose name is made at run time, or about a part of it.
pub fn error_at(field: String) -> Signal<Option<String>> {
    error_where(move |name| {
        name.strip_prefix(&field)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// The sentence about the first field of the form around that is meant.
pub fn error_where(meant: impl Fn(&str) -> bool + Send + Sync + 'static) -> Signal<Option<String>> {
    let Some(state) = use_context::<FormState>() else {
        return Signal::derive(|| None);
    };
    Signal::derive(move || {
        state.failure.with(|failure| match failure {
            Some(Failure::Invalid(errors)) => {
                let found = errors.iter().find(|(name, _)| meant(name));
                found.map(|(_, complaint)| failure::complaint(complaint))
            }
            _ => None,
        })
    })
}

/// What is ticked in a group: what was ticked before, else what is stored.
pub fn values_of(field: &str, stored: Vec<String>) -> Signal<Vec<String>> {
    let typed = use_context::<FormState>().and_then(|state| {
        state.typed.with_value(|typed| {
            // A form that came back without the name had nothing ticked.
            let own = typed.iter().filter(|(name, _)| name == field);
            (!typed.is_empty()).then(|| own.map(|(_, value)| value.clone()).collect())
        })
    });
    Signal::stored(typed.unwrap_or(stored))
}

/// What stands in a field: what was typed before, else what is stored.
pub fn value_of(field: &str, stored: impl Into<String>) -> Signal<String> {
    let typed = use_context::<FormState>().and_then(|state| {
        state.typed.with_value(|typed| {
            typed
                .iter()
                .find(|(name, _)| name == field)
                .map(|(_, value)| value.clone())
        })
    });
    let value = typed.unwrap_or_else(|| stored.into());
    Signal::stored(value)
}

/// The version that an edit is based on: the one that was shown, and after a conflict the one that the reader was told
/// about, so that saving again is a decision and no accident.
pub fn seen_version(shown: Version) -> Signal<String> {
    let Some(state) = use_context::<FormState>() else {
        return Signal::stored(shown.to_string());
    };
    Signal::derive(move || {
        state.failure.with(|failure| match failure {
            Some(Failure::Conflict(conflict)) => conflict.version.to_string(),
            _ => shown.to_string(),
        })
    })
}

/// Whether the form around is being sent.
pub fn busy() -> Signal<bool> {
    use_context::<FormState>().map_or_else(|| Signal::stored(false), |state| state.busy.into())
}

/// A form that performs an operation.
///
/// Its fields are the children; they find the form's state by [`error_of`], [`value_of`] and [`busy`].
#[component]
pub fn OperationForm<O: Operation>(
    /// Which operation: `of::<O>()`.
    operation: PhantomData<O>,
    /// Id of the form, unique on the page; the operation's name unless said.
    #[prop(optional, into)]
    id: Option<String>,
    /// Where to go after success: `{field}` stands for a field of the answer. Unless said the page stays and reads again.
    #[prop(optional, into)]
    then: Option<String>,
    /// Loads the next page anew instead of changing to it: after signing in and out everything is different.
    #[prop(optional)]
    anew: bool,
    /// The class of the form.
    #[prop(optional, into)]
    class: Option<String>,
    /// Shows no list of errors above; for forms of one or two fields.
    #[prop(optional)]
    no_summary: bool,
    /// The heading of the list of errors.
    #[prop(optional, into)]
    refused_title: Option<String>,
    /// Empties the fields after success.
    #[prop(optional)]
    reset: bool,
    /// Is told about success, in the browser: `done_of::<O>(..)` or `when_done(..)`.
    #[prop(optional)]
    done: Option<Done>,
    /// The fields and the button.
    children: Children,
) -> impl IntoView {
    let PhantomData = operation;
    // Only this knows the operation: what it makes of the fields is checked here as on the server.
    let read: Read = |encoded| {
        let operation = form::decode::<O>(encoded)?;
        Ok(serde_json::to_string(&operation).unwrap_or_default())
    };
    let id = id.unwrap_or_else(|| O::NAME.replace('.', "-"));
    let plan = Plan {
        operation: O::NAME,
        read,
        done,
        id,
        then,
        anew,
        class,
        no_summary,
        refused_title,
        reset,
    };
    plain_form(plan, children)
}

/// From the fields as they are sent to the operation in JSON, or what is wrong with them.
type Read = fn(&str) -> Result<String, Failure>;

/// Is told the answer of a form's operation.
#[derive(Debug, Clone, Copy)]
pub struct Done(Callback<serde_json::Value>);

/// What to do with the answer of an operation.
pub fn done_of<O: Operation>(done: impl Fn(O::Output) + Send + Sync + 'static) -> Done {
    Done(Callback::new(move |answer| {
        if let Ok(output) = reading::from_json(answer) {
            done(output);
        }
    }))
}

/// What to do after success, whatever the answer is.
pub fn when_done(done: impl Fn() + Send + Sync + 'static) -> Done {
    Done(Callback::new(move |_| done()))
}

struct Plan {
    operation: &'static str,
    read: Read,
    done: Option<Done>,
    id: String,
    then: Option<String>,
    anew: bool,
    class: Option<String>,
    no_summary: bool,
    refused_title: Option<String>,
    reset: bool,
}

/// The part of a form that needs no type: compiled once and not per operation.
fn plain_form(plan: Plan, children: Children) -> AnyView {
    let before = use_context::<Flash>().and_then(|flash| flash.refused(&plan.id));
    let state = FormState {
        busy: RwSignal::new(false),
        failure: RwSignal::new(before.as_ref().map(|before| before.failure.clone())),
        typed: StoredValue::new(before.map(|before| before.fields).unwrap_or_default()),
    };
    provide_context(state);
    let location = use_location();
    let back = move || {
        let search = location.search.get();
        let path = location.pathname.get();
        if search.is_empty() {
            path
        } else {
            [path, "?".to_owned(), search.trim_start_matches('?').to_owned()].concat()
        }
    };
    let submit = submitter(&plan, state);
    let summary = [&plan.id, "-errors"].concat();
    let id = plan.id.clone();
    let title = plan
        .refused_title
        .unwrap_or_else(|| "This cannot be saved yet".to_owned());
    let errors = Signal::derive(move || {
        state.failure.with(|failure| {
            failure
                .as_ref()
                .map(|failure| summary_lines(failure, plan.no_summary))
                .unwrap_or_default()
        })
    });
    view! {
        <form id=plan.id method="post" action=crate::call::address_of(plan.operation) class=plan.class on:submit=submit novalidate=true>
            <input type="hidden" name="_form" value=id />
            <input type="hidden" name="_back" value=back />
            {plan.then.map(|then| view! { <input type="hidden" name="_then" value=then /> })}
            <ErrorSummary id=summary errors=errors title=title />
            {children()}
        </form>
    }
    .into_any()
}

/// One line per field, each a link to it, or one sentence for everything else. Forms without a summary show the
/// fields' errors at the fields only.
fn summary_lines(failure: &Failure, fields_elsewhere: bool) -> Vec<SummaryLine> {
    match failure {
        Failure::Invalid(errors) => errors
            .iter()
            .filter(|(field, _)| !fields_elsewhere || field.is_empty())
            .map(|(field, complaint)| SummaryLine {
                field: (!field.is_empty()).then(|| crate::field_id("", field)),
                message: failure::complaint_about(field, complaint),
            })
            .collect(),
        other => vec![SummaryLine {
            field: None,
            message: failure::sentence(other),
        }],
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn submitter(plan: &Plan, _: FormState) -> impl Fn(leptos::ev::SubmitEvent) + 'static {
    let _ = (
        plan.anew,
        plan.reset,
        plan.read,
        plan.done.map(|Done(done)| done),
        use_revision(),
    );
    |_| {}
}

#[cfg(target_arch = "wasm32")]
fn submitter(plan: &Plan, state: FormState) -> impl Fn(leptos::ev::SubmitEvent) + 'static {
    use leptos_router::hooks::use_navigate;
    use wasm_bindgen::JsCast;

    let navigate = use_navigate();
    let revision = use_revision();
    let then = plan.then.clone();
    let summary = [&plan.id, "-errors"].concat();
    let (anew, reset) = (plan.anew, plan.reset);
    let (operation, read, done) = (plan.operation, plan.read, plan.done);
    move |event| {
        event.prevent_default();
        if state.busy.get_untracked() {
            return;
        }
        let Some(element) = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok())
        else {
            return;
        };
        let encoded = encode(&element, event.submitter());
        let sent = match read(&encoded) {
            Ok(body) => crate::call::browser::send(operation, body),
            Err(failure) => {
                refuse(state, failure, &summary);
                return;
            }
        };
        state.busy.set(true);
        let (navigate, then, summary) = (navigate.clone(), then.clone(), summary.clone());
        leptos::task::spawn_local(async move {
            let outcome = sent.await;
            state.busy.try_set(false);
            match outcome {
                Ok(output) => {
                    state.failure.try_set(None);
                    if reset {
                        element.reset();
                    }
                    if let Some(Done(done)) = done {
                        done.try_run(output.clone());
                    }
                    match then.and_then(|then| form::next_address(&then, &output)) {
                        Some(address) if anew => drop(window().location().set_href(&address)),
                        Some(address) => {
                            revision.bump();
                            navigate(&address, leptos_router::NavigateOptions::default());
                        }
                        None => revision.bump(),
                    }
                }
                Err(failure) => refuse(state, failure, &summary),
            }
        });
    }
}

/// Shows why, and moves the reader there.
#[cfg(target_arch = "wasm32")]
fn refuse(state: FormState, failure: Failure, summary: &str) {
    use wasm_bindgen::JsCast;

    state.failure.try_set(Some(failure));
    let summary = summary.to_owned();
    request_animation_frame(move || {
        let found = document().get_element_by_id(&summary);
        if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(element.focus());
        }
    });
}

/// The form's fields, with those of the button that sent it, as a browser without scripts would send them.
#[cfg(target_arch = "wasm32")]
fn encode(form: &web_sys::HtmlFormElement, button: Option<web_sys::HtmlElement>) -> String {
    use wasm_bindgen::JsCast;

    let Ok(data) = web_sys::FormData::new_with_form(form) else {
        return String::new();
    };
    let Ok(pairs) = web_sys::UrlSearchParams::new_with_str_sequence_sequence(data.unchecked_ref::<js_sys::Object>())
    else {
        return String::new();
    };
    if let Some(button) = button
        && let (Some(name), Some(value)) = (button.get_attribute("name"), button.get_attribute("value"))
    {
        pairs.append(&name, &value);
    }
    String::from(pairs.to_string())
}
