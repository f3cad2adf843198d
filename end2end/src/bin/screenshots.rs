//! `cargo run -p end2end --bin screenshots`: pictures of every page for people to look at.

use std::io::Write as _;

fn main() -> anyhow::Result<()> {
    let folder = end2end::screens::take()?;
    writeln!(std::io::stdout(), "The pictures are in {}.", folder.display())?;
    Ok(())
}
