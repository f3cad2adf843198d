//! A lead in the hands of a command: read, given to the rules, and written back.

use model::{
    Refusal,
    accounts::contacts::Track,
    activity::Fact,
    agreement::Now,
    leads::{
        chain::{Command, Lead, Step, list::LeadRow},
        matching::Match,
        routing::Routed,
    },
    receipt::Receipt,
    values::{Version, ids::LeadId},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue, ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, sea_query::Expr,
};

use super::{
    entity::{Column, Entity, Model},
    rows, transitions,
};
use crate::{
    Done, Fault, Work,
    accounts::{self, contacts},
    platform::organisation,
    work::Recorded,
};

/// A lead with its person, for one command.
pub(super) struct Held {
    /// What the rules see.
    pub lead: Lead,
    pub contact: contacts::entity::Model,
    row: Model,
    steps: Vec<Step>,
    now: Now,
}

impl Held {
    /// The lead that somebody was looking at; who looked at another version is told who changed it. One whose person
    /// lies in the trash is refused.
    pub async fn of(work: &Work<'_>, lead: LeadId, seen: Version) -> Result<Self, Fault> {
        let row = rows::find(work.db(), lead).await?;
        let contact = contacts::queries::find(work.db(), model::values::ids::ContactId(row.contact_id)).await?;
        if contact.trashed_at.is_some() {
            return Err(Refusal::InTrash.into());
        }
        let held = Self::with(work, row, contact).await?;
        if held.row.version != seen.0 {
            return Err(held.changed_since(work).await);
        }
        Ok(held)
    }

    async fn with(work: &Work<'_>, row: Model, contact: contacts::entity::Model) -> Result<Self, Fault> {
        Ok(Self {
            lead: row.lead(rows::track(&contact))?,
            contact,
            row,
            steps: Vec::new(),
            now: now(work).await?,
        })
    }

    /// What is stored of it.
    pub const fn row(&self) -> &Model {
        &self.row
    }

    /// Takes a step by the rules.
    pub fn take(&mut self, work: &Work<'_>, command: Command) -> Result<(), Refusal> {
        self.steps.extend(self.lead.take(command, work.actor(), self.now)?);
        Ok(())
    }

    /// Notes why the definition came out as it did.
    pub fn judged(&mut self, receipt: &Receipt) -> Result<(), Fault> {
        self.row.receipt = Some(serde_json::to_value(receipt)?);
        Ok(())
    }

    /// Notes how the account was found.
    pub fn matched(&mut self, matched: &Match) -> Result<(), Fault> {
        self.row.matched = Some(serde_json::to_value(matched)?);
        Ok(())
    }

    /// Notes how the owner was found.
    pub fn routed(&mut self, routed: &Routed) -> Result<(), Fault> {
        self.row.routed = Some(serde_json::to_value(routed)?);
        Ok(())
    }

    /// Writes it back, unless somebody else did since it was read.
    pub async fn store(&mut self, work: &Work<'_>) -> Result<(), Fault> {
        let seen = self.row.version;
        self.row.set(&self.lead)?;
        self.row.updated_at = work.now();
        self.row.updated_by = work.actor().person().map(|person| person.0);
        self.row.version = seen + 1;
        let mut values = self.row.clone().into_active_model().reset_all();
        values.id = ActiveValue::NotSet;
        // Scores are not this command's: somebody else may have written them since the lead was read.
        values.fit = ActiveValue::NotSet;
        values.engagement = ActiveValue::NotSet;
        values.scored_by = ActiveValue::NotSet;
        values.scored_at = ActiveValue::NotSet;
        values.look_again_at = ActiveValue::NotSet;
        let stored = Entity::update_many()
            .set(values)
            .filter(Column::Id.eq(self.row.id))
            .filter(Column::Version.eq(seen))
            .exec(work.db())
            .await?;
        if stored.rows_affected == 0 {
            return Err(self.changed_since(work).await);
        }
        transitions::append(work, &self.lead, &self.steps).await?;
        self.store_track(work).await
    }

    /// The track is the person's: there is one of it.
    async fn store_track(&self, work: &Work<'_>) -> Result<(), Fault> {
        use contacts::entity::{Column, Entity};
        let track: Track = self.lead.track;
        if track == rows::track(&self.contact) {
            return Ok(());
        }
        Entity::update_many()
            .col_expr(Column::Track, Expr::val(track.key()))
            .col_expr(Column::Version, Expr::val(self.contact.version + 1))
            .col_expr(Column::UpdatedAt, Expr::val(work.now()))
            .filter(Column::Id.eq(self.contact.id))
            .exec(work.db())
            .await?;
        Ok(())
    }

    /// Records through which states it went, and answers.
    pub async fn moved(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let facts = self.steps.iter().filter_map(|step| {
            Some(Fact::LeadMoved {
                account: self.lead.account,
                lead: self.lead.id,
                name: self.contact.name.clone(),
                from: step.from?,
                to: step.to,
                reasons: step.reasons.clone(),
                note: step.note.as_ref().map(ToString::to_string),
            })
        });
        let facts: Vec<Fact> = facts.collect();
        let recorded = facts.into_iter().map(|fact| work.record(fact)).last();
        let recorded = recorded.ok_or_else(|| Fault::Stored(format!("the lead {} took no step", self.lead.id)))?;
        self.answer(work, recorded).await
    }

    /// Records another fact than that it moved, and answers.
    pub async fn recorded(self, work: &mut Work<'_>, fact: Fact) -> Result<Done<LeadRow>, Fault> {
        let recorded = work.record(fact);
        self.answer(work, recorded).await
    }

    async fn answer(self, work: &Work<'_>, recorded: Recorded) -> Result<Done<LeadRow>, Fault> {
        let row = rows::find(work.db(), self.lead.id).await?;
        Ok(recorded.with(rows::told_one(work.db(), row).await?))
    }

    /// What the second of two who take a step with the same lead is told.
    async fn changed_since(&self, work: &Work<'_>) -> Fault {
        match self.conflict(work).await {
            Ok(conflict) | Err(conflict) => conflict,
        }
    }

    async fn conflict(&self, work: &Work<'_>) -> Result<Fault, Fault> {
        let row = rows::find(work.db(), self.lead.id).await?;
        let stored = row.lead(rows::track(&self.contact))?;
        let fields = vec![
            ("state", Some(stored.state.name().to_owned()), None),
            ("next_on", Some(stored.next_on.to_string()), None),
        ];
        accounts::queries::conflict(work.db(), row.version, row.updated_by, fields).await
    }
}

/// The moment, and the day on the organisation's clocks.
pub(super) async fn now(work: &Work<'_>) -> Result<Now, Fault> {
    Ok(Now {
        at: work.now(),
        day: organisation::today(work.db(), work.now()).await?,
    })
}
