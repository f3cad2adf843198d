//! What browsers send: operations as JSON from pages that are awake, and as forms from those without scripts.

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use engine::Caller;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::{Complaint, Failure, FieldErrors, form};
use tower_sessions::Session;
use ui::{Flash, form::SentBefore};

use crate::{
    dispatch::{Dispatcher, Entry},
    identity,
    serve::Serving,
    session_store::FLASH,
};

/// Performs the operation of this name.
pub async fn perform(
    State(serving): State<Serving>,
    Path(name): Path<String>,
    session: Session,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let dispatcher = serving.dispatcher();
    let json = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    match dispatcher.named(&name) {
        None => failed(&Failure::NotFound),
        Some(entry) if json => from_script(dispatcher, entry, &session, caller, &body).await,
        Some(entry) => from_form(dispatcher, entry, &session, caller, &body).await,
    }
}

async fn from_script(
    dispatcher: &Dispatcher,
    entry: &Entry,
    session: &Session,
    caller: Caller,
    body: &[u8],
) -> Response {
    let reference = caller.request.clone();
    let read = serde_json::from_slice(body)
        .or(Err(FieldErrors::of("", Complaint::Malformed)))
        .and_then(entry.from_json);
    let outcome = match read {
        Ok(operation) => dispatcher.run(entry, caller, operation).await,
        Err(errors) => Err(errors.into()),
    };
    let outcome = match outcome {
        Ok(ran) => match identity::apply(session, &ran.effects).await {
            Ok(()) => (entry.to_json)(&*ran.output).map_err(|error| internal(&reference, &error)),
            Err(error) => Err(internal(&reference, &error)),
        },
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(json) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ];
            (headers, json).into_response()
        }
        Err(failure) => failed(&failure),
    }
}

fn failed(failure: &Failure) -> Response {
    let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(failure)).into_response()
}

fn internal(reference: &str, error: &dyn std::fmt::Display) -> Failure {
    tracing::error!(request = reference, %error, "an answer could not be given");
    Failure::Internal {
        reference: reference.to_owned(),
    }
}

/// A form without scripts: after success the next page, after a refusal the same page with what was typed. Both are
/// redirects, so that going back and loading again never sends twice.
async fn from_form(dispatcher: &Dispatcher, entry: &Entry, session: &Session, caller: Caller, body: &[u8]) -> Response {
    let Ok(encoded) = std::str::from_utf8(body) else {
        return failed(&Failure::field("", Complaint::Malformed));
    };
    let about = AboutForm::read(encoded);
    let reference = caller.request.clone();
    let outcome = match (entry.from_form)(encoded) {
        Ok(operation) => dispatcher.run(entry, caller, operation).await,
        Err(errors) => Err(errors.into()),
    };
    let outcome = match outcome {
        Ok(ran) => match identity::apply(session, &ran.effects).await {
            Ok(()) => Ok(ran),
            Err(error) => Err(internal(&reference, &error)),
        },
        Err(failure) => Err(failure),
    };
    let (flash, next) = match outcome {
        Ok(ran) => {
            let output = (entry.to_json)(&*ran.output)
                .ok()
                .and_then(|json| serde_json::from_slice(&json).ok());
            let output: serde_json::Value = output.unwrap_or_default();
            let next = about.then.as_deref().and_then(|then| form::next_address(then, &output));
            (
                Flash {
                    refused: None,
                    done: Some((entry.name.to_owned(), output)),
                },
                next,
            )
        }
        Err(failure) => {
            let next = (failure == Failure::Unauthenticated).then(|| sign_in_address(&about.back));
            let fields = form::typed(encoded).unwrap_or_default();
            let fields = fields
                .into_iter()
                .filter(|(name, _)| !entry.secrets.contains(&name.as_str()))
                .collect();
            let form = about.form.unwrap_or_else(|| entry.name.replace('.', "-"));
            (
                Flash {
                    refused: Some(SentBefore { form, fields, failure }),
                    done: None,
                },
                next,
            )
        }
    };
    if let Err(error) = session.insert(FLASH, flash).await {
        return failed(&internal(&reference, &error));
    }
    Redirect::to(&next.unwrap_or(about.back)).into_response()
}

/// Where somebody signs in who wants to come back.
pub fn sign_in_address(back: &str) -> String {
    let pairs = [("next", back)];
    let query = serde_html_form::to_string(pairs).unwrap_or_default();
    format!("/sign-in?{query}")
}

/// What a form says about itself.
struct AboutForm {
    form: Option<String>,
    back: String,
    then: Option<String>,
}

impl AboutForm {
    fn read(encoded: &str) -> Self {
        let pairs: Vec<(String, String)> = serde_html_form::from_str(encoded).unwrap_or_default();
        let find = |wanted: &str| {
            pairs
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| value.clone())
        };
        let back = find("_back")
            .filter(|back| form::own_address(back))
            .unwrap_or_else(|| "/".to_owned());
        Self {
            form: find("_form"),
            back,
            then: find("_then"),
        }
    }
}
