//! All figures: one statement for each five thousand hand-overs and decided deals, one for each group of what stands now.

use chrono::{DateTime, Utc};
use model::{
    Department,
    leads::{
        chain::RejectReason,
        reports::{
            Case, Figure, Measured, Rep, reps,
            show::{Reports, ShowReports},
        },
    },
    platform::people::PersonState,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid};

use super::{AT_ONCE, decided, frame::Frame, handed, standing};
use crate::{
    Answer, Fault, Read,
    accounts::queries::{self, Names},
    activity::{MadeOf, entity as activity},
    platform::people::entity as people,
};

/// Figures of what was handed over, with what each of them is made of.
const OF_HANDED: [Figure; 5] = [
    Figure::FollowUp,
    Figure::FirstTouch,
    Figure::Acceptance,
    Figure::Purity,
    Figure::PerRep,
];
const OF_DECIDED: [Figure; 2] = [Figure::Cycle, Figure::CloseRatio];
const OF_NOW: [Figure; 2] = [Figure::Nurture, Figure::Incomplete];

impl Answer for ShowReports {
    async fn answer(self, read: &Read<'_>) -> Result<Reports, Fault> {
        let kept = &read.engine.kept.lead_reports;
        let key = self.clone();
        let made = Box::pin(reports(read, self));
        let reports = kept.get_made_of(MadeOf::AccountsAndTouches, read, key, made).await?;
        Ok(Reports::clone(&reports))
    }
}

async fn reports(read: &Read<'_>, asked: ShowReports) -> Result<Reports, Fault> {
    let frame = Frame::of(read, &asked).await?;
    let people = active_reps(read, &frame).await?;
    let mut figures = handed_over(read, &frame, people).await?;
    figures.extend(decided_ones(read, &frame).await?);
    name_slices(read, &mut figures).await?;
    let mut now = Vec::new();
    for figure in OF_NOW {
        now.push(standing::measured(read, &frame, figure).await?);
    }
    Ok(Reports {
        under: frame.under,
        figures,
        now,
    })
}

async fn handed_over(read: &Read<'_>, frame: &Frame, people: f64) -> Result<Vec<Measured>, Fault> {
    let mut cases: [Vec<Case>; 5] = Default::default();
    let mut behind = None;
    loop {
        let some = handed::some(read, frame, behind, AT_ONCE).await?;
        behind = some.last().map(|last| (last.handed.at, last.step));
        for (figure, cases) in OF_HANDED.into_iter().zip(&mut cases) {
            cases.extend(some.iter().filter_map(|row| row.case(figure, frame)));
        }
        if (some.len() as u64) < AT_ONCE {
            break;
        }
    }
    let measured = OF_HANDED.into_iter().zip(cases);
    Ok(measured
        .map(|(figure, cases)| Measured::of(figure, cases, people))
        .collect())
}

async fn decided_ones(read: &Read<'_>, frame: &Frame) -> Result<Vec<Measured>, Fault> {
    let mut cases: [Vec<Case>; 2] = Default::default();
    let mut behind = None;
    loop {
        let some = decided::some(read, frame, behind, AT_ONCE).await?;
        behind = some.last().map(|last| (last.at, last.lead));
        for (figure, cases) in OF_DECIDED.into_iter().zip(&mut cases) {
            cases.extend(some.iter().filter_map(|row| row.case(figure, frame)));
        }
        if (some.len() as u64) < AT_ONCE {
            break;
        }
    }
    let measured = OF_DECIDED.into_iter().zip(cases);
    Ok(measured
        .map(|(figure, cases)| Measured::of(figure, cases, 0.0))
        .collect())
}

/// How many people of sales there were. Since when somebody has left is told by the event log.
async fn active_reps(read: &Read<'_>, frame: &Frame) -> Result<f64, Fault> {
    let sales = people::Entity::find()
        .filter(people::Column::Department.eq(Department::Sales.key()))
        .filter(people::Column::State.ne(PersonState::Invited.key()))
        .filter(Condition::all().add_option(frame.owner.map(|owner| people::Column::Id.eq(owner.0))))
        .all(read.db())
        .await?;
    let gone: Vec<Uuid> = sales
        .iter()
        .filter(|row| row.state() == Some(PersonState::Deactivated))
        .map(|row| row.id)
        .collect();
    let left: Vec<(Option<Uuid>, DateTime<Utc>)> = activity::Entity::find()
        .select_only()
        .columns([activity::Column::SubjectId, activity::Column::At])
        .filter(activity::Column::Kind.eq("person_deactivated"))
        .filter(activity::Column::SubjectId.is_in(gone))
        .order_by_asc(activity::Column::At)
        .into_tuple()
        .all(read.db())
        .await?;
    let people = sales.iter().map(|row| {
        let last = left.iter().rfind(|(person, _)| *person == Some(row.id));
        let is_gone = row.state() == Some(PersonState::Deactivated);
        Rep {
            since: row.created_at,
            until: is_gone.then(|| last.map_or(row.updated_at, |(_, at)| *at)),
        }
    });
    Ok(reps(people, frame.from, frame.until.min(frame.now)))
}

/// Says what people read for the keys of slices: reasons and people by name, months as they are.
async fn name_slices(read: &Read<'_>, figures: &mut [Measured]) -> Result<(), Fault> {
    let keys = figures.iter().flat_map(|figure| &figure.slices);
    let people: Vec<Option<Uuid>> = keys.map(|slice| slice.key.parse().ok()).collect();
    let names = queries::names(read.db(), people).await?;
    for slice in figures.iter_mut().flat_map(|figure| &mut figure.slices) {
        slice.name = name(&slice.key, &names);
    }
    Ok(())
}

fn name(key: &str, people: &Names) -> String {
    let person = key.parse::<Uuid>().ok().and_then(|person| people.get(&person));
    match (person, RejectReason::from_key(key)) {
        (Some(person), _) => person.clone(),
        (None, Some(reason)) => reason.name().to_owned(),
        (None, None) if key == "never" => "Never qualified".to_owned(),
        (None, None) => key.to_owned(),
    }
}
