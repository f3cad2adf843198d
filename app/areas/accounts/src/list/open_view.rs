//! What can be done with the open view: save the list as a new one, save what was changed, rename, move, share, remove.
//!
//! Panels and the question before a removal open without scripts; a form that was refused comes back in its open panel.

use leptos::prelude::*;
use model::{
    access::{Action, may},
    accounts::views::{SavedView, Shown, edit::EditView, move_view::MoveView, remove::RemoveView, save::SaveView},
    platform::people::viewer::Viewer,
};
use ui::{
    Button, ButtonKind, Checkbox, Dialog, DialogCancel, Flash, Icon, OperationForm, TextInput, busy, error_of, of,
    use_viewer, value_of,
};

const SAVE: &str = "save-view";
const RENAME: &str = "rename-view";
const SHARE: &str = "share-view";
const REMOVE: &str = "remove-view";
const REMOVE_FORM: &str = "remove-view-form";

/// The buttons and panels beside the tabs, for the list as it stands at present.
pub(super) fn actions(saved: &[SavedView], open: Option<&SavedView>, present: &Shown) -> Vec<AnyView> {
    let actor = use_viewer().with_value(Viewer::actor);
    let may_share = may(&actor, Action::ShareView);
    let Some(view) = open else {
        let worth_a_name = *present != Shown::default();
        return worth_a_name.then(|| save(present, may_share)).into_iter().collect();
    };
    let (owner, shared) = (view.owner, view.shared);
    let may_change = may(&actor, Action::ChangeView { owner, shared });
    let changed = view.conditions != *present;
    let mut actions = Vec::new();
    if changed && may_change {
        actions.push(save_changes(view, present));
    }
    if changed {
        actions.push(save(present, may_share));
    }
    if Some(owner) != actor.person() {
        let whose = ["Shared by ", &view.owner_name].concat();
        actions.push(view! { <small class="muted">{whose}</small> }.into_any());
    }
    if may_change {
        let beside: Vec<&SavedView> = saved.iter().filter(|other| other.shared == shared).collect();
        let is_it = |other: Option<&&SavedView>| other.is_some_and(|other| other.id == view.id);
        actions.extend((!is_it(beside.first())).then(|| shift(view, false)));
        actions.extend((!is_it(beside.last())).then(|| shift(view, true)));
        actions.push(edit(view, may_share));
    }
    if may(&actor, Action::RemoveView { owner, shared }) {
        actions.push(remove(view));
    }
    actions
}

/// What opens over the page below its button. It is open at once when one of its forms was refused without scripts.
fn panel(words: &'static str, forms: &[&str], content: AnyView) -> AnyView {
    let refused = use_context::<Flash>().is_some_and(|flash| forms.iter().any(|form| flash.refused(form).is_some()));
    view! {
        <details class="chip-holder" name="filter" open=refused>
            <summary class="button small">{words} {Icon::ChevronDown.small()}</summary>
            <div class="chip-panel" role="group" aria-label=words>
                {content}
            </div>
        </details>
    }
    .into_any()
}

fn save(present: &Shown, may_share: bool) -> AnyView {
    let conditions = present.to_string();
    let form = view! {
        <OperationForm
            operation={of::<SaveView>()}
            id=SAVE
            then="/accounts?view={id}&{conditions}"
            class="stack"
            no_summary=true
        >
            <input type="hidden" name="conditions" value=conditions />
            <NameField form=SAVE stored="" />
            {may_share.then(|| view! { <ShareField /> })}
            <Send words="Save" />
        </OperationForm>
    };
    panel("Save view", &[SAVE], form.into_any())
}

fn save_changes(view: &SavedView, present: &Shown) -> AnyView {
    let (id, conditions) = (view.id.to_string(), present.to_string());
    view! {
        <OperationForm operation={of::<EditView>()} id="save-changes" no_summary=true>
            <input type="hidden" name="view" value=id />
            <input type="hidden" name="conditions" value=conditions />
            <Button small=true submit=true>
                "Save changes"
            </Button>
        </OperationForm>
    }
    .into_any()
}

fn shift(view: &SavedView, later: bool) -> AnyView {
    let id = view.id.to_string();
    let (form, icon, label) = if later {
        ("view-later", Icon::ChevronRight, "Move view right")
    } else {
        ("view-earlier", Icon::ChevronLeft, "Move view left")
    };
    view! {
        <OperationForm operation={of::<MoveView>()} id=form no_summary=true>
            <input type="hidden" name="view" value=id />
            <input type="hidden" name="later" value=later.to_string() />
            <Button kind=ButtonKind::Quiet small=true icon=icon label=label submit=true />
        </OperationForm>
    }
    .into_any()
}

fn edit(view: &SavedView, may_share: bool) -> AnyView {
    let (id, name, shared) = (view.id.to_string(), view.name.clone(), view.shared);
    let words = if shared {
        "Show it to me only"
    } else {
        "Share with everybody"
    };
    let share = may_share.then(|| {
        let id = id.clone();
        view! {
            <OperationForm operation={of::<EditView>()} id=SHARE no_summary=true>
                <input type="hidden" name="view" value=id />
                <input type="hidden" name="shared" value=(!shared).to_string() />
                <Button small=true submit=true>
                    {words}
                </Button>
            </OperationForm>
        }
    });
    let forms = view! {
        <OperationForm operation={of::<EditView>()} id=RENAME class="stack" no_summary=true>
            <input type="hidden" name="view" value=id />
            <input type="hidden" name="_required" value="name" />
            <NameField form=RENAME stored=name />
            <Send words="Rename" />
        </OperationForm>
        {share}
    };
    panel("Edit view", &[RENAME, SHARE], forms.into_any())
}

fn remove(view: &SavedView) -> AnyView {
    let (id, title) = (view.id.to_string(), format!("Remove the view “{}”?", view.name));
    let lost = if view.shared {
        "Everybody loses this tab. The accounts stay as they are."
    } else {
        "This tab is gone for good. The accounts stay as they are."
    };
    view! {
        <Button kind=ButtonKind::Quiet small=true icon=Icon::Trash label="Remove view" opens_dialog=REMOVE />
        <Dialog
            id=REMOVE
            title=title
            actions=|| {
                view! {
                    <DialogCancel dialog=REMOVE />
                    <Button kind=ButtonKind::Danger submit=true form=REMOVE_FORM>
                        "Remove"
                    </Button>
                }
            }
        >
            <p>{lost}</p>
            <OperationForm operation={of::<RemoveView>()} id=REMOVE_FORM then="/accounts" no_summary=true>
                <input type="hidden" name="view" value=id />
            </OperationForm>
        </Dialog>
    }
    .into_any()
}

#[component]
fn NameField(form: &'static str, #[prop(into)] stored: String) -> impl IntoView {
    view! {
        <TextInput
            prefix=form
            name="name"
            label="Name of the view"
            required=true
            value=value_of("name", stored)
            error=error_of("name")
        />
    }
}

#[component]
fn ShareField() -> impl IntoView {
    let shared = value_of("shared", "");
    view! {
        <Checkbox
            prefix=SAVE
            name="shared"
            label="Everybody sees it"
            checked=Signal::derive(move || shared.with(|shared| shared == "true"))
        />
    }
}

#[component]
fn Send(words: &'static str) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Primary small=true submit=true busy=busy()>
            {words}
        </Button>
    }
}
