//! What was said about a version.

use leptos::prelude::*;
use model::{
    Access,
    agreements::versions::{comment::CommentVersion, show::CommentView},
    platform::people::viewer::Viewer,
    values::ids::AgreementVersionId,
};

use crate::{Avatar, Button, Moment, OperationForm, TextArea, busy, error_of, of, use_viewer, value_of};

/// The comments beside a version, oldest first.
#[component]
pub fn Comments(
    /// The comments.
    comments: Vec<CommentView>,
) -> impl IntoView {
    if comments.is_empty() {
        return view! { <p class="muted">"Nobody has said anything about it yet."</p> }.into_any();
    }
    let lines: Vec<_> = comments
        .into_iter()
        .map(|comment| {
            let name = comment.name.unwrap_or_else(|| "Tridem".to_owned());
            view! {
                <li>
                    <Avatar name=name.clone() />
                    <div>
                        <b>{name}</b>
                        " "
                        <small class="muted">
                            <Moment at=comment.at />
                        </small>
                        <p class="said">{comment.body}</p>
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ol class="comments">{lines}</ol> }.into_any()
}

/// Where one writes a comment; nothing for those who only read. A page builds it once, so that what is typed stays
/// while others work.
#[component]
pub fn CommentForm(
    /// Beside which version.
    version: AgreementVersionId,
) -> impl IntoView {
    let may_write = use_viewer().with_value(|viewer: &Viewer| Access::AnyLeg.admits(&viewer.actor()).is_ok());
    may_write.then(|| {
        view! {
            <OperationForm operation={of::<CommentVersion>()} no_summary=true reset=true class="stack">
                <input type="hidden" name="version" value=version.to_string() />
                <CommentFields />
            </OperationForm>
        }
    })
}

#[component]
fn CommentFields() -> impl IntoView {
    view! {
        <TextArea
            name="body"
            label="Comment"
            hint="Everybody here reads it. It stays with this version."
            rows=2
            required=true
            value=value_of("body", "")
            error=error_of("body")
        />
        <div class="row">
            <Button submit=true busy=busy()>
                "Comment"
            </Button>
        </div>
    }
}
