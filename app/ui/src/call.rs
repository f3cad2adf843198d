//! The way from a screen to an operation: on the server straight to the engine, in the browser over HTTP to the same
//! engine. A screen does not know which.

use std::{any::Any, future::Future, pin::Pin, sync::Arc};

use leptos::prelude::use_context;
use model::{Failure, Operation};

/// The answer of a dispatcher, on its way.
pub type Answering = Pin<Box<dyn Future<Output = Result<Box<dyn Any + Send>, Failure>> + Send>>;

/// What the server puts into the context of a page, so that its operations find the engine and the caller.
#[derive(Clone)]
pub struct Dispatch(Arc<dyn Fn(Box<dyn Any + Send>) -> Answering + Send + Sync>);

impl Dispatch {
    /// A dispatcher; it gets the operation and answers with its output.
    pub fn new(dispatch: impl Fn(Box<dyn Any + Send>) -> Answering + Send + Sync + 'static) -> Self {
        Self(Arc::new(dispatch))
    }
}

/// Where the browser sends an operation, and forms without scripts too.
pub fn address_of<O: Operation>() -> String {
    ["/do/", O::NAME].concat()
}

/// Asks the engine for an operation.
pub fn call<O: Operation>(operation: O) -> impl Future<Output = Result<O::Output, Failure>> + Send {
    // The context is that of the page that asks: it has to be looked up now, not when the answer is awaited.
    let dispatch = use_context::<Dispatch>();
    async move {
        match dispatch {
            Some(Dispatch(dispatch)) => {
                let answer = dispatch(Box::new(operation)).await?;
                answer
                    .downcast::<O::Output>()
                    .map(|output| *output)
                    .map_err(|_other| Failure::Internal {
                        reference: O::NAME.to_owned(),
                    })
            }
            None => over_http(operation).await,
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn over_http<O: Operation>(operation: O) -> impl Future<Output = Result<O::Output, Failure>> + Send {
    send_wrapper::SendWrapper::new(async move {
        let body = serde_json::to_string(&operation).map_err(|_unread| internal())?;
        let text = browser::post(&address_of::<O>(), body).await?;
        serde_json::from_str(&text).map_err(|_unread| internal())
    })
}

#[cfg(not(target_arch = "wasm32"))]
fn over_http<O: Operation>(_: O) -> std::future::Ready<Result<O::Output, Failure>> {
    std::future::ready(Err(Failure::Internal {
        reference: "no dispatcher".to_owned(),
    }))
}

#[cfg(target_arch = "wasm32")]
fn internal() -> Failure {
    Failure::Internal {
        reference: "in the browser".to_owned(),
    }
}

/// What of it needs no type, so that it is compiled once and not per operation.
#[cfg(target_arch = "wasm32")]
pub(crate) mod browser {
    use gloo_net::http::Request;
    use model::Failure;

    /// Sends JSON to an address of ours and gives back JSON, or the failure that came instead.
    pub(crate) async fn post(address: &str, body: String) -> Result<String, Failure> {
        let request = Request::post(address)
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .body(body)
            .or(Err(Failure::Unavailable))?;
        let response = request.send().await.or(Err(Failure::Unavailable))?;
        let succeeded = response.ok();
        let text = response.text().await.or(Err(Failure::Unavailable))?;
        if succeeded {
            Ok(text)
        } else {
            Err(serde_json::from_str(&text).unwrap_or(Failure::Unavailable))
        }
    }
}
