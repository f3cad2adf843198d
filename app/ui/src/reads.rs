//! What a page reads: asked on the server, handed to the browser with the page, asked again when something changed.
//!
//! Leptos' resources are generic in what they hold, and each kind of answer costs a browser some twenty kilobytes of
//! program. Here all of them hold the same: an answer that only whoever shows it knows the type of.

use std::{
    any::Any,
    convert::Infallible,
    fmt,
    future::{Future, IntoFuture},
    marker::PhantomData,
    pin::Pin,
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
};

use leptos::{prelude::*, server::codee::string::FromToStringCodec};
use model::{Failure, reading};
use serde::{Serialize, de::DeserializeOwned};

#[cfg(not(target_arch = "wasm32"))]
use crate::call::kept;

/// Something that a page reads.
#[derive(Debug)]
pub struct Reads<T> {
    told: ToldResource,
    answer: PhantomData<fn() -> T>,
}

impl<T> Clone for Reads<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Reads<T> {}

impl<T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static> Reads<T> {
    /// Asks whenever the source has changed.
    pub fn new<S, F>(
        source: impl Fn() -> S + Send + Sync + 'static,
        ask: impl Fn(S) -> F + Send + Sync + 'static,
    ) -> Self
    where
        S: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, Failure>> + Send + 'static,
    {
        let seen = Arc::new(Mutex::new((0_u64, None::<S>)));
        let last = Arc::clone(&seen);
        let changes = move || {
            let now = source();
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            if seen.1.as_ref() != Some(&now) {
                *seen = (seen.0 + 1, Some(now));
            }
            seen.0
        };
        #[cfg(not(target_arch = "wasm32"))]
        let dispatch = kept::of_page();
        let ask = move |_| -> Option<Telling> {
            let source = last.lock().unwrap_or_else(PoisonError::into_inner).1.clone()?;
            let answer = ask(source);
            #[cfg(not(target_arch = "wasm32"))]
            let answer = kept::within(dispatch.clone(), answer);
            Some(Box::pin(async move { Told::of(answer.await) }))
        };
        Self {
            told: resource(Box::new(changes), Box::new(ask)),
            answer: PhantomData,
        }
    }

    /// The answer, once it is there.
    pub fn get(&self) -> Option<Result<T, Failure>> {
        self.told.get().map(|told| told.read())
    }

    pub(crate) const fn told(self) -> ToldResource {
        self.told
    }
}

impl<T: Clone + DeserializeOwned + Send + Sync + 'static> IntoFuture for Reads<T> {
    type Output = Result<T, Failure>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let told = self.told.into_future();
        Box::pin(async move { told.await.read() })
    }
}

pub(crate) type ToldResource = Resource<Told, FromToStringCodec>;
type Telling = Pin<Box<dyn Future<Output = Told> + Send>>;

/// Compiled once, and not for each kind of answer.
fn resource(
    changes: Box<dyn Fn() -> u64 + Send + Sync>,
    ask: Box<dyn Fn(u64) -> Option<Telling> + Send + Sync>,
) -> ToldResource {
    Resource::new_str(changes, move |change| {
        let telling = ask(change);
        async move {
            match telling {
                Some(telling) => telling.await,
                None => Told::failed(Failure::Unavailable),
            }
        }
    })
}

/// An answer of some type, or why there is none.
#[derive(Debug, Clone)]
pub(crate) struct Told(Arc<Kept>);

enum Kept {
    Value(Box<dyn Any + Send + Sync>, Encode),
    /// As it came with the page.
    Text(String),
    Failed(Failure),
}

/// How a value becomes text. The browser never hands its answers on.
type Encode = fn(&dyn Any) -> Option<String>;

/// Marks the text of a failure; no JSON begins so.
const FAILED: char = '!';

impl Told {
    fn of<T: Serialize + Send + Sync + 'static>(answer: Result<T, Failure>) -> Self {
        match answer {
            Ok(value) => Self(Arc::new(Kept::Value(Box::new(value), encode_of::<T>()))),
            Err(failure) => Self::failed(failure),
        }
    }

    fn failed(failure: Failure) -> Self {
        Self(Arc::new(Kept::Failed(failure)))
    }

    /// Reads it as what was asked for.
    pub(crate) fn read<T: Clone + DeserializeOwned + 'static>(&self) -> Result<T, Failure> {
        match &*self.0 {
            Kept::Value(value, _) => value.downcast_ref::<T>().cloned().ok_or_else(unreadable),
            Kept::Text(text) => reading::from_json_text(text).map_err(|_unread| unreadable()),
            Kept::Failed(failure) => Err(failure.clone()),
        }
    }
}

fn unreadable() -> Failure {
    Failure::Internal {
        reference: "in the page".to_owned(),
    }
}

const fn encode_of<T: Serialize + 'static>() -> Encode {
    // Said so that the other branch is not compiled into the browser's program.
    if cfg!(target_arch = "wasm32") {
        |_| None
    } else {
        |value| serde_json::to_string(value.downcast_ref::<T>()?).ok()
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Value(..) => "Value",
            Self::Text(_) => "Text",
            Self::Failed(_) => "Failed",
        })
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kept::Value(value, encode) => f.write_str(&encode(&**value).unwrap_or_default()),
            Kept::Text(text) => f.write_str(text),
            Kept::Failed(failure) => {
                write!(f, "{FAILED}{}", serde_json::to_string(failure).unwrap_or_default())
            }
        }
    }
}

impl FromStr for Told {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(Arc::new(match text.strip_prefix(FAILED) {
            Some(failure) => Kept::Failed(reading::from_json_text(failure).unwrap_or(Failure::Unavailable)),
            None => Kept::Text(text.to_owned()),
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed_over<T>(answer: Result<T, Failure>) -> Result<T, Failure>
    where
        T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        let text = Told::of(answer).to_string();
        let Ok(told) = text.parse::<Told>();
        told.read()
    }

    #[test]
    fn an_answer_arrives_as_it_left() {
        let answer = vec![(1_u8, "Ines".to_owned()), (2, "!".to_owned())];
        assert_eq!(handed_over(Ok(answer.clone())), Ok(answer));
    }

    #[test]
    fn a_failure_arrives_as_it_left() {
        assert_eq!(handed_over::<u8>(Err(Failure::NotFound)), Err(Failure::NotFound));
        let details = Failure::field("name", model::Complaint::Required);
        assert_eq!(handed_over::<u8>(Err(details.clone())), Err(details));
    }
}
