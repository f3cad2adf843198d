//! The dialog that asks why a lead is rejected, so that nobody has to leave the queue for it.

use chrono::Days;
use leptos::prelude::*;
use model::{
    accounts::people_choices::PersonChoice,
    leads::chain::{list::LeadRow, reject::RejectLead},
};
use ui::{Button, ButtonKind, Dialog, DialogCancel, OperationForm, busy, done_of, of, reading, use_messages};

use crate::fields::{RejectFields, Which};

const DIALOG: &str = "reject-dialog";

/// When somebody gets in touch again with who was not ready, unless said.
pub const USUAL_NEXT_TOUCH: Days = Days::new(30);

/// Asks as soon as a lead is to be rejected.
pub(super) fn dialog(rejecting: RwSignal<Option<LeadRow>>, people: Vec<PersonChoice>) -> AnyView {
    Effect::new(move || {
        if rejecting.with(Option::is_some) {
            open();
        }
    });
    let people = StoredValue::new(people);
    let messages = use_messages();
    (move || {
        rejecting.get().map(|row| {
            let done = done_of::<RejectLead>(move |row| {
                rejecting.set(None);
                messages.say(format!(
                    "You rejected {}. {} stays in touch.",
                    row.contact_name, row.owner_name
                ));
            });
            let title = format!("Reject {}", row.contact_name);
            let day = reading::today();
            let day = day.checked_add_days(USUAL_NEXT_TOUCH).unwrap_or(day);
            view! {
                <Dialog id=DIALOG title=title wide=true on:close=move |_| rejecting.set(None)>
                    <OperationForm
                        operation={of::<RejectLead>()}
                        id="reject-in-queue"
                        class="stack"
                        no_summary=true
                        refused_title="It is not rejected yet"
                        done=done
                    >
                        <Which lead=row.lead.id.to_string() version=row.version />
                        <RejectFields prefix="queue" people=people.get_value() day=day />
                        <Send />
                    </OperationForm>
                </Dialog>
            }
        })
    })
    .into_any()
}

#[component]
fn Send() -> impl IntoView {
    view! {
        <div class="dialog-actions">
            <DialogCancel dialog=DIALOG />
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Reject"
            </Button>
        </div>
    }
}

/// Opens the dialog once it stands in the page, with the keyboard at the first reason.
fn open() {
    #[cfg(target_arch = "wasm32")]
    request_animation_frame(|| {
        use wasm_bindgen::JsCast as _;

        let found = document().get_element_by_id(DIALOG);
        if let Some(dialog) = found.and_then(|found| found.dyn_into::<web_sys::HtmlDialogElement>().ok())
            && !dialog.open()
        {
            drop(dialog.show_modal());
            let first = document().get_element_by_id(&ui::field_id("queue", "reasons"));
            if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
                drop(first.focus());
            }
        }
    });
}
