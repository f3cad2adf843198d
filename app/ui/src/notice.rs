//! A rule speaks: why something was refused, what is due, what was done.

use leptos::prelude::*;

use crate::class_list::classes;
use crate::icon::Icon;
use crate::tone::Tone;

/// A message in the page, beside what it is about.
#[component]
pub fn Notice(
    /// `Bad` for a refusal, `Warn` for what will be one, `Good` for what was done, else information.
    #[prop(optional)]
    tone: Tone,
    /// The rule that speaks and who can change it.
    #[prop(optional, into)]
    rule: Option<String>,
    /// Read out at once: the answer to what the person just did.
    #[prop(optional)]
    announced: bool,
    /// The message; links and buttons may follow it.
    children: Children,
) -> impl IntoView {
    let icon = match tone {
        Tone::Neutral | Tone::Evidence => Icon::Info,
        Tone::Good => Icon::Check,
        Tone::Warn | Tone::Bad => Icon::Warning,
    };
    let announcing = announced.then_some(if tone == Tone::Bad { "alert" } else { "status" });
    view! {
        <div class=classes(&["notice", tone.class()]) role=announcing>
            {icon.view()} <div>{children()} {rule.map(|rule| view! { <small>{rule}</small> })}</div>
        </div>
    }
}
