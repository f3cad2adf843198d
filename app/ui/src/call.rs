//! The way from a screen to an operation: on the server straight to the engine, in the browser over HTTP to the same
//! engine. A screen does not know which.

use std::future::Future;
#[cfg(not(target_arch = "wasm32"))]
use std::{any::Any, pin::Pin, sync::Arc};

#[cfg(not(target_arch = "wasm32"))]
use leptos::prelude::use_context;
use model::{Failure, Operation};

/// The answer of a dispatcher, on its way.
#[cfg(not(target_arch = "wasm32"))]
pub type Answering = Pin<Box<dyn Future<Output = Result<Box<dyn Any + Send>, Failure>> + Send>>;

/// What the server puts into the context of a page, so that its operations find the engine and the caller.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone)]
pub struct Dispatch(Arc<dyn Fn(Box<dyn Any + Send>) -> Answering + Send + Sync>);

#[cfg(not(target_arch = "wasm32"))]
impl Dispatch {
    /// A dispatcher; it gets the operation and answers with its output.
    pub fn new(dispatch: impl Fn(Box<dyn Any + Send>) -> Answering + Send + Sync + 'static) -> Self {
        Self(Arc::new(dispatch))
    }
}

/// Where the browser sends an operation of this name, and forms without scripts too.
pub(crate) fn address_of(operation: &str) -> String {
    ["/do/", operation].concat()
}

/// Asks the engine for an operation.
#[cfg(not(target_arch = "wasm32"))]
pub fn call<O: Operation>(operation: O) -> impl Future<Output = Result<O::Output, Failure>> + Send {
    // The context is that of the page that asks: it has to be looked up now, not when the answer is awaited.
    let dispatch = use_context::<Dispatch>().or_else(kept::current);
    async move {
        let nowhere = || Failure::Internal {
            reference: O::NAME.to_owned(),
        };
        let Dispatch(dispatch) = dispatch.ok_or_else(nowhere)?;
        let answer = dispatch(Box::new(operation)).await?;
        let answer = answer.downcast::<O::Output>();
        answer.map(|output| *output).map_err(|_other| nowhere())
    }
}

/// The dispatcher of a page, kept for futures that go on when the view that began them is gone. The server builds a view
/// anew while something in it is still asked for: what is asked for next would find no context any more, and the page
/// would show an error that the browser cannot hydrate.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod kept {
    use std::{
        cell::RefCell,
        pin::Pin,
        task::{Context, Poll},
    };

    use leptos::prelude::use_context;

    use super::Dispatch;

    thread_local! {
        static CURRENT: RefCell<Option<Dispatch>> = const { RefCell::new(None) };
    }

    /// The dispatcher of the future that is being polled.
    pub(crate) fn current() -> Option<Dispatch> {
        CURRENT.with_borrow(Clone::clone)
    }

    /// The dispatcher of the page that is being built.
    pub(crate) fn of_page() -> Option<Dispatch> {
        use_context()
    }

    /// Lets a future find this dispatcher whenever it goes on.
    pub(crate) fn within<T>(dispatch: Option<Dispatch>, future: impl Future<Output = T>) -> impl Future<Output = T> {
        Within {
            dispatch,
            future: Box::pin(future),
        }
    }

    struct Within<F> {
        dispatch: Option<Dispatch>,
        future: Pin<Box<F>>,
    }

    impl<F: Future> Future for Within<F> {
        type Output = F::Output;

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
            let _before = Before(CURRENT.replace(self.dispatch.clone()));
            self.future.as_mut().poll(context)
        }
    }

    /// Puts back what was there, after a panic as well: nobody may ask in somebody else's name.
    struct Before(Option<Dispatch>);

    impl Drop for Before {
        fn drop(&mut self) {
            CURRENT.set(self.0.take());
        }
    }
}

/// Asks the engine for an operation.
#[cfg(target_arch = "wasm32")]
pub fn call<O: Operation>(operation: O) -> impl Future<Output = Result<O::Output, Failure>> + Send {
    let sent = browser::send(O::NAME, serde_json::to_string(&operation).unwrap_or_default());
    async move { model::reading::from_json(sent.await?).map_err(|_unread| browser::unreadable()) }
}

/// What of it needs no type, so that it is compiled once and not per operation.
#[cfg(target_arch = "wasm32")]
pub(crate) mod browser {
    use std::{future::Future, pin::Pin};

    use gloo_net::http::Request;
    use model::{Failure, reading};
    use serde_json::Value;

    /// JSON on its way.
    pub(crate) type Sent = Pin<Box<dyn Future<Output = Result<Value, Failure>> + Send>>;

    /// Sends an operation as JSON and gives back its answer, or the failure that came instead.
    pub(crate) fn send(operation: &str, body: String) -> Sent {
        let address = super::address_of(operation);
        Box::pin(send_wrapper::SendWrapper::new(async move {
            let text = post(&address, body).await?;
            serde_json::from_str(&text).or(Err(unreadable()))
        }))
    }

    pub(crate) fn unreadable() -> Failure {
        Failure::Internal {
            reference: "in the browser".to_owned(),
        }
    }

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
            Err(reading::from_json_text(&text).unwrap_or(Failure::Unavailable))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::{Context, Poll, Waker},
    };

    use leptos::prelude::{Owner, provide_context};
    use model::journey::stages::list::ListStages;

    use super::*;

    #[test]
    fn what_is_asked_for_after_the_view_is_gone_is_answered() {
        let owner = Owner::new();
        let asking = owner.with(|| {
            provide_context(Dispatch::new(|_| Box::pin(async { Err(Failure::NotFound) })));
            kept::within(kept::of_page(), async {
                let mut turns = 0;
                std::future::poll_fn(|_| {
                    turns += 1;
                    if turns == 1 { Poll::Pending } else { Poll::Ready(()) }
                })
                .await;
                call(ListStages {}).await
            })
        });
        let mut asking = pin!(asking);
        let mut context = Context::from_waker(Waker::noop());
        assert!(asking.as_mut().poll(&mut context).is_pending());
        owner.cleanup();
        drop(owner);
        assert!(matches!(
            asking.as_mut().poll(&mut context),
            Poll::Ready(Err(Failure::NotFound))
        ));
        assert!(kept::current().is_none());
    }
}
