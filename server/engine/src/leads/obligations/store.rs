//! Obligations on their way into the table, with their steps, the breaches that managers are told of, and the next look.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};
use model::{
    Department, Role,
    activity::Fact,
    leads::obligations::{Change, Obligation, Opened, Standing},
    platform::people::PersonState,
    values::ids::{AccountId, LeadId, ObligationId, PersonId},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter,
    QueryOrder, prelude::Uuid,
};

use super::{changes, entity, set_off::Happening};
use crate::{
    Fault, Work,
    jobs::{Job, queue},
    platform::people::entity as person,
};

/// What all obligations have in common that one happening opens by one rule.
pub(super) struct Base<'a> {
    pub happening: &'a Happening,
    pub contact: Option<Uuid>,
    pub stage: &'a str,
    pub rules_version: Option<Uuid>,
}

impl Base<'_> {
    /// An obligation as it is stored, with what became of it at once.
    pub fn row(&self, work: &Work<'_>, opened: Opened) -> Result<(entity::Model, Vec<Change>), Fault> {
        let Opened { obligation, changes } = opened;
        let happening = self.happening;
        let mut row = entity::Model {
            id: work.new_id(),
            event_id: happening.event,
            trigger_kind: happening.trigger.key().to_owned(),
            rule: obligation.rule.to_string(),
            rule_name: obligation.rule_name.clone(),
            part: obligation.part.key().to_owned(),
            side: obligation.side.key().to_owned(),
            leg: obligation.leg.key().to_owned(),
            to_leg: obligation.to.key().to_owned(),
            duty: obligation.duty.key().to_owned(),
            precondition: obligation.precondition.map(|asked| asked.key().to_owned()),
            rules_version: self.rules_version,
            stage: self.stage.to_owned(),
            account_id: happening.account,
            lead_id: happening.lead,
            contact_id: self.contact,
            deal_id: happening.deal,
            person_id: None,
            opened_at: work.now(),
            running_since: obligation.running_since,
            limit_minutes: i32::try_from(obligation.limit_minutes).unwrap_or(i32::MAX),
            pauses: serde_json::Value::Null,
            due_at: None,
            state: String::new(),
            settled_at: None,
            void_reason: None,
            deed: None,
            late_at: None,
            steps: 0,
        };
        row.set(&obligation)?;
        Ok((row, changes))
    }
}

/// Stores new obligations.
pub(super) async fn opened(work: &mut Work<'_>, opened: Vec<(entity::Model, Vec<Change>)>) -> Result<(), Fault> {
    let mut rows = Vec::with_capacity(opened.len());
    let mut steps = Vec::with_capacity(opened.len());
    let mut breached = Vec::new();
    for (mut row, changes) in opened {
        steps.push(step(work, &mut row, work.now(), None, Standing::Open));
        note(work, &mut row, &changes, &mut steps, &mut breached);
        rows.push(row);
    }
    // PostgreSQL takes 65,535 values in a statement, SQLite 32,766.
    for some in rows.chunks(500) {
        let values = some.iter().map(|row| row.clone().into_active_model().reset_all());
        entity::Entity::insert_many(values)
            .exec_without_returning(work.db())
            .await?;
    }
    changes::append(work.db(), &steps).await?;
    look_when_due(work, &rows).await?;
    tell_managers(work, &breached).await
}

/// Stores what became of an obligation.
pub(super) async fn changed(
    work: &mut Work<'_>,
    mut row: entity::Model,
    obligation: &Obligation,
    changes: &[Change],
) -> Result<(), Fault> {
    row.set(obligation)?;
    let (mut steps, mut breached) = (Vec::new(), Vec::new());
    note(work, &mut row, changes, &mut steps, &mut breached);
    let mut values = row.clone().into_active_model().reset_all();
    values.id = ActiveValue::NotSet;
    entity::Entity::update_many()
        .set(values)
        .filter(entity::Column::Id.eq(row.id))
        .exec(work.db())
        .await?;
    changes::append(work.db(), &steps).await?;
    look_when_due(work, std::slice::from_ref(&row)).await?;
    tell_managers(work, &breached).await
}

