//! How long accounts had stayed in what they left. The database puts the stays of each step in order and answers one row
//! per step, however many moves there are.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::journey::{
    Steps,
    flow::{Stay, rank},
};
use sea_orm::{ConnectionTrait as _, QueryResult, Statement};

use crate::{
    Fault, Read,
    store::{self, Kind},
};

/// The stays that ended in a period, by the place of their step.
///
/// A stay begins with the move that entered the step, or with the account; moves within the step do not count.
pub(super) async fn stays(
    read: &Read<'_>,
    steps: &Steps,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<HashMap<usize, Stay>, Fault> {
    let sql = statement(store::kind_of(read.db()), steps);
    let statement = Statement::from_sql_and_values(read.db().get_database_backend(), sql, [since.into(), until.into()]);
    let mut stays = HashMap::new();
    for row in read.db().query_all_raw(statement).await? {
        let place: i64 = row.try_get_by_index(0)?;
        if let Ok(place) = usize::try_from(place) {
            stays.insert(place, stay(&row)?);
        }
    }
    Ok(stays)
}

fn stay(row: &QueryResult) -> Result<Stay, Fault> {
    let number = |place: usize| row.try_get_by_index::<i64>(place);
    let days = |place: usize| number(place).map(|seconds| u32::try_from(seconds / 86_400).unwrap_or(0));
    Ok(Stay {
        count: u32::try_from(number(1)?).unwrap_or(u32::MAX),
        least_days: days(2)?,
        lower_days: days(3)?,
        median_days: days(4)?,
        upper_days: days(5)?,
        most_days: days(6)?,
    })
}

/// The place of the step in which a stage stands, as an expression; -1 for stages that the journey no longer has.
fn place_in(steps: &Steps, column: &str) -> String {
    let mut case = ["CASE ", column].concat();
    for (place, step) in steps.all().iter().enumerate() {
        for stage in &step.stages {
            // Keys are letters, digits and underscores: nothing in them ends the text.
            case.extend([" WHEN '", stage.as_ref(), "' THEN ", &place.to_string()]);
        }
    }
    case + " ELSE -1 END"
}

fn statement(kind: Kind, steps: &Steps) -> String {
    let seconds = |column: &str| match kind {
        Kind::Sqlite => format!("unixepoch({column})"),
        Kind::Postgres => format!("floor(extract(epoch FROM {column}))::bigint"),
    };
    let (left, entered) = (place_in(steps, "t.from_stage"), place_in(steps, "t.to_stage"));
    let (before, after) = (place_in(steps, "p.from_stage"), place_in(steps, "p.to_stage"));
    let since = format!(
        "coalesce((SELECT {came} FROM transition p WHERE p.account_id = t.account_id AND (p.at, p.id) < (t.at, t.id) \
         AND {before} <> {after} ORDER BY p.at DESC, p.id DESC LIMIT 1), \
         (SELECT {created} FROM account a WHERE a.id = t.account_id))",
        came = seconds("p.at"),
        created = seconds("a.created_at"),
    );
    // The ranks of `model::journey::flow::rank`, over the number of each step's stays.
    let quartile = |quarters: u64| {
        debug_assert_eq!(rank(5, quarters), (5 * quarters).div_ceil(4));
        format!("min(CASE WHEN rank = (many * {quarters} + 3) / 4 THEN stay END)")
    };
    // Kept apart, so that each stay is made once and not once more for the condition that it is known.
    format!(
        "WITH stays AS MATERIALIZED (SELECT {left} AS place, {left_at} - {since} AS stay FROM transition t \
         WHERE t.at >= $1 AND t.at < $2 AND {left} <> {entered}), \
         ranked AS (SELECT place, stay, row_number() OVER (PARTITION BY place ORDER BY stay) AS rank, \
         count(*) OVER (PARTITION BY place) AS many FROM stays WHERE place >= 0 AND stay IS NOT NULL) \
         SELECT CAST(place AS bigint), many, min(stay), {lower}, {median}, {upper}, max(stay) \
         FROM ranked GROUP BY place, many",
        left_at = seconds("t.at"),
        lower = quartile(1),
        median = quartile(2),
        upper = quartile(3),
    )
}
