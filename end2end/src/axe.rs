//! Whether everybody can use a page, as far as a program can tell: axe-core in the page.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::{Browser, product::workspace};

/// Fails when the page keeps somebody out.
pub async fn check(browser: &Browser) -> Result<()> {
    let path = workspace().join("frontend/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path)
        .with_context(|| format!("{} is not there; `npm ci --prefix frontend` fetches it", path.display()))?;
    browser.script(&axe).await?;
    let violations = browser
        .answer_of(
            "const done = arguments[arguments.length - 1];
             axe.run(document, { resultTypes: ['violations'] })
                .then(({ violations }) => done(violations
                    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                    .map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) }))))
                .catch((error) => done([{ id: String(error) }]));",
        )
        .await?;
    let Value::Array(violations) = violations else {
        anyhow::bail!("axe gives no answer: {violations}");
    };
    ensure!(violations.is_empty(), "{}: {violations:#?}", browser.place().await?);
    Ok(())
}
