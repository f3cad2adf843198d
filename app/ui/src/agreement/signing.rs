//! Who signed, who has to yet, and the button of whoever may.

use leptos::prelude::*;
use model::{
    agreement::State,
    agreements::versions::{
        show::{SignatureView, VersionView},
        sign::SignVersion,
    },
};

use crate::{
    Badge, Button, ButtonKind, Icon, LegAvatar, Moment, OperationForm, Panel, Tone, busy, department_name, of,
    use_viewer,
};

/// The signatures below a version: one line per department that must sign.
#[component]
pub fn SigningPanel(
    /// The version.
    view: VersionView,
) -> impl IntoView {
    let viewer = use_viewer().with_value(model::platform::people::viewer::Viewer::actor);
    let may_sign = view.may_sign(&viewer);
    let signed = view.signatures.iter().filter(|one| one.by.is_some()).count();
    let note = format!("{signed} of {}", view.signatures.len());
    let state = view.state;
    let lines: Vec<_> = view.signatures.iter().cloned().map(|one| line(one, state)).collect();
    view! {
        <Panel title="Signatures" note=note id="signatures">
            <div class="stack">
                <ul class="signatures">{lines}</ul>
                {may_sign
                    .map(|department| {
                        let words = format!("Sign for {}", department_name(department).to_lowercase());
                        view! {
                            <OperationForm
                                operation={of::<SignVersion>()}
                                class="stack"
                                refused_title="This cannot be signed now"
                            >
                                <input type="hidden" name="version" value=view.version.to_string() />
                                <input type="hidden" name="seen" value=view.edition.to_string() />
                                <input type="hidden" name="department" value=department.key() />
                                <SignButton words=words />
                            </OperationForm>
                        }
                    })}
            </div>
        </Panel>
    }
}

#[component]
fn SignButton(words: String) -> impl IntoView {
    view! {
        <p class="muted">"You sign what stands here, and for one department only."</p>
        <div class="row">
            <Button kind=ButtonKind::Primary icon=Icon::Check submit=true busy=busy()>
                {words}
            </Button>
        </div>
    }
}

fn line(signature: SignatureView, state: State) -> AnyView {
    let department = signature.department;
    let nobody: Option<String> = None;
    let waits = state == State::Proposed;
    let said = if state == State::Draft {
        "Must sign"
    } else {
        "Not signed"
    };
    match signature.by {
        Some(by) => view! {
            <li>
                <LegAvatar department=department owner=Some(by.name.clone()) />
                <div>{by.name} <small>{department_name(department)} ", " <Moment at=by.at /></small></div>
                <Badge text="Signed" tone=Tone::Good icon=Icon::Check />
            </li>
        }
        .into_any(),
        None => view! {
            <li>
                <LegAvatar department=department owner=nobody />
                <div>{said} <small>{department_name(department)}</small></div>
                {waits.then(|| view! { <Badge text="Waits" tone=Tone::Warn open=true /> })}
            </li>
        }
        .into_any(),
    }
}
