//! The whole board: six statements, however many accounts and stages there are; four where its figures are kept.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use model::{
    Department,
    journey::{
        Stages,
        board::{
            BoardView, Card,
            show::{Board, Column, Lead, ShowBoard},
        },
        whole_days,
    },
    platform::people::PersonState,
    values::{Limit, Page, ids::PersonId, money::Money},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func, Order, SelectStatement},
};

use super::{Row, Source};
use crate::{Answer, Fault, Read, accounts::entity, platform::people};

impl Answer for ShowBoard {
    async fn answer(self, read: &Read<'_>) -> Result<Board, Fault> {
        let source = Source::new(&self.filter(read.actor()));
        let currency = super::currency(read).await?;
        let stages = read.stages().await?;
        let sums = columns(read, &stages, &source).await?;
        let mut cards = first_cards(read, &stages, self.view, &source, currency).await?;
        let columns = stages
            .iter()
            .map(|stage| {
                let figures = sums.figures.get(stage.key.as_str()).cloned().unwrap_or_default();
                Column {
                    stage: stage.key.to_string(),
                    name: stage.name.clone(),
                    phase: stage.phase,
                    accountable: stage.accountable,
                    norm_days: stage.norm_days,
                    count: count(figures.count),
                    open_amount: Money::new(figures.amount, currency),
                    median_days: sums.medians.get(stage.key.as_str()).copied(),
                    stalled: count(figures.stalled),
                    missing_leg: count(figures.missing),
                    cards: cards.remove(stage.key.as_str()).unwrap_or_else(Page::empty),
                }
            })
            .collect();
        Ok(Board {
            columns,
            leads: leads(read).await?,
        })
    }
}

/// The figures of all columns.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(in crate::journey) figures: HashMap<String, Figures>,
    medians: HashMap<String, u32>,
}

/// The figures of all columns. Those of the whole company are kept: everybody sees the same ones, and they are sums over
/// all its accounts.
pub(in crate::journey) async fn columns(
    read: &Read<'_>,
    stages: &Stages,
    source: &Source,
) -> Result<Arc<Columns>, Fault> {
    let made = async {
        let figures = figures(read, stages, source).await?;
        let medians = medians(read, source, &figures).await?;
        Ok(Columns { figures, medians })
    };
    if source.is_everything() {
        read.engine.kept.board.get(read, (), made).await
    } else {
        made.await.map(Arc::new)
    }
}

/// A count of the database, which is never negative.
pub(in crate::journey) fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// The sums of one stage.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub(in crate::journey) struct Figures {
    stage: String,
    pub(in crate::journey) count: i64,
    pub(in crate::journey) amount: i64,
    pub(in crate::journey) stalled: i64,
    missing: i64,
}

/// Counts and sums of all stages, from one index.
async fn figures(read: &Read<'_>, stages: &Stages, source: &Source) -> Result<HashMap<String, Figures>, Fault> {
    use sea_orm::ExprTrait as _;

    let counted = |condition: Condition| {
        let one = Expr::case(condition, 1).finally(0);
        Expr::expr(Func::coalesce([Func::sum(one).into(), Expr::val(0)])).cast_as("bigint")
    };
    let mut query = source.select();
    query
        .column(entity::Column::Stage)
        .expr_as(Expr::expr(Func::count(Expr::cust("*"))).cast_as("bigint"), "count")
        .expr_as(
            Expr::expr(Func::coalesce([
                Func::sum(Expr::col(entity::Column::OpenAmountMinor)).into(),
                Expr::val(0),
            ]))
            .cast_as("bigint"),
            "amount",
        )
        .expr_as(counted(stalled(stages, read.now())), "stalled")
        .expr_as(counted(super::leg_missing()), "missing")
        .group_by_col(entity::Column::Stage);
    let rows: Vec<Figures> = super::read_rows(&source.all(read.db(), query).await?)?;
    Ok(rows.into_iter().map(|row| (row.stage.clone(), row)).collect())
}

/// Longer in a stage than usual.
pub(in crate::journey) fn stalled(stages: &Stages, now: DateTime<Utc>) -> Condition {
    use sea_orm::ExprTrait as _;

    stages.stalled_since(now).fold(Condition::any(), |any, (stage, limit)| {
        any.add(
            Condition::all()
                .add(Expr::col(entity::Column::Stage).eq(stage.key.as_str()))
                .add(Expr::col(entity::Column::StageSince).lte(limit)),
        )
    })
}

