//! Hand-overs to sales, the newest first, each with what sales answered first and when a person of sales first turned to
//! the buyer: one statement for some of them.

use chrono::{DateTime, Utc};
use model::{
    Department,
    accounts::touches::TouchKind,
    leads::{
        chain::{LeadState, RejectReason},
        reports::{Answered, Case, Figure, HandedOver},
    },
};
use sea_orm::{ConnectionTrait as _, QueryResult, Statement, prelude::Uuid};

use super::frame::{Conditions, Frame};
use crate::{Fault, Read};

/// A hand-over.
pub(super) struct Row {
    /// Which step of its lead.
    pub(super) step: Uuid,
    pub(super) lead: Uuid,
    /// To whom.
    pub(super) owner: Uuid,
    /// Why it passed below the definition.
    pub(super) passed_because: Option<String>,
    /// Why sales does not take it, in somebody's own words.
    pub(super) answer_note: Option<String>,
    pub(super) handed: HandedOver,
}

impl Row {
    fn read(row: &QueryResult) -> Result<Self, Fault> {
        let lead: Uuid = row.try_get_by_index(1)?;
        let to: Option<String> = row.try_get_by_index(7)?;
        let answered_at: Option<DateTime<Utc>> = row.try_get_by_index(8)?;
        let reasons: Option<serde_json::Value> = row.try_get_by_index(9)?;
        let answered = match to.zip(answered_at) {
            Some((to, at)) => Some(Answered {
                at,
                to: LeadState::from_key(&to)
                    .ok_or_else(|| Fault::Stored(format!("the state {to} of the lead {lead}")))?,
                reasons: reasons.map(serde_json::from_value).transpose()?.unwrap_or_default(),
            }),
            None => None,
        };
        Ok(Self {
            step: row.try_get_by_index(0)?,
            lead,
            owner: row.try_get_by_index(3)?,
            passed_because: row.try_get_by_index(5)?,
            answer_note: row.try_get_by_index(10)?,
            handed: HandedOver {
                at: row.try_get_by_index(2)?,
                met: row.try_get_by_index::<Option<bool>>(4)?.unwrap_or(false),
                answered,
                touched_at: row.try_get_by_index(6)?,
            },
        })
    }

    /// Why sales does not take it.
    pub(super) fn reasons(&self) -> &[RejectReason] {
        self.handed.answered.as_ref().map_or(&[], |answered| &answered.reasons)
    }

    /// As a figure counts it; nothing where it is nothing to the figure.
    pub(super) fn case(&self, figure: Figure, frame: &Frame) -> Option<Case> {
        let case = |group, slices| Case {
            group,
            length: None,
            slices,
        };
        let rep = || vec![self.owner.to_string()];
        Some(match figure {
            Figure::FollowUp => {
                let limit = frame.limit_at(self.handed.at);
                case(self.handed.followed_up(limit, &frame.sales, frame.now), rep())
            }
            Figure::FirstTouch => {
                let (group, length) = self.handed.first_touch(&frame.sales);
                Case {
                    length,
                    ..case(group, rep())
                }
            }
            Figure::Acceptance => {
                let reasons = self.reasons().iter().map(|reason| reason.key().to_owned());
                case(self.handed.accepted(), reasons.collect())
            }
            Figure::Purity => case(self.handed.purity(), Vec::new()),
            // Who gave it away did not get it.
            Figure::PerRep if self.handed.met && frame.owner.is_none_or(|owner| owner.0 == self.owner) => {
                case(model::leads::reports::Group::Assigned, rep())
            }
            _ => return None,
        })
    }
}

/// Hand-overs of the period behind a place in the list, at most so many.
pub(super) async fn some(
    read: &Read<'_>,
    frame: &Frame,
    behind: Option<(DateTime<Utc>, Uuid)>,
    most: u64,
) -> Result<Vec<Row>, Fault> {
    let mut asked = Conditions::default();
    let (from, until) = (asked.value(frame.from), asked.value(frame.until));
    asked.and(format!(
        "t.to_state = 'handed_over' AND t.at >= {from} AND t.at < {until}"
    ));
    asked.handed_by_or_to(frame, "t");
    if let Some((at, id)) = behind {
        let (at, id) = (asked.value(at), asked.value(id));
        asked.and(format!("(t.at, t.id) < ({at}, {id})"));
    }
    let (holds, values) = asked.finish();
    let db = read.db();
    let statement = Statement::from_sql_and_values(db.get_database_backend(), statement(&holds, most), values);
    db.query_all_raw(statement).await?.iter().map(Row::read).collect()
}

/// What a person did counts, with the person or with nobody said, until the lead goes back; what the product sent by itself
/// has no author.
fn statement(holds: &str, most: u64) -> String {
    let acts: Vec<String> = TouchKind::ALL
        .into_iter()
        .filter(|kind| kind.is_act())
        .map(|kind| format!("'{}'", kind.key()))
        .collect();
    format!(
        "SELECT t.id, t.lead_id, t.at, t.owner_id, t.met_definition, t.note, \
         (SELECT o.occurred_at FROM touch o WHERE o.account_id = l.account_id AND o.leg = '{}' \
         AND o.trashed_at IS NULL AND o.author_id IS NOT NULL AND o.kind IN ({}) \
         AND (o.contact_id IS NULL OR o.contact_id = l.contact_id) AND o.occurred_at >= t.at \
         AND NOT EXISTS (SELECT 1 FROM lead_transition b WHERE b.lead_id = t.lead_id AND b.at >= t.at \
         AND b.to_state IN ('rejected', 'nurturing') AND b.at < o.occurred_at) \
         ORDER BY o.occurred_at LIMIT 1), n.to_state, n.at, n.reasons, n.note \
         FROM lead_transition t JOIN lead l ON l.id = t.lead_id \
         LEFT JOIN lead_transition n ON n.id = (SELECT x.id FROM lead_transition x \
         WHERE x.lead_id = t.lead_id AND x.from_state = 'handed_over' AND x.at >= t.at ORDER BY x.at, x.id LIMIT 1) \
         WHERE {holds} ORDER BY t.at DESC, t.id DESC LIMIT {most}",
        Department::Sales.key(),
        acts.join(", ")
    )
}
