//! What the day holds, in words.

use model::journey::today::show::{ShowToday, Today};
use ui::reading;

fn counted(count: u32, one: &str, many: &str) -> String {
    let number = reading::number(i64::from(count));
    if count == 1 {
        format!("{number} {one}")
    } else {
        format!("{number} {many}")
    }
}

/// What the day holds, in one or two sentences.
pub(super) fn summary(today: &Today) -> String {
    let mut parts = Vec::new();
    if today.overdue.count > 0 {
        parts.push(counted(
            today.overdue.count,
            "deal is past its day",
            "deals are past their day",
        ));
    }
    if today.due.count > 0 {
        parts.push(format!(
            "{} within {} days",
            counted(today.due.count, "deal is to be decided", "deals are to be decided"),
            ShowToday::NEAR_DAYS
        ));
    }
    if today.stalled.count > 0 {
        parts.push(counted(
            today.stalled.count,
            "account stands longer than usual",
            "accounts stand longer than usual",
        ));
    }
    if today.missing.count > 0 {
        parts.push(counted(
            today.missing.count,
            "account misses a leg",
            "accounts miss a leg",
        ));
    }
    if today.owing.count > 0 {
        parts.push(counted(today.owing.count, "leg owes an act", "legs owe an act"));
    }
    match parts.pop() {
        None => "Nothing is late, nothing stalls, no leg is missing.".to_owned(),
        Some(last) if parts.is_empty() => format!("{last}."),
        Some(last) => format!("{} and {last}.", parts.join(", ")),
    }
}
