//! Something to take along: a link, a secret. Shown once, ready to be copied.

use leptos::prelude::*;

use crate::{Button, Icon, TextInput};

/// A text that cannot be changed, with a button that copies it. Without scripts it is selected by hand.
#[component]
pub fn CopyField(
    /// The field's name, unique on the page; nothing is sent.
    #[prop(into)]
    name: String,
    /// What it is.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    value: String,
    /// What to do with it.
    #[prop(into)]
    hint: String,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    let copied = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let text = StoredValue::new(value.clone());
    view! {
        <div class="copy-field">
            <TextInput name=["_", &name].concat() label=label value=value hint=hint readonly=true />
            {move || {
                awake
                    .get()
                    .then(|| {
                        view! {
                            <Button
                                icon=Icon::Note
                                on:click=move |_| {
                                    text.with_value(|text| copy(text));
                                    copied.set(true);
                                }
                            >
                                "Copy"
                            </Button>
                        }
                    })
            }}
            <span class="muted" role="status">
                {move || copied.get().then_some("Copied")}
            </span>
        </div>
    }
}

#[cfg(target_arch = "wasm32")]
fn copy(text: &str) {
    // Whether it went through is the browser's to say; the text stands there to be copied by hand.
    drop(window().navigator().clipboard().write_text(text));
}

#[cfg(not(target_arch = "wasm32"))]
const fn copy(_: &str) {}
