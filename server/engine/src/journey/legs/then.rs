//! Decided deals with what stood by their accounts then: where each stood right before, and when each leg had last acted.
//! They come some at a time, the one decided last first, and each time by one statement.

use chrono::{DateTime, Utc};
use model::{
    Department,
    accounts::touches::TouchKind,
    agreement::JOURNEY,
    journey::{
        Journey, Stages,
        legs::{Outcome, ScoreThen},
        participation::{LegShare, at::shares_at, leg_place, score},
    },
    values::Cursor,
};
use sea_orm::{ConnectionTrait as _, QueryResult, Statement, Value, prelude::Uuid};

use crate::{Fault, Read, agreements::content, keyset};

/// How many deals one statement looks at.
pub(super) const AT_ONCE: u64 = 1_000;

/// When deals were decided that are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Within {
    pub(super) since: Option<DateTime<Utc>>,
    pub(super) until: Option<DateTime<Utc>>,
}

/// A decided deal, and its account then.
#[derive(Debug, Clone)]
pub(super) struct Then {
    pub(super) deal: Uuid,
    pub(super) account: Uuid,
    pub(super) outcome: Outcome,
    pub(super) at: DateTime<Utc>,
    /// Key of the stage in which the account stood right before.
    pub(super) stage: String,
    acted_at: [Option<DateTime<Utc>>; 3],
}

impl Then {
    /// The place behind it in the list.
    pub(super) fn cursor(&self) -> Cursor {
        keyset::after_moment(self.at, self.deal)
    }

    fn read(row: &QueryResult) -> Result<Self, Fault> {
        let state: String = row.try_get_by_index(2)?;
        let mut acted_at = [None; 3];
        for (place, acted) in acted_at.iter_mut().enumerate() {
            *acted = row.try_get_by_index(place + 5)?;
        }
        Ok(Self {
            deal: row.try_get_by_index(0)?,
            account: row.try_get_by_index(1)?,
            outcome: Outcome::from_key(&state).ok_or_else(|| Fault::Stored(format!("a deal that is {state}")))?,
            at: row.try_get_by_index(3)?,
            stage: row.try_get_by_index(4)?,
            acted_at,
        })
    }
}

/// Decided deals behind a place in the list, at most so many.
pub(super) async fn some(
    read: &Read<'_>,
    within: Within,
    behind: Option<(DateTime<Utc>, Uuid)>,
    most: u64,
) -> Result<Vec<Then>, Fault> {
    let mut values: Vec<Value> = Vec::new();
    let mut holds = vec!["d.trashed_at IS NULL AND d.closed_at IS NOT NULL AND d.state IN ('won', 'lost')".to_owned()];
    let mut value = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    if let Some(since) = within.since {
        holds.push(format!("d.closed_at >= {}", value(since.into())));
    }
    if let Some(until) = within.until {
        holds.push(format!("d.closed_at < {}", value(until.into())));
    }
    if let Some((at, id)) = behind {
        let (at, id) = (value(at.into()), value(id.into()));
        holds.push(format!("(d.closed_at, d.id) < ({at}, {id})"));
    }
    let sql = statement(&holds.join(" AND "), most);
    let db = read.db();
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.query_all_raw(statement).await?.iter().map(Then::read).collect()
}

/// As `model::journey::participation::at` says it, of many deals at once; tests hold both together.
fn statement(holds: &str, most: u64) -> String {
    let acts: Vec<String> = TouchKind::ALL
        .into_iter()
        .filter(|kind| kind.is_act())
        .map(|kind| format!("'{}'", kind.key()))
        .collect();
    let acts = acts.join(", ");
    let mut acted: [String; 3] = Default::default();
    for leg in Department::ALL {
        acted[leg_place(leg)] = format!(
            "(SELECT o.occurred_at FROM touch o WHERE o.account_id = d.account_id AND o.leg = '{}' \
             AND o.trashed_at IS NULL AND o.kind IN ({acts}) AND o.occurred_at <= d.closed_at \
             ORDER BY o.occurred_at DESC LIMIT 1)",
            leg.key()
        );
    }
    format!(
        "SELECT d.id, d.account_id, d.state, d.closed_at, coalesce(\
         (SELECT t.to_stage FROM transition t WHERE t.account_id = d.account_id AND t.at < d.closed_at \
         ORDER BY t.at DESC, t.id DESC LIMIT 1), \
         (SELECT t.from_stage FROM transition t WHERE t.account_id = d.account_id AND t.at >= d.closed_at \
         ORDER BY t.at, t.id LIMIT 1), \
         (SELECT a.stage FROM account a WHERE a.id = d.account_id)) AS stood, {} \
         FROM deal d WHERE {holds} ORDER BY d.closed_at DESC, d.id DESC LIMIT {most}",
        acted.join(", ")
    )
}

/// What the departments had agreed at any moment.
pub(super) struct Journeys {
    shipped: Stages,
    /// The versions that are or were in force, the newest first.
    agreed: Vec<Version>,
}

struct Version {
    number: i32,
    since: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    stages: Stages,
}

impl Journeys {
    pub(super) async fn read(read: &Read<'_>) -> Result<Self, Fault> {
        let versions = content::ever_in_force::<Journey>(read.db(), JOURNEY).await?;
        let agreed = versions.into_iter().map(|version| Version {
            number: version.number,
            since: version.since,
            until: version.until,
            stages: version.content.stages(),
        });
        Ok(Self {
            shipped: Journey::shipped().stages(),
            agreed: agreed.collect(),
        })
    }

    /// The stages that held at a moment, and by which version.
    pub(super) fn at(&self, at: DateTime<Utc>) -> (Option<i32>, &Stages) {
        let held = self
            .agreed
            .iter()
            .find(|version| version.since <= at && version.until.is_none_or(|until| at < until));
        held.map_or((None, &self.shipped), |version| (Some(version.number), &version.stages))
    }

    /// What each leg that owed an act at the deal's account had done when it was decided.
    pub(super) fn shares(&self, then: &Then) -> Vec<LegShare> {
        let (_, stages) = self.at(then.at);
        shares_at(stages.by_key(&then.stage), then.acted_at, then.at)
    }

    /// The stool score then.
    pub(super) fn score(&self, then: &Then) -> ScoreThen {
        score(&self.shares(then)).into()
    }
}