/// The median of days in each stage that somebody stands in: the middle one of the index, or the two around the middle.
async fn medians(
    read: &Read<'_>,
    source: &Source,
    figures: &HashMap<String, Figures>,
) -> Result<HashMap<String, u32>, Fault> {
    #[derive(FromQueryResult)]
    struct Since {
        stage: String,
        stage_since: DateTime<Utc>,
    }

    let middles = figures.values().filter(|figures| figures.count > 0).map(|figures| {
        let count = u64::try_from(figures.count).unwrap_or(0);
        let mut select: SelectStatement = source.select();
        select
            .columns([entity::Column::Stage, entity::Column::StageSince])
            .and_where(super::in_stage(&figures.stage))
            .order_by(entity::Column::StageSince, Order::Asc)
            .offset((count.saturating_sub(1)) / 2)
            .limit(2 - count % 2);
        select
    });
    let Some(query) = super::together(middles) else {
        return Ok(HashMap::new());
    };
    let rows: Vec<Since> = super::read_rows(&source.all(read.db(), query).await?)?;
    let mut around: HashMap<String, Vec<u32>> = HashMap::new();
    for row in rows {
        let days = whole_days(row.stage_since, read.now());
        around.entry(row.stage).or_default().push(days);
    }
    Ok(around
        .into_iter()
        .map(|(stage, days)| {
            let many = u32::try_from(days.len()).unwrap_or(1).max(1);
            (stage, days.iter().sum::<u32>() / many)
        })
        .collect())
}

/// The first page of every open stage.
async fn first_cards(
    read: &Read<'_>,
    stages: &Stages,
    view: BoardView,
    source: &Source,
    currency: model::values::Currency,
) -> Result<HashMap<String, Page<Card>>, Fault> {
    let limit = Limit::default();
    let rows = u64::from(limit.get()) + 1;
    let parts = view
        .stages(stages)
        .filter_map(|stage| super::cards_of(source, stage.key.as_str(), None, rows));
    let Some(query) = super::together(parts) else {
        return Ok(HashMap::new());
    };
    let rows: Vec<Row> = super::read_rows(&source.all(read.db(), query).await?)?;
    let mut places: HashMap<String, Vec<Row>> = HashMap::new();
    for row in rows {
        places.entry(row.stage.clone()).or_default().push(row);
    }
    let mut next = HashMap::new();
    let mut shown = Vec::new();
    for (stage, mut rows) in places {
        // A union keeps no order.
        rows.sort_unstable_by_key(|row| std::cmp::Reverse((row.open_amount_minor, row.id)));
        let page = Page::of(rows, limit, Row::cursor);
        next.insert(stage, page.next);
        shown.extend(page.items);
    }
    let mut pages: HashMap<String, Page<Card>> = HashMap::new();
    for card in super::cards(read, stages, shown, currency).await? {
        let page = pages.entry(card.stage.clone()).or_insert_with(Page::empty);
        page.items.push(card);
    }
    for (stage, page) in &mut pages {
        page.next = next.remove(stage).flatten();
    }
    Ok(pages)
}

