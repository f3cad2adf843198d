//! What the server tells a page before it is rendered, and the browser again before it is hydrated.

use std::{fmt, str::FromStr, sync::Arc};

use leptos::prelude::*;
use model::{
    Operation,
    journey::Stages,
    platform::people::viewer::{Viewer, Visit},
    reading,
};
use serde::{Deserialize, Serialize};

use crate::form::SentBefore;

/// What happened just before this page was loaded, without scripts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// A form that was refused.
    pub refused: Option<SentBefore>,
    /// A command that went through: its name and its answer.
    pub done: Option<(String, serde_json::Value)>,
}

impl Flash {
    /// What was sent before by this form.
    pub fn refused(&self, form: &str) -> Option<SentBefore> {
        self.refused.clone().filter(|before| before.form == form)
    }
}

/// What every page knows from the beginning. It travels as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// Who looks at it.
    pub visit: Visit,
    /// What happened just before.
    pub flash: Flash,
}

impl Default for Arrival {
    fn default() -> Self {
        Self {
            visit: Visit::Stranger,
            flash: Flash::default(),
        }
    }
}

impl fmt::Display for Arrival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).or(Err(fmt::Error))?)
    }
}

impl FromStr for Arrival {
    type Err = reading::Unread;

    fn from_str(json: &str) -> Result<Self, Self::Err> {
        reading::from_json_text(json)
    }
}

/// What an operation of this page has answered: just before by a form without scripts, or else nothing until the form
/// here tells it by its `done`.
pub fn outcome_of<O: Operation>() -> RwSignal<Option<O::Output>> {
    let done = use_context::<Flash>().and_then(|flash| flash.done);
    let before = done
        .filter(|(name, _)| name == O::NAME)
        .and_then(|(_, answer)| reading::from_json(answer).ok());
    RwSignal::new(before)
}

/// How a page tells the server with which status to answer; the browser has no use for it.
#[derive(Clone)]
pub struct AnswerWith(Arc<dyn Fn(u16) + Send + Sync>);

impl AnswerWith {
    /// Takes the status.
    pub fn new(tell: impl Fn(u16) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }
}

/// Tells the server with which HTTP status to answer.
pub fn answer_with(status: u16) {
    if let Some(AnswerWith(tell)) = use_context() {
        tell(status);
    }
}

/// How a page sends the reader elsewhere before it is shown.
#[derive(Clone)]
pub struct SendTo(Arc<dyn Fn(&str) + Send + Sync>);

impl SendTo {
    /// Takes the address.
    pub fn new(tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }
}

/// Sends the reader elsewhere: by a redirect on the server, by a load in the browser.
pub fn send_to(address: &str) {
    match use_context() {
        Some(SendTo(tell)) => tell(address),
        None => load(address),
    }
}

#[cfg(target_arch = "wasm32")]
fn load(address: &str) {
    drop(window().location().set_href(address));
}

#[cfg(not(target_arch = "wasm32"))]
const fn load(_: &str) {}

/// Who looks at the page. Pages outside the frame have nobody: there it is a stranger's reading habits.
pub fn use_viewer() -> StoredValue<Viewer> {
    expect_context::<StoredValue<Viewer>>()
}

/// The stages of the journey in force, as they came with the page. Like the viewer they are found where a component is
/// built; what runs later takes them along.
pub fn use_stages() -> Stages {
    use_viewer().with_value(|viewer| viewer.stages.clone())
}
