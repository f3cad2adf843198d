//! The dialog that asks for the reason of a move.

use leptos::prelude::*;
use model::{
    journey::StageKey,
    values::{ids::AccountId, text::Reason},
};
use ui::{Button, ButtonKind, Dialog, DialogCancel, failure};

use super::state::State;
use crate::moving::{MoveFields, USUAL, focus};

const DIALOG: &str = "move-dialog";

/// Asks for the reason of a move.
#[component]
pub(super) fn MoveDialog(state: State) -> impl IntoView {
    Effect::new(move || {
        if state.asking.with(Option::is_some) {
            open_dialog();
        }
    });
    move || {
        state.asking.get().map(|asking| {
            let to = RwSignal::new(asking.to.to_string());
            let reason = RwSignal::new(asking.reason.clone());
            let holds = RwSignal::new(USUAL.to_owned());
            let error = RwSignal::new(None::<String>);
            let title = format!("Move {}", asking.card.name);
            let from = asking.card.stage.clone();
            let choices = asking.choices.clone();
            let account = asking.card.account;
            let sent = StoredValue::new(false);
            let submit = move |event: leptos::ev::SubmitEvent| {
                event.prevent_default();
                let Ok(stage) = to.get_untracked().parse::<StageKey>() else {
                    return;
                };
                match reason.get_untracked().parse::<Reason>() {
                    Ok(reason) => {
                        sent.set_value(true);
                        let holds_days = holds.get_untracked().parse().ok();
                        state.send(asking.clone(), stage, reason, holds_days);
                        find_again(account);
                    }
                    Err(complaint) => {
                        error.set(Some(failure::complaint(&complaint)));
                        focus(&ui::field_id("board", "reason"));
                    }
                }
            };
            view! {
                <Dialog
                    id=DIALOG
                    title=title
                    on:close=move |_| {
                        if !sent.get_value() {
                            state.asking.set(None);
                            find_again(account);
                        }
                    }
                >
                    <form class="stack" on:submit=submit novalidate=true>
                        <MoveFields
                            from=from
                            choices=choices
                            to=to
                            reason=reason
                            holds=holds
                            reason_error=error
                            prefix="board"
                        />
                        <div class="dialog-actions">
                            <DialogCancel dialog=DIALOG />
                            <Button kind=ButtonKind::Primary submit=true>
                                "Move"
                            </Button>
                        </div>
                    </form>
                </Dialog>
            }
        })
    }
}

/// Opens the dialog once it stands in the page, with the keyboard in the reason: the stage was chosen by the drop.
fn open_dialog() {
    #[cfg(target_arch = "wasm32")]
    request_animation_frame(|| {
        use wasm_bindgen::JsCast as _;

        let found = document().get_element_by_id(DIALOG);
        if let Some(dialog) = found.and_then(|found| found.dyn_into::<web_sys::HtmlDialogElement>().ok())
            && !dialog.open()
        {
            drop(dialog.show_modal());
            focus(&ui::field_id("board", "reason"));
        }
    });
}

/// Puts the keyboard back on a card, wherever it stands now.
fn find_again(account: AccountId) {
    #[cfg(target_arch = "wasm32")]
    request_animation_frame(move || {
        use wasm_bindgen::JsCast as _;

        let handle = format!("[data-grip=\"{account}\"]");
        let found = document().query_selector(&handle).ok().flatten();
        if let Some(handle) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(handle.focus());
        }
    });
    #[cfg(not(target_arch = "wasm32"))]
    let _ = account;
}