/// Who may lead accounts.
async fn leads(read: &Read<'_>) -> Result<Vec<Lead>, Fault> {
    use people::entity::{Column, Entity};

    let rows = Entity::find()
        .filter(Column::State.ne(PersonState::Deactivated.key()))
        .filter(Column::Department.is_not_null())
        .order_by_asc(Column::Name)
        .limit(500)
        .all(read.db())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Lead {
            id: PersonId(row.id),
            department: row.department.as_deref().and_then(Department::from_key),
            name: row.name,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{Complaint, Failure, journey::board::column::ShowColumn};

    use super::*;
    use crate::{
        clock::Clock as _,
        journey::sample::Sample,
        testing::{Who, World, on_both},
    };

    on_both!(
        columns_count_and_add_up_what_stands_in_them,
        a_filtered_board_counts_only_what_it_shows,
        a_long_column_comes_in_pages,
        an_empty_board_has_all_stages,
        a_stage_that_the_journey_does_not_have_is_no_column,
    );

    fn column<'a>(board: &'a Board, stage: &str) -> &'a Column {
        board.columns.iter().find(|column| column.stage == stage).unwrap()
    }

    async fn columns_count_and_add_up_what_stands_in_them(world: World) {
        let ago = |days| Some(world.clock.now() - TimeDelta::days(days));
        let leads = [Who::Marketer, Who::Seller, Who::ServiceMember].map(|who| Some(who.id()));
        for (name, days, amount) in [("A", 2, 100), ("B", 10, 900), ("C", 26, 500), ("D", 40, 0)] {
            let sample = Sample {
                name,
                stage: "selecting",
                since: ago(days),
                amount,
                leads,
                ..Sample::default()
            };
            sample.save(&world).await;
        }
        let leads = [None, Some(Who::Seller.id()), None];
        Sample {
            name: "E",
            leads,
            won: 1,
            ..Sample::default()
        }
        .save(&world)
        .await;

        let view = BoardView::MiddleLate;
        let board = world
            .as_executive()
            .ask(ShowBoard {
                view,
                ..ShowBoard::default()
            })
            .await
            .unwrap();
        let selecting = column(&board, "selecting");
        assert_eq!((selecting.count, selecting.open_amount.minor), (4, 1_500));
        assert_eq!(
            (selecting.median_days, selecting.stalled, selecting.missing_leg),
            (Some(18), 2, 0)
        );
        let names: Vec<&str> = selecting.cards.items.iter().map(|card| card.name.as_str()).collect();
        assert_eq!(names, ["B", "C", "A", "D"]);
        let stalled: Vec<bool> = selecting.cards.items.iter().map(|card| card.stalled).collect();
        assert_eq!(stalled, [false, true, false, true]);
        assert_eq!(selecting.cards.items[0].sales_lead.as_deref(), Some("Sam Duarte"));

        let folded = column(&board, "loosening");
        assert_eq!((folded.count, folded.missing_leg, folded.cards.items.len()), (1, 1, 0));
        assert_eq!(board.leads.len(), 6);
    }

    async fn a_filtered_board_counts_only_what_it_shows(world: World) {
        let leads = [None, Some(Who::Seller.id()), None];
        let industry = Some("Food & drink");
        Sample {
            name: "Mine",
            leads,
            amount: 7,
            ..Sample::default()
        }
        .save(&world)
        .await;
        Sample {
            name: "Dairy",
            amount: 5,
            industry,
            ..Sample::default()
        }
        .save(&world)
        .await;
        Sample {
            name: "Both",
            leads,
            amount: 3,
            industry,
            ..Sample::default()
        }
        .save(&world)
        .await;

        let shown = |asked: ShowBoard| async {
            let board = world.as_seller().ask(asked).await.unwrap();
            let loosening = column(&board, "loosening").clone();
            let names: Vec<String> = loosening.cards.items.into_iter().map(|card| card.name).collect();
            (
                loosening.count,
                loosening.open_amount.minor,
                loosening.median_days,
                names.join(", "),
            )
        };
        let mine = ShowBoard {
            mine: true,
            ..ShowBoard::default()
        };
        assert_eq!(shown(mine.clone()).await, (2, 10, Some(0), "Mine, Both".to_owned()));
        let industry = Some("food".parse().unwrap());
        let food = ShowBoard {
            industry: industry.clone(),
            ..ShowBoard::default()
        };
        assert_eq!(shown(food).await, (2, 8, Some(0), "Dairy, Both".to_owned()));
        assert_eq!(
            shown(ShowBoard { industry, ..mine }).await,
            (1, 3, Some(0), "Both".to_owned())
        );
        let percent = ShowBoard {
            industry: Some("%".parse().unwrap()),
            ..ShowBoard::default()
        };
        assert_eq!(shown(percent).await, (0, 0, None, String::new()));
    }

    async fn a_long_column_comes_in_pages(world: World) {
        for number in 0..60 {
            Sample {
                amount: number / 3,
                leads: [Some(Who::Marketer.id()), None, None],
                ..Sample::default()
            }
            .save(&world)
            .await;
        }
        for mine in [false, true] {
            let board = world
                .as_marketer()
                .ask(ShowBoard {
                    mine,
                    ..ShowBoard::default()
                })
                .await
                .unwrap();
            let first = column(&board, "loosening").cards.clone();
            assert_eq!(first.items.len(), 50);
            let more = ShowColumn {
                stage: "loosening".parse().unwrap(),
                mine,
                lead: None,
                industry: None,
                cursor: first.next,
                limit: Limit::default(),
            };
            let rest = world.as_marketer().ask(more).await.unwrap();
            assert_eq!((rest.items.len(), rest.next), (10, None));
            let all: Vec<_> = first
                .items
                .iter()
                .chain(&rest.items)
                .map(|card| (card.open_amount.minor, card.account))
                .collect();
            assert!(all.is_sorted_by(|one, next| one > next));
        }
    }

    async fn a_stage_that_the_journey_does_not_have_is_no_column(world: World) {
        let asked = ShowColumn {
            stage: "nowhere".parse().unwrap(),
            mine: false,
            lead: None,
            industry: None,
            cursor: None,
            limit: Limit::default(),
        };
        let refused = world.as_marketer().ask(asked).await.map(drop);
        assert_eq!(refused, Err(Failure::field("stage", Complaint::NotAChoice)));
    }

    async fn an_empty_board_has_all_stages(world: World) {
        let board = world.as_executive().ask(ShowBoard::default()).await.unwrap();
        assert_eq!(board.columns.len(), 14);
        assert!(
            board
                .columns
                .iter()
                .all(|column| column.count == 0 && column.median_days.is_none())
        );
    }
}
