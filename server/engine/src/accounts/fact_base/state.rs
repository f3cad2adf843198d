//! How a department writes down what it knows.

use model::{
    Complaint, Failure,
    access::speaks_for,
    accounts::fact_base::{KnownFact, compared_by, state::StateFact},
    activity::Fact,
    values::ids::KnownFactId,
};
use sea_orm::{ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity, Model},
    told,
};
use crate::{Done, Fault, Handle, Work, accounts::queries};

impl Handle for StateFact {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<KnownFact>, Fault> {
        let department =
            speaks_for(work.actor(), self.department).map_err(|complaint| Failure::field("department", complaint))?;
        queries::lock(work.db(), self.account).await?;
        // Where it is later than in Greenwich the day has begun already.
        let today = (work.now() + chrono::TimeDelta::hours(14)).date_naive();
        let known_on = self.known_on.unwrap_or_else(|| work.now().date_naive());
        if known_on > today {
            return Err(Failure::field("known_on", Complaint::InTheFuture).into());
        }
        let topic = self.topic.to_string();
        let topic_key = compared_by(&topic);
        let before = Entity::find()
            .filter(Column::AccountId.eq(self.account.0))
            .filter(Column::TopicKey.eq(topic_key.as_str()))
            .filter(Column::Department.eq(department.key()))
            .filter(Column::EndedAt.is_null())
            .one(work.db())
            .await?;
        if let Some(before) = &before {
            Entity::update_many()
                .col_expr(Column::EndedAt, Expr::val(work.now()))
                .filter(Column::Id.eq(before.id))
                .exec(work.db())
                .await?;
        }
        let row = Model {
            id: work.new_id(),
            account_id: self.account.0,
            topic: topic.clone(),
            topic_key,
            value: self.value.to_string(),
            department: department.key().to_owned(),
            confidence: self.confidence.key().to_owned(),
            known_on,
            author_id: work.actor().person().map(|person| person.0),
            stated_at: work.now(),
            settled_at: None,
            ended_at: None,
            ended_for: None,
        };
        Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        let names = queries::names(work.db(), [row.author_id]).await?;
        let fact = Fact::FactStated {
            account: self.account,
            fact: KnownFactId(row.id),
            topic,
            value: row.value.clone(),
            leg: department,
            before: before.map(|before| before.value),
        };
        let answer = told(row, &names)?;
        Ok(work.record(fact).with(answer))
    }
}
