//! What a first visit loads, and how much of that is allowed.

use anyhow::{Result, bail};

use crate::{site::Site, tools::say};

/// What the browser loads before the page is alive, fonts apart: those arrive while people read.
#[derive(Debug)]
pub struct Budget {
    lines: Vec<(&'static str, usize, usize)>,
}

impl Budget {
    /// The four files of the program.
    pub fn of(site: &Site) -> Self {
        let parts = [
            ("boot", &site.boot),
            ("js", &site.js),
            ("wasm", &site.wasm),
            ("css", &site.css),
        ];
        let lines = parts.into_iter().filter_map(|(part, path)| {
            let file = site.files.iter().find(|file| file.path == *path)?;
            Some((part, file.content.len(), file.sent()))
        });
        Self { lines: lines.collect() }
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

    fn sent(&self) -> usize {
        self.lines.iter().map(|(_, _, sent)| sent).sum()
    }

    fn table(&self, limit: u64) -> String {
        let head = format!("{:<8}{:>12}{:>12}", "", "bytes", "brotli");
        let row = |name: &str, bytes: usize, sent: usize| format!("{name:<8}{bytes:>12}{sent:>12}");
        let sum = self.lines.iter().map(|(_, bytes, _)| bytes).sum();
        let rows = self.lines.iter().map(|(name, bytes, sent)| row(name, *bytes, *sent));
        let foot = [
            row("sum", sum, self.sent()),
            format!("{:<8}{:>24}", "budget", kilo(limit)),
        ];
        [head]
            .into_iter()
            .chain(rows)
            .chain(foot)
            .collect::<Vec<_>>()
            .join("\n")
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
        let page = |sent| Budget {
            lines: vec![("js", 9000, 1000), ("wasm", 90_000, sent)],
        };
        assert!(page(349_000).hold(350).is_ok());
        assert!(page(349_001).hold(350).is_err());
    }
}
