//! A receipt of the rules as the drawer shows it: the one place where both meet.

use model::receipt::{Met as Found, Receipt, RowId};

use crate::{Met, ReceiptLine, ReceiptRow, ReceiptView, reading};

/// What a receipt is of, said by whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptOf {
    /// The value with its meaning: `Exploring solutions`.
    pub title: String,
    /// Of what, and when.
    pub about: String,
    /// The rule's name and version.
    pub version: String,
    /// Where the rule stands.
    pub rule_href: Option<String>,
    /// Where the rows stand: mostly the account, below whose address words about its pains stand.
    pub rows_href: String,
}

/// The lines of a receipt: what was asked, what was found, how it came out.
pub fn receipt_lines(receipt: &Receipt) -> Vec<ReceiptLine> {
    let lines = receipt.lines.iter();
    lines
        .map(|line| ReceiptLine {
            met: match line.met {
                Found::Yes => Met::Yes,
                Found::No => Met::No,
                Found::Unknown => Met::Unknown,
            },
            // Groups stand before what is in them; a dash says how deep.
            criterion: ["– ".repeat(usize::from(line.depth)), line.asked.clone()].concat(),
            found: line.found.clone(),
            gave: String::new(),
        })
        .collect()
}

/// The whole drawer.
pub fn receipt_view(receipt: &Receipt, of: ReceiptOf) -> ReceiptView {
    let rows = receipt.lines.iter().flat_map(|line| {
        line.rows.iter().map(|row| ReceiptRow {
            when: reading::day_of(row.at),
            what: row.what.clone(),
            href: match row.row {
                RowId::Contact(contact) => format!("/contacts/{contact}"),
                RowId::Deal(deal) => format!("/deals/{deal}"),
                RowId::Account(account) => format!("/accounts/{account}"),
                RowId::Evidence(_) | RowId::Trigger(_) => [&of.rows_href, "/pains"].concat(),
                RowId::Signal(_) | RowId::Touch(_) => of.rows_href.clone(),
            },
            part: String::new(),
        })
    });
    let count: u32 = receipt.lines.iter().map(|line| line.row_count).sum();
    ReceiptView {
        rows: rows.collect(),
        row_count: usize::try_from(count).unwrap_or(usize::MAX),
        lines: receipt_lines(receipt),
        title: of.title,
        about: of.about,
        rule: receipt.rule.clone(),
        version: of.version,
        in_force: String::new(),
        rule_href: of.rule_href,
        total: None,
        rows_href: None,
        signatures: Vec::new(),
    }
}