fn note(
    work: &Work<'_>,
    row: &mut entity::Model,
    changes: &[Change],
    steps: &mut Vec<changes::Model>,
    breached: &mut Vec<Breach>,
) {
    for change in changes {
        steps.push(step(work, row, change.at, Some(change.from), change.to));
        if change.escalates() {
            breached.push(Breach::of(row, change.at));
        }
    }
}

fn step(
    work: &Work<'_>,
    row: &mut entity::Model,
    at: DateTime<Utc>,
    from: Option<Standing>,
    to: Standing,
) -> changes::Model {
    row.steps += 1;
    changes::Model {
        obligation_id: row.id,
        step: row.steps,
        at,
        from_state: from.map(|standing| standing.key().to_owned()),
        to_state: to.key().to_owned(),
        noted_at: work.now(),
        noted_by: work.actor().person().map(|person| person.0),
    }
}

/// Sees to it that somebody looks when these are due. What is due within the same minute is looked at together.
async fn look_when_due(work: &Work<'_>, rows: &[entity::Model]) -> Result<(), Fault> {
    let minute = TimeDelta::minutes(1);
    let open = rows.iter().filter(|row| row.state == Standing::Open.key());
    let moments: BTreeSet<DateTime<Utc>> = open
        .filter_map(|row| row.due_at?.duration_round_up(minute).ok())
        .collect();
    for at in moments {
        let key = format!("obligations:{}", at.timestamp());
        queue::enqueue_once_at(work, &Job::LookAtObligations, at, key).await?;
    }
    Ok(())
}

/// A breach that a manager is told of.
pub(super) struct Breach {
    pub id: Uuid,
    pub account: Uuid,
    pub lead: Option<Uuid>,
    pub rule: String,
    pub part: String,
    pub duty: String,
    pub leg: String,
    pub to: String,
    pub at: DateTime<Utc>,
}

impl Breach {
    pub fn of(row: &entity::Model, at: DateTime<Utc>) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            lead: row.lead_id,
            rule: row.rule_name.clone(),
            part: row.part.clone(),
            duty: row.duty.clone(),
            leg: row.leg.clone(),
            to: row.to_leg.clone(),
            at,
        }
    }
}

/// Tells the managers of the legs that owe: each breach is one entry of the log, and happens to an obligation once.
pub(super) async fn tell_managers(work: &mut Work<'_>, breached: &[Breach]) -> Result<(), Fault> {
    if breached.is_empty() {
        return Ok(());
    }
    let managers = managers(work.db()).await?;
    for breach in breached {
        let unreadable = |what: &str| Fault::Stored(format!("{what} of the obligation {}", breach.id));
        let department = |key: &str| Department::from_key(key).ok_or_else(|| unreadable("the leg"));
        let told = managers.get(&breach.leg);
        let fact = Fact::ObligationBreached {
            account: AccountId(breach.account),
            obligation: ObligationId(breach.id),
            lead: breach.lead.map(LeadId),
            rule: breach.rule.clone(),
            part: model::leads::obligations::Part::from_key(&breach.part).ok_or_else(|| unreadable("the part"))?,
            duty: model::leads::engagement::Duty::from_key(&breach.duty).ok_or_else(|| unreadable("the duty"))?,
            leg: department(&breach.leg)?,
            to: department(&breach.to)?,
            at: breach.at,
            managers: told
                .map(|told| told.iter().map(|(id, _)| *id).collect())
                .unwrap_or_default(),
            told: told
                .map(|told| told.iter().map(|(_, name)| name.clone()).collect())
                .unwrap_or_default(),
        };
        work.record(fact);
    }
    Ok(())
}

/// Who manages each department, by its key.
async fn managers(db: &impl ConnectionTrait) -> Result<HashMap<String, Vec<(PersonId, String)>>, Fault> {
    let rows = person::Entity::find()
        .filter(person::Column::Role.eq(Role::Manager.key()))
        .filter(person::Column::State.eq(PersonState::Active.key()))
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?;
    let mut managers: HashMap<String, Vec<(PersonId, String)>> = HashMap::new();
    for row in rows {
        if let Some(department) = row.department {
            managers
                .entry(department)
                .or_default()
                .push((PersonId(row.id), row.name));
        }
    }
    Ok(managers)
}
