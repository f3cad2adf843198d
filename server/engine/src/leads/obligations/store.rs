//! Obligations on their way into the table, with their steps, the breaches that managers are told of, and the next look.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};
use model::{
    Department, Role,
    activity::Fact,
    leads::{
        engagement::Duty,
        obligations::{Change, Obligation, Opened, Part, Standing},
    },
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
    pub fn row(&self, id: Uuid, at: DateTime<Utc>, opened: Opened) -> Result<(entity::Model, Vec<Change>), Fault> {
        let Opened { obligation, changes } = opened;
        let happening = self.happening;
        let mut row = entity::Model {
            id,
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
            opened_at: at,
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
    let noted = Noted::by(work);
    for (mut row, changes) in opened {
        steps.push(noted.step(&mut row, work.now(), None, Standing::Open));
        noted.note(&mut row, &changes, &mut steps, &mut breached);
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
    look_when_due(work, rows.iter().filter_map(entity::Model::look_again_at)).await?;
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
    Noted::by(work).note(&mut row, changes, &mut steps, &mut breached);
    let mut values = row.clone().into_active_model().reset_all();
    values.id = ActiveValue::NotSet;
    entity::Entity::update_many()
        .set(values)
        .filter(entity::Column::Id.eq(row.id))
        .exec(work.db())
        .await?;
    changes::append(work.db(), &steps).await?;
    look_when_due(work, row.look_again_at()).await?;
    tell_managers(work, &breached).await
}

/// When steps are written down, and by whose command.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noted {
    pub at: DateTime<Utc>,
    /// Nobody where time alone decided.
    pub by: Option<PersonId>,
}

impl Noted {
    fn by(work: &Work<'_>) -> Self {
        Self {
            at: work.now(),
            by: work.actor().person(),
        }
    }

    /// The steps of these changes, and the breaches among them.
    pub fn note(
        self,
        row: &mut entity::Model,
        changes: &[Change],
        steps: &mut Vec<changes::Model>,
        breached: &mut Vec<Breach>,
    ) {
        for change in changes {
            steps.push(self.step(row, change.at, Some(change.from), change.to));
            if change.escalates() {
                breached.push(Breach::of(row, change.at));
            }
        }
    }

    /// One more step.
    pub fn step(
        self,
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
            noted_at: self.at,
            noted_by: self.by.map(|person| person.0),
        }
    }
}

/// Sees to it that somebody looks at these moments. What is due within the same minute is looked at together.
pub(crate) async fn look_when_due(work: &Work<'_>, due: impl IntoIterator<Item = DateTime<Utc>>) -> Result<(), Fault> {
    let minute = TimeDelta::minutes(1);
    let moments: BTreeSet<DateTime<Utc>> = due
        .into_iter()
        .filter_map(|at| at.duration_round_up(minute).ok())
        .collect();
    for at in moments {
        let key = format!("obligations:{}", at.timestamp());
        queue::enqueue_once_at(work, &Job::LookAtObligations, at, key).await?;
    }
    Ok(())
}

/// A breach that a manager is told of.
#[derive(Debug)]
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

    /// What the log tells of it, to these managers.
    pub fn fact(&self, managers: &[(PersonId, String)]) -> Result<Fact, Fault> {
        let unreadable = |what: &str| Fault::Stored(format!("{what} of the obligation {}", self.id));
        let department = |key: &str| Department::from_key(key).ok_or_else(|| unreadable("the leg"));
        Ok(Fact::ObligationBreached {
            account: AccountId(self.account),
            obligation: ObligationId(self.id),
            lead: self.lead.map(LeadId),
            rule: self.rule.clone(),
            part: Part::from_key(&self.part).ok_or_else(|| unreadable("the part"))?,
            duty: Duty::from_key(&self.duty).ok_or_else(|| unreadable("the duty"))?,
            leg: department(&self.leg)?,
            to: department(&self.to)?,
            at: self.at,
            managers: managers.iter().map(|(id, _)| *id).collect(),
            told: managers.iter().map(|(_, name)| name.clone()).collect(),
        })
    }
}

/// Tells the managers of the legs that owe: each breach is one entry of the log, and happens to an obligation once.
pub(super) async fn tell_managers(work: &mut Work<'_>, breached: &[Breach]) -> Result<(), Fault> {
    if breached.is_empty() {
        return Ok(());
    }
    let managers = managers(work.db()).await?;
    for breach in breached {
        let told = managers.get(&breach.leg).map_or(&[][..], Vec::as_slice);
        work.record(breach.fact(told)?);
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
