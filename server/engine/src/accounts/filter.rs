//! The conditions of the list of accounts in SQL. Rows, figures and exports use the same ones.

use chrono::{DateTime, Utc};
use model::{
    Department,
    accounts::filter::{AccountFilter, DealIs, LeadIs, MissingLeg},
    journey::Stages,
};
use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Expr, LikeExpr},
};

use super::{entity::Column, escaped, members, queries::lead_column};

/// Which accounts fit; none of them lies in the trash.
pub fn condition(filter: &AccountFilter, stages: &Stages, now: DateTime<Utc>) -> Condition {
    let AccountFilter {
        q,
        kind,
        stage,
        phase,
        stalled,
        marketing_lead,
        sales_lead,
        service_lead,
        worked_by,
        missing_leg,
        deal,
        country,
        industry,
    } = filter;
    let stages_of = |phase| {
        let keys = stages.of_phase(phase).map(|stage| stage.key.as_str());
        keys.collect::<Vec<_>>()
    };
    let led_by = |leg: Department, lead: &Option<LeadIs>| {
        lead.as_ref().map(|lead| match lead {
            LeadIs::Nobody => lead_column(leg).is_null(),
            LeadIs::Person(person) => lead_column(leg).eq(person.0),
        })
    };
    let missing = |leg| Condition::all().add(lead_column(leg).is_null());
    Condition::all()
        .add(Column::TrashedAt.is_null())
        .add_option(q.as_ref().map(|q| {
            Condition::any()
                .add(contains(Column::NameKey, q.as_str()))
                .add(contains(Column::Domain, q.as_str()))
        }))
        .add_option(kind.map(|kind| Column::Kind.eq(kind.key())))
        .add_option(stage.as_ref().map(|stage| Column::Stage.eq(stage.as_str())))
        .add_option(phase.map(|phase| Column::Stage.is_in(stages_of(phase))))
        .add_option(stalled.map(|wanted| {
            let stalled = self::stalled(stages, now);
            if wanted { stalled } else { stalled.not() }
        }))
        .add_option(led_by(Department::Marketing, marketing_lead))
        .add_option(led_by(Department::Sales, sales_lead))
        .add_option(led_by(Department::Service, service_lead))
        .add_option(worked_by.map(members::worked_by))
        .add_option(missing_leg.map(|leg| {
            match leg {
                MissingLeg::Marketing => missing(Department::Marketing),
                MissingLeg::Sales => missing(Department::Sales),
                MissingLeg::Service => missing(Department::Service),
                MissingLeg::Any => Department::ALL
                    .into_iter()
                    .fold(Condition::any(), |any, leg| any.add(lead_column(leg).is_null())),
            }
        }))
        .add_option(deal.map(|deal| match deal {
            DealIs::Open => Column::OpenDeals.gt(0),
            DealIs::None => Column::OpenDeals.eq(0),
        }))
        .add_option(country.as_ref().map(|country| Column::Country.eq(country.as_str())))
        .add_option(industry.as_ref().map(|industry| Column::Industry.eq(industry.as_str())))
}

/// Accounts that stand in their stage longer than usual.
pub fn stalled(stages: &Stages, now: DateTime<Utc>) -> Condition {
    stages
        .stalled_since(now)
        .fold(Condition::any(), |any, (stage, longest)| {
            any.add(
                Condition::all()
                    .add(Column::Stage.eq(stage.key.as_str()))
                    .add(Column::StageSince.lte(longest)),
            )
        })
}

/// Text anywhere in a column that is kept in lower case.
pub(super) fn contains<C: ColumnTrait>(column: C, text: &str) -> Expr {
    use sea_orm::sea_query::ExprTrait;
    let pattern = format!("%{}%", escaped(&text.to_lowercase()));
    Expr::col(column.as_column_ref()).like(LikeExpr::new(pattern).escape('\\'))
}
