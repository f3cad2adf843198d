//! Short messages in the corner: what was done, and the way to undo it.

use leptos::prelude::*;

use crate::{Button, ButtonKind, Icon, Toast, ToastRegion};

/// The messages of the page.
#[derive(Clone, Copy)]
pub struct Messages {
    shown: RwSignal<Vec<Message>>,
    /// How many there were. A number that came again would be taken for the message that had it first, which would then
    /// stay in place of the new one.
    said: StoredValue<u32>,
}

#[derive(Clone)]
struct Message {
    number: u32,
    text: String,
    undo: Option<ViewFn>,
}

impl Messages {
    /// Puts the messages into the context of all pages.
    pub fn provide() -> Self {
        let messages = Self {
            shown: RwSignal::new(Vec::new()),
            said: StoredValue::new(0),
        };
        provide_context(messages);
        messages
    }

    /// Says what was done. The message goes by itself after a while, unless there is something to undo.
    pub fn say(self, text: impl Into<String>) {
        let number = self.add(text.into(), None);
        #[cfg(target_arch = "wasm32")]
        set_timeout(move || self.remove(number), std::time::Duration::from_secs(6));
        #[cfg(not(target_arch = "wasm32"))]
        let _ = number;
    }

    /// Says what was done, with a form that undoes it; there are at most three such messages at a time.
    pub fn offer_undo(self, text: impl Into<String>, undo: impl Into<ViewFn>) {
        self.add(text.into(), Some(undo.into()));
    }

    /// Takes all messages away: what they offered was done, or no longer can be.
    pub fn clear(self) {
        self.shown.try_update(Vec::clear);
    }

    fn add(self, text: String, undo: Option<ViewFn>) -> u32 {
        const MOST: usize = 3;
        let number = self.said.try_update_value(|said| {
            *said += 1;
            *said
        });
        let number = number.unwrap_or_default();
        self.shown.try_update(|messages| {
            messages.push(Message { number, text, undo });
            if messages.len() > MOST {
                messages.remove(0);
            }
        });
        number
    }

    fn remove(self, number: u32) {
        self.shown
            .try_update(|messages| messages.retain(|message| message.number != number));
    }
}

/// The messages of the page.
pub fn use_messages() -> Messages {
    use_context().unwrap_or_else(Messages::provide)
}

/// The corner where the messages stand.
#[component]
pub fn MessageCorner() -> impl IntoView {
    let messages = use_messages();
    view! {
        <ToastRegion>
            <For each=move || messages.shown.get() key=|message| message.number let:message>
                <Toast text=message.text.clone()>
                    {message.undo.as_ref().map(ViewFn::run)}
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        icon=Icon::Cross
                        label="Close"
                        on:click=move |_| messages.remove(message.number)
                    />
                </Toast>
            </For>
        </ToastRegion>
    }
}
