//! How the product writes down what time alone has decided: one statement for all obligations of a step, found in the
//! index of what is due.

use chrono::{DateTime, Utc};
use model::{
    activity::Fact,
    leads::obligations::{
        Standing,
        look::{LookAtObligations, Looked},
    },
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use super::{
    changes,
    store::{self, Breach},
};
use crate::{
    Done, Fault, Handle, Work,
    store::{Kind, kind_of},
};

/// What a look found about one obligation.
#[derive(Debug, FromQueryResult)]
struct Ended {
    id: Uuid,
    account_id: Uuid,
    lead_id: Option<Uuid>,
    rule_name: String,
    part: String,
    duty: String,
    leg: String,
    to_leg: String,
    state: String,
    settled_at: DateTime<Utc>,
    steps: i32,
}

impl Handle for LookAtObligations {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Looked>, Fault> {
        let ended = ended(work, self.most).await?;
        let steps: Vec<changes::Model> = ended
            .iter()
            .map(|row| changes::Model {
                obligation_id: row.id,
                step: row.steps,
                at: row.settled_at,
                from_state: Some(Standing::Open.key().to_owned()),
                to_state: row.state.clone(),
                noted_at: work.now(),
                noted_by: None,
            })
            .collect();
        changes::append(work.db(), &steps).await?;
        let looked = u32::try_from(ended.len()).unwrap_or(u32::MAX);
        let breached: Vec<Breach> = ended.into_iter().filter_map(Ended::breach).collect();
        store::tell_managers(work, &breached).await?;
        let breached = u32::try_from(breached.len()).unwrap_or(u32::MAX);
        Ok(work
            .record(Fact::ObligationsLookedAt { looked, breached })
            .with(Looked { looked, breached }))
    }
}

/// Settles what is due, as it stands since its limit ended: nobody found a word broken while it was asked for, and nobody
/// did what was owed. What another command holds is left for the next look.
async fn ended(work: &Work<'_>, most: u32) -> Result<Vec<Ended>, Fault> {
    let held = match kind_of(work.db()) {
        Kind::Postgres => "FOR UPDATE SKIP LOCKED",
        Kind::Sqlite => "",
    };
    let sql = format!(
        "WITH due AS (SELECT id FROM obligation WHERE state = 'open' AND due_at <= $1 \
             ORDER BY due_at, id LIMIT $2 {held}) \
         UPDATE obligation SET state = CASE part WHEN 'word' THEN 'met' ELSE 'breached' END, \
             settled_at = due_at, steps = steps + 1 \
         WHERE id IN (SELECT id FROM due) \
         RETURNING id, account_id, lead_id, rule_name, part, duty, leg, to_leg, state, settled_at, steps"
    );
    let values = [work.now().into(), i64::from(most).into()];
    let statement = Statement::from_sql_and_values(work.db().get_database_backend(), sql, values);
    Ok(Ended::find_by_statement(statement).all(work.db()).await?)
}

impl Ended {
    fn breach(self) -> Option<Breach> {
        (self.state == Standing::Breached.key()).then_some(Breach {
            id: self.id,
            account: self.account_id,
            lead: self.lead_id,
            rule: self.rule_name,
            part: self.part,
            duty: self.duty,
            leg: self.leg,
            to: self.to_leg,
            at: self.settled_at,
        })
    }
}
