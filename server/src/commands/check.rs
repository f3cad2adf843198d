//! `tridem check`: whether what is stored agrees with itself.

use engine::{Caller, Engine, answer};
use model::platform::check::run::RunCheck;

use super::{Refused, say};

/// Prints a line per invariant; refuses when any is violated.
pub async fn run(engine: &Engine) -> Result<(), Refused> {
    let checked = answer(engine, &Caller::system("check"), RunCheck {}).await?;
    let mut violated = 0_usize;
    for invariant in &checked {
        if invariant.violations == 0 {
            say(&format!("ok  {}.", invariant.says))?;
            continue;
        }
        violated += 1;
        let examples: Vec<String> = invariant.examples.iter().map(ToString::to_string).collect();
        say(&format!(
            "NO  {}. Violated by {}: {}{}",
            invariant.says,
            invariant.violations,
            examples.join(", "),
            if invariant.violations > 5 { ", ..." } else { "" }
        ))?;
    }
    if violated == 0 {
        return say(&format!("All {} invariants hold.", checked.len()));
    }
    Err(Refused(format!(
        "{violated} of {} invariants are violated. Restore a backup, or correct the records named above.",
        checked.len()
    )))
}
