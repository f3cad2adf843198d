//! Lists that go on where they stopped: "Show more" reads the rows so far and the next ones in one go, so that what
//! changed in between shows too and no row stands twice.

use std::future::Future;

use model::{
    Failure,
    values::{Cursor, Limit, Page},
};

/// Rows of one step.
pub const STEP: u16 = 50;

/// The most rows that grow on one page; then the link leads to a page of its own.
pub const MOST: u16 = 1_000;

/// Reads `wanted` rows from `cursor` on, in as few questions as there can be.
pub fn grown<T, A>(
    wanted: u16,
    cursor: Option<Cursor>,
    ask: impl Fn(Limit, Option<Cursor>) -> A + Send + 'static,
) -> impl Future<Output = Result<Page<T>, Failure>> + Send
where
    T: Send + 'static,
    A: Future<Output = Result<Page<T>, Failure>> + Send,
{
    let limit = |missing: u16| Limit::try_from(missing.clamp(1, Limit::MOST)).unwrap_or_default();
    // The first question is put at once: on the server the page's context is gone later.
    let first = ask(limit(wanted), cursor);
    async move {
        let mut page = first.await?;
        while let Some(next) = page.next.clone() {
            let so_far = u16::try_from(page.items.len()).unwrap_or(MOST);
            if so_far >= wanted {
                break;
            }
            let more = ask(limit(wanted - so_far), Some(next)).await?;
            page.items.extend(more.items);
            page.next = more.next;
        }
        Ok(page)
    }
}
