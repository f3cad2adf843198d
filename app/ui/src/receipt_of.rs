//! A stored receipt as the drawer shows it: the one place where the two meet.

use leptos::prelude::*;
use model::{
    receipt::{Line, Met as Found, Receipt, RowId},
    values::{ids::AccountId, zone::said},
};

use crate::{
    agreement::{titled, version_name},
    page::use_viewer,
    receipt::{Met, ReceiptLine, ReceiptRow, ReceiptView},
};

/// What the drawer shows of a receipt.
pub fn receipt_of(
    receipt: Receipt,
    account: AccountId,
    title: String,
    about: String,
    version: Option<i32>,
) -> ReceiptView {
    let mut rows = Vec::new();
    let mut row_count = 0;
    for (number, line) in (1..).zip(&receipt.lines) {
        row_count += line.row_count as usize;
        rows.extend(line.rows.iter().map(|row| ReceiptRow {
            when: use_viewer().with_value(|viewer| said(row.at, viewer.now, &viewer.zone, viewer.locale)),
            what: row.what.clone(),
            href: place_of(row.row, account),
            part: u32::to_string(&number),
        }));
    }
    ReceiptView {
        title,
        about,
        rule: receipt.rule,
        version: match version {
            Some(_) => titled(&version_name(version)),
            None => "As shipped".to_owned(),
        },
        in_force: String::new(),
        rule_href: Some("/journey/map".to_owned()),
        lines: receipt_lines(receipt.lines),
        total: None,
        rows,
        row_count,
        rows_href: None,
        signatures: Vec::new(),
    }
}

/// The lines of a rule with what was found.
pub fn receipt_lines(lines: Vec<Line>) -> Vec<ReceiptLine> {
    let line = |line: Line| ReceiptLine {
        met: match line.met {
            Found::Yes => Met::Yes,
            Found::No => Met::No,
            Found::Unknown => Met::Unknown,
        },
        criterion: ["– ".repeat(usize::from(line.depth)), line.asked].concat(),
        found: line.found,
        gave: String::new(),
    };
    lines.into_iter().map(line).collect()
}

/// Signals and touches stand on the timeline of the account.
fn place_of(row: RowId, account: AccountId) -> String {
    match row {
        RowId::Signal(_) | RowId::Touch(_) => ["/accounts/", &account.to_string()].concat(),
        RowId::Contact(contact) => ["/contacts/", &contact.to_string()].concat(),
        RowId::Deal(deal) => ["/deals/", &deal.to_string()].concat(),
    }
}
