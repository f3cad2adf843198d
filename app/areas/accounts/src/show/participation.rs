//! The stool score in the head of the record, and its receipt.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use model::{
    accounts::show::AccountInFull,
    journey::participation::{LegShare, show::Participation},
    receipt::{Met, Receipt},
};
use ui::{Met as Mark, ReceiptButton, ReceiptDrawer, ReceiptLine, ReceiptRow, ReceiptView, use_stages, use_viewer};

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
        legs,
        stage,
        ..
    } = &full.participation
    else {
        return None;
    };
    let stages = use_stages();
    let rows: Vec<ReceiptRow> = receipt
        .lines
        .iter()
        .zip(legs)
        .flat_map(|(line, share)| {
            line.rows.iter().map(move |row| ReceiptRow {
                when: said(row.at),
                what: capital(&row.what),
                href: format!("/accounts/{}", full.account.id),
                part: ui::department_name(share.leg).to_owned(),
            })
        })
        .collect();
    let row_count = receipt.lines.iter().map(|line| line.row_count as usize).sum();
    let receipt = ReceiptView {
        title: format!("{score} legs acted"),
        about: format!("{}, in {}", full.account.name, stages.name(stage)),
        rule: receipt.rule.clone(),
        version: "The journey".to_owned(),
        in_force: "as it is in force".to_owned(),
        rule_href: None,
        lines: lines(receipt, legs),
        total: Some(("Stool score".to_owned(), score.to_string())),
        rows,
        row_count,
        rows_href: None,
        signatures: Vec::new(),
    };
    Some(view! { <ReceiptDrawer id=DRAWER receipt=receipt /> }.into_any())
}

fn lines(receipt: &Receipt, legs: &[LegShare]) -> Vec<ReceiptLine> {
    receipt
        .lines
        .iter()
        .zip(legs)
        .map(|(line, share)| {
            let last = share
                .last_act
                .map_or_else(|| "never yet".to_owned(), |at| format!("last {}", said(at)));
            ReceiptLine {
                met: if line.met == Met::Yes { Mark::Yes } else { Mark::No },
                criterion: capital(&line.asked),
                found: format!("{}; {last}", line.found),
                gave: if line.met == Met::Yes { "1 of 1" } else { "0 of 1" }.to_owned(),
            }
        })
        .collect()
}

fn said(at: DateTime<Utc>) -> String {
    use_viewer().with_value(|viewer| model::values::zone::said(at, viewer.now, &viewer.zone, viewer.locale))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
