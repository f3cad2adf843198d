//! Lists that people take along as a file: page after page of the same operation that lists them.

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{RawPathParams, RawQuery, State},
    response::Response,
};
use engine::{Answer, Caller, Engine};
use futures::{StreamExt as _, stream};
use model::{
    Complaint, Failure, form,
    values::{Cursor, Limit, Page},
};

use crate::{
    csv::{self, line},
    problem::Problem,
    serve::Serving,
};

/// An operation whose rows are a file.
pub trait Sheet: Answer + Clone + 'static {
    /// One of its rows.
    type Row: Send + 'static;
    /// What stands above its columns.
    const COLUMNS: &'static [&'static str];

    /// The name of the file, without its ending.
    fn name(&self) -> String;

    /// Asks for so many rows behind a place.
    fn page(&mut self, limit: Limit, cursor: Option<Cursor>);

    /// The rows of an answer.
    fn rows(answer: Self::Output) -> Page<Self::Row>;

    /// A row, a cell for each column.
    fn cells(row: Self::Row) -> Vec<String>;
}

/// All rows. Path and query are those of the operation.
pub async fn rows<S: Sheet>(
    State(serving): State<Serving>,
    Extension(caller): Extension<Caller>,
    path: RawPathParams,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query: Vec<(String, String)> = serde_html_form::from_str(query.unwrap_or_default().as_str())
        .map_err(|_unreadable| Failure::field("", Complaint::Malformed))?;
    let pairs: Vec<(String, String)> = path
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .chain(query.into_iter().filter(|(_, value)| !value.is_empty()))
        .filter(|(name, _)| name != "cursor" && name != "limit")
        .collect();
    let asked: S = form::from_pairs(&pairs).map_err(Failure::from)?;
    let engine = serving.engine().clone();
    let first = page(&engine, &caller, asked.clone(), None).await?;
    let name = asked.name();
    let columns: Vec<String> = S::COLUMNS.iter().map(|column| (*column).to_owned()).collect();
    let head = line(&columns);
    let rest = stream::unfold(Some(first), move |some| {
        let (engine, caller, asked) = (engine.clone(), caller.clone(), asked.clone());
        async move {
            let Page { items, next } = some?;
            let lines: Vec<u8> = items.into_iter().flat_map(|row| line(&S::cells(row))).collect();
            let Some(cursor) = next else {
                return Some((Ok(Bytes::from(lines)), None));
            };
            match page(&engine, &caller, asked, Some(cursor)).await {
                Ok(page) => Some((Ok(Bytes::from(lines)), Some(page))),
                Err(failure) => Some((Err(std::io::Error::other(format!("{failure:?}"))), None)),
            }
        }
    });
    let body = Body::from_stream(stream::once(async { Ok::<_, std::io::Error>(head) }).chain(rest));
    Ok(csv::file(&name, body))
}

async fn page<S: Sheet>(
    engine: &Engine,
    caller: &Caller,
    mut asked: S,
    cursor: Option<Cursor>,
) -> Result<Page<S::Row>, Failure> {
    asked.page(Limit::try_from(Limit::MOST).unwrap_or_default(), cursor);
    engine::answer(engine, caller, asked).await.map(S::rows)
}
