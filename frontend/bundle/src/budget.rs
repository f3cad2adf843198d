//! What a first visit loads, and how much of that is allowed.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::{parts::short, site::Site, tools::say};

/// The part around the pages of signed-in people.
const FRAME: &str = "frame";
/// The part whose pages have nothing around them.
const DOOR: &str = "door";

/// What the browser loads before a page is alive, fonts apart: those arrive while people read.
#[derive(Debug)]
pub struct Budget {
    /// What every page needs: name, bytes, bytes in Brotli.
    lines: Vec<(&'static str, usize, usize)>,
    /// What the pages of each part need besides.
    parts: Vec<(String, usize, usize)>,
}

impl Budget {
    /// The files of the program.
    pub fn of(site: &Site) -> Self {
        let size = |path: &String| {
            let file = site.files.iter().find(|file| file.path == *path);
            file.map_or((0, 0), |file| (file.content.len(), file.sent()))
        };
        let lines = [
            ("boot", &site.boot),
            ("js", &site.js),
            ("loader", &site.loader),
            ("wasm", &site.wasm),
            ("css", &site.css),
        ];
        let lines = lines.map(|(name, path)| {
            let (bytes, sent) = size(path);
            (name, bytes, sent)
        });
        let frame = site.parts.iter().find(|(part, _)| short(part) == FRAME);
        let frame: BTreeSet<&String> = frame.into_iter().flat_map(|(_, files)| files).collect();
        let parts = site.parts.iter().map(|(part, files)| {
            let mut files: BTreeSet<&String> = files.iter().collect();
            if short(part) != DOOR {
                files.extend(&frame);
            }
            let sizes = files.into_iter().map(size);
            let (bytes, sent) = sizes.fold((0, 0), |sum, file| (sum.0 + file.0, sum.1 + file.1));
            (short(part).to_owned(), bytes, sent)
        });
        Self {
            lines: lines.into(),
            parts: parts.collect(),
        }
    }

    /// Prints the table, and fails when the sum in Brotli is above `limit` KB of 1,000 bytes.
    pub fn hold(&self, limit: u64) -> Result<()> {
        say(&self.table(limit));
        let over = self.sent().saturating_sub(kilo(limit));
        if over > 0 {
            bail!(
                "the page loads {over} bytes more than its budget of {limit} KB; \
                 look for a new dependency of `frontend`, or split an area off"
            );
        }
        Ok(())
    }

    /// The heaviest first page.
    fn sent(&self) -> usize {
        let always: usize = self.lines.iter().map(|(_, _, sent)| sent).sum();
        always + self.parts.iter().map(|(_, _, sent)| *sent).max().unwrap_or_default()
    }

    fn table(&self, limit: u64) -> String {
        let row = |name: &str, bytes: usize, sent: usize| format!("{name:<24}{bytes:>12}{sent:>12}");
        let always = |pick: fn(&(&str, usize, usize)) -> usize| self.lines.iter().map(pick).sum::<usize>();
        let (bytes, sent) = (always(|line| line.1), always(|line| line.2));
        let mut rows = vec![format!("{:<24}{:>12}{:>12}", "", "bytes", "brotli")];
        rows.extend(self.lines.iter().map(|(name, bytes, sent)| row(name, *bytes, *sent)));
        rows.extend(self.parts.iter().map(|(part, more, more_sent)| {
            let name = format!("first page of {part}");
            row(&name, bytes + more, sent + more_sent)
        }));
        rows.push(format!("{:<24}{:>24}", "budget", kilo(limit)));
        rows.join("\n")
    }
}

fn kilo(limit: u64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX).saturating_mul(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_exactly_the_budget_is_allowed_and_one_byte_more_is_not() {
        let page = |sent: usize| Budget {
            lines: vec![("js", 9000, 1000), ("wasm", 90_000, sent - 10_000)],
            parts: vec![("a".to_owned(), 50_000, 10_000), ("b".to_owned(), 9_000, 2_000)],
        };
        assert!(page(349_000).hold(350).is_ok());
        assert!(page(349_001).hold(350).is_err());
    }
}
