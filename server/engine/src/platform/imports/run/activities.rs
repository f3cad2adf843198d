//! Rows that are calls, e-mails, meetings, notes or tasks: they become touches.

use chrono::{DateTime, Utc};
use model::{
    Complaint, Department,
    accounts::touches::TouchKind,
    activity::Fact,
    platform::imports::{
        Row, SkipReason, Subject,
        row::{ActivityKind, ActivityRow},
    },
    values::{
        ids::{AccountId, ContactId, TouchId},
        text::{Body, ExternalKey, Line},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Chunk,
    deals::{Belongings, Belongs, Named},
    people::People,
    pool::{Held, Pool},
    rollups,
};
use crate::{
    Fault,
    accounts::touches::entity::{self, Model},
};

pub async fn run(chunk: &mut Chunk<'_>, taken: Vec<(usize, Row)>) -> Result<(), Fault> {
    let rows: Vec<(usize, ActivityRow)> = taken
        .into_iter()
        .filter_map(|(place, row)| match row {
            Row::Activity(row) => Some((place, row)),
            _ => None,
        })
        .collect();
    let people = People::load(chunk, rows.iter().filter_map(|(_, row)| row.owner.as_ref())).await?;
    let named: Vec<Named<'_>> = rows
        .iter()
        .map(|(_, row)| Named {
            own: Some(row.source_key.as_str()),
            account: &row.account,
            contact: row.contact_key.as_ref().map(ExternalKey::as_str),
            deal: row.deal_key.as_ref().map(ExternalKey::as_str),
        })
        .collect();
    let mut belongings = Belongings::load(chunk, Subject::Activities, &named).await?;
    let keys: Vec<&str> = rows.iter().map(|(_, row)| row.source_key.as_str()).collect();
    let by_key = chunk.records_of("touch", keys).await?;
    let found = if by_key.is_empty() {
        Vec::new()
    } else {
        entity::Entity::find()
            .filter(entity::Column::Id.is_in(by_key.into_values()))
            .all(chunk.db())
            .await?
    };
    let mut pool: Pool<Model> = Pool::of(chunk, found).await?;
    let own = chunk.own_department().await?;
    for ((place, row), named) in rows.iter().zip(&named) {
        let belongs = belongings.account_of(chunk, *place, named)?;
        let contact = belongings.contact_of(named);
        let owner = people.resolve(chunk, *place, "owner", row.owner.as_ref())?;
        let key = row.source_key.as_str();
        let said = Said {
            kind: row.kind.map(touch_kind),
            body: body_of(row),
            at: happened(chunk, row),
            contact,
            author: owner.as_ref().map(|owner| owner.id),
        };
        if let Some(found) = pool.by_key(Some(key)) {
            if pool.get(found)?.model.trashed_at.is_some() {
                chunk.skip(*place, SkipReason::InTrash)?;
                continue;
            }
            let fills_only = pool.fills_only(found)?;
            pool.change(chunk, *place, found, Some(key), |model| {
                said.put(model, belongs, fills_only)
            })?;
            continue;
        }
        let Some(at) = said.at else {
            chunk.refuse(*place, "happened_at", "", Complaint::Required)?;
            continue;
        };
        let account = match belongs.account() {
            Some(account) => account,
            None => match belongings.holder(chunk, *place).await? {
                Some(account) => account,
                None => {
                    chunk.skip(*place, SkipReason::NothingToBelongTo)?;
                    continue;
                }
            },
        };
        let kind = said.kind.unwrap_or(TouchKind::Note);
        let leg = owner
            .and_then(|owner| owner.department)
            .or(own)
            .unwrap_or(Department::Sales);
        let model = Model {
            id: chunk.new_id(),
            account_id: account,
            contact_id: contact,
            leg: leg.key().to_owned(),
            kind: kind.key().to_owned(),
            body: said.body.unwrap_or_else(|| word_for(row.kind).to_owned()),
            occurred_at: at,
            author_id: said.author,
            created_at: chunk.now(),
            trashed_at: None,
            version: 1,
        };
        pool.make(chunk, *place, model, Some(key))?;
    }
    let written = pool.write(chunk).await?;
    tell(chunk, &written).await
}

/// Records what became of touches, and that their legs acted.
pub async fn tell(chunk: &mut Chunk<'_>, written: &[Held<Model>]) -> Result<(), Fault> {
    let mut accounts = Vec::new();
    for held in written {
        let model = &held.model;
        accounts.push(model.account_id);
        accounts.extend(held.stored.as_ref().map(|stored| stored.account_id));
        let (Some(leg), Some(kind)) = (Department::from_key(&model.leg), TouchKind::from_key(&model.kind)) else {
            continue;
        };
        // A touch whose text a later file fills in has been told about already.
        if held.stored.is_none() {
            chunk.facts.push(Fact::TouchLogged {
                account: AccountId(model.account_id),
                touch: TouchId(model.id),
                leg,
                touch_kind: kind,
                body: model.body.clone(),
                contact: model.contact_id.map(ContactId),
                contact_name: None,
                occurred_at: model.occurred_at,
            });
        }
    }
    rollups::acts(chunk.db(), accounts).await
}

/// What a row says, in our own terms.
struct Said {
    kind: Option<TouchKind>,
    body: Option<String>,
    at: Option<DateTime<Utc>>,
    contact: Option<Uuid>,
    author: Option<Uuid>,
}

impl Said {
    fn put(&self, model: &mut Model, belongs: Belongs, fills_only: bool) {
        use super::accounts::Put;
        let put = Put { fills_only };
        put.over(&mut model.contact_id, self.contact);
        put.over(&mut model.author_id, self.author);
        if fills_only {
            return;
        }
        if let Some(kind) = self.kind {
            kind.key().clone_into(&mut model.kind);
        }
        if let Some(body) = &self.body {
            body.clone_into(&mut model.body);
        }
        if let Some(at) = self.at {
            model.occurred_at = at;
        }
        if let Belongs::Said(account) = belongs {
            model.account_id = account;
        }
    }
}

/// Our kind for theirs. A task is something that somebody wrote down.
const fn touch_kind(kind: ActivityKind) -> TouchKind {
    match kind {
        ActivityKind::Call => TouchKind::Call,
        ActivityKind::Email => TouchKind::Mail,
        ActivityKind::Meeting => TouchKind::Meeting,
        ActivityKind::Note | ActivityKind::Task => TouchKind::Note,
    }
}

const fn word_for(kind: Option<ActivityKind>) -> &'static str {
    match kind {
        Some(ActivityKind::Call) => "Call",
        Some(ActivityKind::Email) => "E-mail",
        Some(ActivityKind::Meeting) => "Meeting",
        Some(ActivityKind::Task) => "Task",
        Some(ActivityKind::Note) | None => "Note",
    }
}

/// When it happened. What is planned for the future was written down when it was created.
fn happened(chunk: &Chunk<'_>, row: &ActivityRow) -> Option<DateTime<Utc>> {
    let now = chunk.now();
    let moment = |written: Option<&model::values::Written>| written.map(|written| written.moment(&chunk.zone));
    let happened = moment(row.happened_at.as_ref());
    let created = moment(row.created.as_ref());
    match (happened, created) {
        (Some(happened), _) if happened <= now => Some(happened),
        (_, Some(created)) => Some(created.min(now)),
        (Some(_), None) => Some(now),
        (None, None) => None,
    }
}

/// Title and text.
fn body_of(row: &ActivityRow) -> Option<String> {
    let title = row.title.as_ref().map(Line::as_str);
    let body = row.body.as_ref().map(Body::as_str);
    match (title, body) {
        (Some(title), Some(body)) if title != body => Some(
            format!("{title}\n\n{body}")
                .chars()
                .take(Body::LIMIT as usize)
                .collect(),
        ),
        (Some(text), _) | (None, Some(text)) => Some(text.to_owned()),
        (None, None) => None,
    }
}
