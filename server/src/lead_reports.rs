//! The rows behind a figure about leads, as a file: page after page of the same operation that lists them.

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{RawPathParams, RawQuery, State},
    response::Response,
};
use chrono::{DateTime, SecondsFormat, Utc};
use engine::{Caller, Engine};
use futures::{StreamExt as _, stream};
use model::{
    Complaint, Failure, form,
    leads::{
        chain::{LeadState, RejectReason, gate::HandOverOutcome},
        reports::rows::{ListReportRows, ReportRow},
    },
    values::{Limit, Page},
};

use crate::{
    csv::{self, harmless, line},
    problem::Problem,
    serve::Serving,
};

const COLUMNS: [&str; 15] = [
    "Lead",
    "Account",
    "Owner",
    "At",
    "Counts as",
    "First touch",
    "Business minutes",
    "Days",
    "Qualified at",
    "Reasons",
    "Note",
    "Outcome",
    "State",
    "Next date",
    "Id",
];

/// All rows behind a figure. Path and query are those of the operation.
pub async fn rows(
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
    let mut asked: ListReportRows = form::from_pairs(&pairs).map_err(Failure::from)?;
    asked.limit = Limit::try_from(Limit::MOST).unwrap_or_default();
    let engine = serving.engine().clone();
    let first = engine::answer(&engine, &caller, asked.clone()).await?;
    let name = format!("leads-{}", asked.figure.key());
    let head = line(&COLUMNS.map(str::to_owned));
    let rest = stream::unfold(Some(first), move |page| {
        let (engine, caller, asked) = (engine.clone(), caller.clone(), asked.clone());
        async move {
            let Page { items, next } = page?;
            let lines: Vec<u8> = items.into_iter().flat_map(cells).collect();
            match next {
                None => Some((Ok(Bytes::from(lines)), None)),
                Some(cursor) => match behind(&engine, &caller, asked, cursor).await {
                    Ok(page) => Some((Ok(Bytes::from(lines)), Some(page))),
                    Err(error) => Some((Err(error), None)),
                },
            }
        }
    });
    let body = Body::from_stream(stream::once(async { Ok::<_, std::io::Error>(head) }).chain(rest));
    Ok(csv::file(&name, body))
}

async fn behind(
    engine: &Engine,
    caller: &Caller,
    mut asked: ListReportRows,
    cursor: model::values::Cursor,
) -> Result<Page<ReportRow>, std::io::Error> {
    asked.cursor = Some(cursor);
    let page = engine::answer(engine, caller, asked).await;
    page.map_err(|failure| std::io::Error::other(format!("{failure:?}")))
}

fn cells(row: ReportRow) -> Bytes {
    let moment = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let reasons: Vec<&str> = row.reasons.iter().copied().map(RejectReason::name).collect();
    line(&[
        harmless(row.contact_name),
        harmless(row.account_name.unwrap_or_default()),
        harmless(row.owner_name),
        moment(row.at),
        row.group.name().to_owned(),
        row.touched_at.map(moment).unwrap_or_default(),
        number(row.minutes),
        number(row.days),
        row.qualified_at.map(moment).unwrap_or_default(),
        reasons.join(", "),
        harmless(row.note.unwrap_or_default()),
        row.outcome.map(HandOverOutcome::name).unwrap_or_default().to_owned(),
        row.state.map(LeadState::name).unwrap_or_default().to_owned(),
        row.next_on.map(|day| day.to_string()).unwrap_or_default(),
        row.lead.to_string(),
    ])
}
