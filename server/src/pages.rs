//! Pages: rendered here first, so that they can be read before any script runs.

use std::collections::BTreeSet;

use axum::{
    Extension,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use engine::Caller;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use leptos::{PrefetchLazyFn, prelude::*};
use leptos_axum::ResponseOptions;
use model::platform::people::viewer::{ShowViewer, Visit};
use tower_sessions::Session;
use ui::{
    Arrival, Flash,
    page::{AnswerWith, SendTo},
};

use crate::{problem::Problem, security, serve::Serving, session_store::FLASH, site::Manifest};

/// Renders the page behind the address.
pub async fn page(
    State(serving): State<Serving>,
    session: Session,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    // Pages are only read; what is sent goes to the operation that it names.
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let visit = match engine::answer(serving.engine(), &caller, ShowViewer {}).await {
        Ok(visit) => visit,
        Err(failure) => return Problem(failure).into_response(),
    };
    let path = request.uri().path();
    if let Some(address) = detour(&visit, path, request.uri()) {
        return axum::response::Redirect::to(&address).into_response();
    }
    let flash = take_flash(&session).await;
    let arrival = Arrival { visit, flash };
    let dispatch = serving.dispatcher().for_page(caller);
    let manifest = serving.site().manifest().clone();
    let reload = serving.reloads();
    let parts = PrefetchLazyFn::default();
    let noted = parts.clone();
    let context = move || {
        provide_context(noted.clone());
        let options = expect_context::<ResponseOptions>();
        if let Some(nonce) = use_nonce()
            && let Ok(policy) = HeaderValue::from_str(&security::page_policy(&nonce))
        {
            options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
        let status = options.clone();
        provide_context(AnswerWith::new(move |code| {
            status.set_status(StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        }));
        provide_context(SendTo::new(move |address| {
            options.set_status(StatusCode::SEE_OTHER);
            if let Ok(address) = HeaderValue::from_str(address) {
                options.insert_header(header::LOCATION, address);
            }
        }));
        provide_context(dispatch.clone());
        provide_context(arrival.clone());
    };
    let document = move || {
        app::document(&app::Files {
            boot: manifest.boot.clone(),
            js: manifest.js.clone(),
            wasm: manifest.wasm.clone(),
            css: manifest.css.clone(),
            fonts: manifest.fonts.clone(),
            reload,
        })
    };
    let mut response = leptos_axum::render_app_async_with_context(context, document)(request).await;
    preload(serving.site().manifest(), &parts, response.headers_mut());
    response
}

/// Lets the browser fetch the parts of the program that the page has turned out to need, before the program asks.
fn preload(manifest: &Manifest, parts: &PrefetchLazyFn, headers: &mut HeaderMap) {
    let needed = parts.0.with_value(|parts| {
        let files = parts.iter().filter_map(|part| manifest.parts.get(*part)).flatten();
        files.cloned().collect::<BTreeSet<_>>()
    });
    for file in needed {
        let link = format!("<{file}>; rel=preload; as=fetch; crossorigin");
        if let Ok(link) = HeaderValue::from_str(&link) {
            headers.append(header::LINK, link);
        }
    }
}

/// Where somebody has to go before the page that he asked for.
fn detour(visit: &Visit, path: &str, uri: &http::Uri) -> Option<String> {
    match visit {
        Visit::NotSetUp => (path != "/set-up").then(|| "/set-up".to_owned()),
        Visit::Stranger if app::is_open(path) => None,
        Visit::Stranger => {
            let asked = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
            Some(if asked == "/" {
                "/sign-in".to_owned()
            } else {
                crate::browser::sign_in_address(asked)
            })
        }
        Visit::Known(_) => matches!(path, "/sign-in" | "/set-up").then(|| "/".to_owned()),
    }
}

/// What the last form left to say; said once.
async fn take_flash(session: &Session) -> Flash {
    match session.get::<Flash>(FLASH).await {
        Ok(Some(flash)) => {
            if let Err(error) = session.remove::<Flash>(FLASH).await {
                tracing::warn!(%error, "a message cannot be taken out of the session");
            }
            flash
        }
        _ => Flash::default(),
    }
}
