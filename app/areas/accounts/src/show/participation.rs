//! The stool score in the head of the record, and its receipt.

use leptos::prelude::*;
use model::{accounts::show::AccountInFull, journey::participation::show::Participation};
use ui::{ReceiptButton, ReceiptDrawer, ReceiptOf, receipt_view, use_stages};

const DRAWER: &str = "participation";

/// How many legs acted of those that owe an act, as the mark that opens the receipt; nothing where no leg owes one.
pub(super) fn score(full: &AccountInFull) -> Option<AnyView> {
    let score = full.participation.score?;
    let about = format!("Legs of {} that acted in their window", full.account.name);
    Some(view! { <ReceiptButton value=score.to_string() about=about drawer=DRAWER /> }.into_any())
}

/// The receipt, ready in the page.
pub(super) fn drawer(full: &AccountInFull) -> Option<AnyView> {
    let Participation {
        score: Some(score),
        receipt: Some(receipt),
        stage,
        ..
    } = &full.participation
    else {
        return None;
    };
    let of = ReceiptOf {
        title: format!("{score} legs acted"),
        about: format!("{}, in {}", full.account.name, use_stages().name(stage)),
        version: "the journey in force".to_owned(),
        rule_href: Some("/journey/versions".to_owned()),
        rows_href: format!("/accounts/{}", full.account.id),
    };
    let mut view = receipt_view(receipt, of);
    view.total = Some(("Legs that acted".to_owned(), score.to_string()));
    Some(view! { <ReceiptDrawer id=DRAWER receipt=view /> }.into_any())
}
