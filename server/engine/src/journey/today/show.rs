//! What needs the person who asks. Every list is bounded; every count counts what its list would show.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use model::{
    Department,
    journey::{
        Stages,
        board::{BoardFilter, Card},
        missing_legs::MissingLeg,
        today::show::{DueDeal, News, Part, ShowToday, StageNow, Today, TodayPart, Whose},
    },
    values::{
        Currency,
        ids::{AccountId, DealId, PersonId},
        money::Money,
    },
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait as _, DbErr, EntityTrait, FromQueryResult as _, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, IntoColumnRef},
};

use crate::{
    Answer, Fault, Read,
    accounts::{self, deals, members},
    activity,
    journey::{
        board::{self, Source},
        missing_legs,
    },
    kept::Kept,
    platform::{organisation, people},
};

impl Answer for ShowToday {
    async fn answer(self, read: &Read<'_>) -> Result<Today, Fault> {
        let organisation = organisation::get(read.db()).await?;
        let day = people::zone_around(&organisation.time_zone, read.now()).day(read.now());
        let choices = Whose::choices(read.actor());
        let whose = self
            .whose
            .filter(|whose| choices.contains(whose))
            .or_else(|| choices.first().copied())
            .unwrap_or(Whose::Everybody);
        let looking = Looking {
            read,
            whose,
            person: read.person()?,
            department: read.actor().department(),
            rows: if self.part.is_some() {
                Self::ROWS_ALONE * u64::from(self.steps.unwrap_or(1).clamp(1, Self::MOST_STEPS))
            } else {
                Self::ROWS
            },
            part: self.part,
            currency: board::currency(read).await?,
            stages: read.stages().await?,
        };
        let near = day.checked_add_days(Days::new(Self::NEAR_DAYS)).unwrap_or(day);
        let whole = self.part.is_none();
        Ok(Today {
            whose,
            day,
            accounts: if whole { looking.count_accounts().await? } else { 0 },
            owing: looking.owing().await?,
            missing: looking.missing().await?,
            stalled: looking.stalled().await?,
            overdue: looking.deals(TodayPart::Overdue, None, Some(day)).await?,
            due: looking.deals(TodayPart::Due, Some(day), near.succ_opt()).await?,
            news: if whole { looking.news().await? } else { Vec::new() },
            stages: if whole && whose == Whose::Everybody {
                looking.stages_now().await?
            } else {
                Vec::new()
            },
        })
    }
}

/// What a list depends on, besides accounts, deals and the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    /// Which list; all accounts that are looked at unless said.
    list: Option<TodayPart>,
    /// Who looks at what he works on himself.
    person: Option<PersonId>,
    /// Who looks at his leg.
    leg: Option<Department>,
    /// Whose stages.
    department: Option<Department>,
    rows: u64,
}

/// The lists of the day, kept: each is a choice among all accounts or all open deals.
#[derive(Default)]
pub(crate) struct Lists {
    count: Kept<Asked, u32>,
    accounts: Kept<Asked, Part<Card>>,
    deals: Kept<Asked, Part<DueDeal>>,
    legs: Kept<Asked, Part<MissingLeg>>,
}

/// Who looks at what.
struct Looking<'a> {
    read: &'a Read<'a>,
    whose: Whose,
    person: PersonId,
    department: Option<Department>,
    rows: u64,
    part: Option<TodayPart>,
    currency: Currency,
    stages: Stages,
}

impl Looking<'_> {
    fn shows(&self, part: TodayPart) -> bool {
        self.part.is_none_or(|only| only == part)
    }

    /// The accounts that are looked at.
    fn accounts(&self) -> Select<accounts::entity::Entity> {
        let accounts = accounts::entity::Entity::find().filter(accounts::entity::Column::TrashedAt.is_null());
        match self.whose {
            Whose::Mine => accounts.filter(members::worked_by(self.person)),
            Whose::Leg | Whose::Everybody => accounts,
        }
    }

    async fn count_accounts(&self) -> Result<u32, Fault> {
        let counted = async {
            let count = self.accounts().count(self.read.db()).await?;
            Ok(u32::try_from(count).unwrap_or(u32::MAX))
        };
        let kept = &self.read.engine.kept.today.count;
        kept.get(self.read, self.asked(None), counted).await.map(|count| *count)
    }

    fn asked(&self, list: Option<TodayPart>) -> Asked {
        Asked {
            list,
            person: (self.whose == Whose::Mine).then_some(self.person),
            leg: (self.whose == Whose::Leg).then_some(self.department).flatten(),
            department: self.department,
            rows: self.rows,
        }
    }

    /// Legs that owe an act, of whatever account is looked at.
    async fn owing(&self) -> Result<Part<MissingLeg>, Fault> {
        use missing_legs::entity::Column;

        if !self.shows(TodayPart::Owing) {
            return Ok(Part::default());
        }
        let asked = self.asked(Some(TodayPart::Owing));
        let made = Box::pin(async {
            let db = self.read.db();
            let found = missing_legs::open(asked.leg, asked.person, None);
            let count = found.clone().count(db).await?;
            let rows = found
                .order_by_asc(Column::Since)
                .order_by_asc(Column::Id)
                .limit(self.rows)
                .all(db)
                .await?;
            Ok(Part {
                count: u32::try_from(count).unwrap_or(u32::MAX),
                rows: missing_legs::told(db, rows).await?,
            })
        });
        let kept = &self.read.engine.kept.today.legs;
        let part = kept.get(self.read, asked, made).await?;
        Ok(Part::clone(&part))
    }

    async fn missing(&self) -> Result<Part<Card>, Fault> {
        use accounts::entity::Column;

        let missing = match (self.whose, self.department) {
            (Whose::Leg, Some(department)) => Condition::all().add(lead_of(department).is_null()),
            _ => board::leg_missing(),
        };
        let found = self.accounts().filter(missing);
        let largest = found
            .clone()
            .order_by_desc(Column::OpenAmountMinor)
            .order_by_desc(Column::Id)
            .limit(self.rows)
            .all(self.read.db());
        self.cards(TodayPart::Missing, found, Box::pin(largest)).await
    }

    async fn stalled(&self) -> Result<Part<Card>, Fault> {
        use accounts::entity::Column;

        let now = self.read.now();
        let mut any = Condition::any();
        let mut parts = Vec::new();
        for (stage, limit) in self.stages.stalled_since(now) {
            // Of a stage for which nobody answers everybody is told.
            let others = stage.accountable.is_some() && stage.accountable != self.department;
            if others && self.department.is_some() && self.whose != Whose::Everybody {
                continue;
            }
            let stalled = Condition::all()
                .add(Column::Stage.eq(stage.key.as_str()))
                .add(Column::StageSince.lte(limit));
            any = any.add(stalled.clone());
            // Those who stand longest in each stage come from the board's index in order; sorting all that stall would
            // read a good part of the table.
            let longest = self
                .accounts()
                .filter(stalled)
                .order_by_asc(Column::StageSince)
                .order_by_desc(Column::Id)
                .limit(self.rows)
                .into_query();
            parts.push(longest);
        }
        let found = self.accounts().filter(any);
        let longest = async {
            let Some(query) = board::together(parts) else {
                return Ok(Vec::new());
            };
            let mut rows = Vec::new();
            for row in self.read.db().query_all(&query).await? {
                rows.push(accounts::entity::Model::from_query_result(&row, "")?);
            }
            rows.sort_unstable_by_key(|row| (row.stage_since, std::cmp::Reverse(row.id)));
            rows.truncate(usize::try_from(self.rows).unwrap_or(usize::MAX));
            Ok(rows)
        };
        self.cards(TodayPart::Stalled, found, Box::pin(longest)).await
    }

    async fn cards(
        &self,
        part: TodayPart,
        found: Select<accounts::entity::Entity>,
        rows: impl Future<Output = Result<Vec<accounts::entity::Model>, DbErr>>,
    ) -> Result<Part<Card>, Fault> {
        if !self.shows(part) {
            return Ok(Part::default());
        }
        let made = Box::pin(async {
            let count = found.count(self.read.db()).await?;
            let rows = rows.await?.into_iter().map(board::Row::from).collect();
            Ok(Part {
                count: u32::try_from(count).unwrap_or(u32::MAX),
                rows: board::cards(self.read, &self.stages, rows, self.currency).await?,
            })
        });
        let kept = &self.read.engine.kept.today.accounts;
        let part = kept.get(self.read, self.asked(Some(part)), made).await?;
        Ok(Part::clone(&part))
    }

    /// Open deals that are to be decided from one day on and before another.
    async fn deals(
        &self,
        part: TodayPart,
        from: Option<NaiveDate>,
        before: Option<NaiveDate>,
    ) -> Result<Part<DueDeal>, Fault> {
        if !self.shows(part) {
            return Ok(Part::default());
        }
        let kept = &self.read.engine.kept.today.deals;
        let part = kept
            .get(
                self.read,
                self.asked(Some(part)),
                Box::pin(self.deals_between(from, before)),
            )
            .await?;
        Ok(Part::clone(&part))
    }

    async fn deals_between(&self, from: Option<NaiveDate>, before: Option<NaiveDate>) -> Result<Part<DueDeal>, Fault> {
        use deals::entity::{Column, Entity};

        let mut found = Entity::find()
            .filter(Column::TrashedAt.is_null())
            .filter(Column::State.eq("open"))
            .filter(Column::CloseOn.is_not_null());
        if let Some(from) = from {
            found = found.filter(Column::CloseOn.gte(from));
        }
        if let Some(before) = before {
            found = found.filter(Column::CloseOn.lt(before));
        }
        if self.whose == Whose::Mine {
            found = found.filter(
                Condition::any()
                    .add(Column::OwnerId.eq(self.person.0))
                    .add(self.about_ours((Entity, Column::AccountId))),
            );
        }
        let db = self.read.db();
        let count = found.clone().count(db).await?;
        let rows = found
            .order_by_asc(Column::CloseOn)
            .order_by_asc(Column::Id)
            .limit(self.rows)
            .all(db)
            .await?;
        let accounts = accounts::names(db, rows.iter().map(|row| row.account_id)).await?;
        let owners = people::names(db, rows.iter().filter_map(|row| row.owner_id)).await?;
        let rows = rows
            .into_iter()
            .filter_map(|row| {
                Some(DueDeal {
                    deal: DealId(row.id),
                    name: row.name,
                    account: AccountId(row.account_id),
                    account_name: accounts.get(&row.account_id).cloned().unwrap_or_default(),
                    amount: Money::new(row.amount_minor, row.currency.parse().unwrap_or(self.currency)),
                    close_on: row.close_on?,
                    owner: row.owner_id.and_then(|owner| owners.get(&owner).cloned()),
                })
            })
            .collect();
        Ok(Part {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            rows,
        })
    }

    /// Whether the account that a row names is one of those that are looked at. Asked row by row: the rows are those of
    /// a few days, the accounts may be many.
    fn about_ours(&self, account: impl IntoColumnRef) -> Expr {
        use sea_orm::ExprTrait as _;

        let ours = self
            .accounts()
            .select_only()
            .expr(Expr::cust("COUNT(*)"))
            .filter(Expr::col((accounts::entity::Entity, accounts::entity::Column::Id)).eq(Expr::col(account)))
            .into_query();
        // Counted instead of asked with EXISTS: SQLite would make a join of that, and a filter of all accounts first.
        Expr::from(ours).gt(0)
    }

    /// What others did lately, as far as it is about work and not about upkeep.
    async fn news(&self) -> Result<Vec<News>, Fault> {
        use activity::entity::{Column, Entity};

        /// Kinds that tell something to a person of another leg.
        const TOLD: [&str; 10] = [
            "account_moved",
            "touch_logged",
            "deal_opened",
            "deal_won",
            "deal_lost",
            "deal_reopened",
            "leg_lead_named",
            "member_added",
            "contact_added",
            "account_created",
        ];
        const SHOWN: u64 = 10;

        let since: DateTime<Utc> = self.read.now() - TimeDelta::days(Self::NEWS_DAYS);
        let mut found = Entity::find()
            .filter(Column::At.gte(since))
            .filter(Column::Kind.is_in(TOLD))
            .filter(
                Condition::any()
                    .add(Column::ActorId.is_null())
                    .add(Column::ActorId.ne(self.person.0)),
            );
        found = match self.whose {
            Whose::Mine => found.filter(self.about_ours((Entity, Column::AccountId))),
            Whose::Leg | Whose::Everybody => found.filter(Column::AccountId.is_not_null()),
        };
        if let (Whose::Leg, Some(department)) = (self.whose, self.department) {
            found = found.filter(
                Condition::any()
                    .add(Column::Department.is_null())
                    .add(Column::Department.ne(department.key())),
            );
        }
        let db = self.read.db();
        let rows = found
            .order_by_desc(Column::At)
            .order_by_desc(Column::Id)
            .limit(SHOWN)
            .all(db)
            .await?;
        let accounts = accounts::names(db, rows.iter().filter_map(|row| row.account_id)).await?;
        let people = people::names(db, rows.iter().filter_map(|row| row.actor_id)).await?;
        rows.into_iter()
            .filter_map(|row| {
                let account = row.account_id?;
                Some(serde_json::from_value(row.fact).map_err(Fault::from).map(|fact| News {
                    account: AccountId(account),
                    account_name: accounts.get(&account).cloned().unwrap_or_default(),
                    leg: row.department.as_deref().and_then(Department::from_key),
                    person: row.actor_id.and_then(|actor| people.get(&actor).cloned()),
                    at: row.occurred_at,
                    fact,
                }))
            })
            .collect()
    }

    /// The stages on the way with their figures.
    async fn stages_now(&self) -> Result<Vec<StageNow>, Fault> {
        let columns = board::columns(self.read, &self.stages, &Source::new(&BoardFilter::default())).await?;
        Ok(self
            .stages
            .on_the_way()
            .map(|stage| {
                let figures = columns.figures.get(stage.key.as_str()).cloned().unwrap_or_default();
                StageNow {
                    stage: stage.key.to_string(),
                    name: stage.name.clone(),
                    phase: stage.phase,
                    count: board::count(figures.count),
                    open_amount: Money::new(figures.amount, self.currency),
                    stalled: board::count(figures.stalled),
                }
            })
            .collect())
    }

    const NEWS_DAYS: i64 = ShowToday::NEWS_DAYS;
}

/// The column that names who leads for a leg.
const fn lead_of(department: Department) -> accounts::entity::Column {
    match department {
        Department::Marketing => accounts::entity::Column::MarketingLeadId,
        Department::Sales => accounts::entity::Column::SalesLeadId,
        Department::Service => accounts::entity::Column::ServiceLeadId,
    }
}

#[cfg(test)]
mod tests {
    use model::{activity::Fact, journey::transitions::move_by_hand::MoveByHand, values::Version};
    use sea_orm::ActiveValue::Set;

    use super::*;
    use crate::{
        clock::Clock as _,
        journey::sample::Sample,
        testing::{Who, World, on_both},
    };

    on_both!(
        a_member_sees_what_needs_his_accounts,
        each_role_looks_at_its_own,
        a_list_alone_shows_what_its_count_counts
    );

    async fn deal(world: &World, name: &str, account: AccountId, days: i64, owner: Option<PersonId>) {
        let now = world.clock.now();
        let row = deals::entity::ActiveModel {
            id: Set(world.clock.new_id()),
            account_id: Set(account.0),
            name: Set(name.to_owned()),
            name_key: Set(name.to_lowercase()),
            amount_minor: Set(12_300),
            currency: Set("EUR".to_owned()),
            state: Set("open".to_owned()),
            close_on: Set(Some((now + TimeDelta::days(days)).date_naive())),
            closed_at: Set(None),
            lost_reason: Set(None),
            owner_id: Set(owner.map(|owner| owner.0)),
            created_at: Set(now),
            updated_at: Set(now),
            updated_by: Set(None),
            trashed_at: Set(None),
            version: Set(1),
        };
        let stored = deals::entity::Entity::insert(row);
        stored.exec_without_returning(world.store.writer()).await.unwrap();
    }

    async fn a_member_sees_what_needs_his_accounts(world: World) {
        let me = Some(Who::Seller.id());
        let ago = |days| Some(world.clock.now() - TimeDelta::days(days));
        let leads = [Some(Who::Marketer.id()), me, Some(Who::ServiceMember.id())];
        let late = Sample {
            name: "Late",
            stage: "selecting",
            since: ago(30),
            leads,
            ..Sample::default()
        };
        let late = late.save(&world).await;
        let early = Sample {
            name: "Not my leg's stage",
            since: ago(300),
            leads: [None, me, None],
            ..Sample::default()
        };
        let early = early.save(&world).await;
        let foreign = Sample {
            name: "Somebody else's",
            stage: "selecting",
            since: ago(90),
            ..Sample::default()
        };
        let foreign = foreign.save(&world).await;
        deal(&world, "Passed", late, -1, me).await;
        deal(&world, "Today", late, 0, None).await;
        deal(&world, "In two weeks", early, 14, None).await;
        deal(&world, "Later", early, 15, None).await;
        deal(&world, "Mine elsewhere", foreign, 3, me).await;
        deal(&world, "Somebody else's", foreign, 3, None).await;
        for account in [late, foreign] {
            let step = MoveByHand {
                account,
                to: "dormant".parse().unwrap(),
                reason: "They wait".parse().unwrap(),
                holds_days: None,
                seen: Version(1),
            };
            world.as_marketer().perform(step).await.unwrap();
        }

        let today = world.as_seller().ask(ShowToday::default()).await.unwrap();
        assert_eq!((today.whose, today.accounts), (Whose::Mine, 2));
        let names = |part: &Part<Card>| part.rows.iter().map(|card| card.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&today.missing), ["Not my leg's stage"]);
        assert_eq!(names(&today.stalled), Vec::<String>::new());
        let deals = |part: &Part<DueDeal>| part.rows.iter().map(|deal| deal.name.clone()).collect::<Vec<_>>();
        assert_eq!(
            (today.overdue.count, deals(&today.overdue)),
            (1, vec!["Passed".to_owned()])
        );
        assert_eq!(deals(&today.due), ["Today", "Mine elsewhere", "In two weeks"]);
        let [news] = today.news.as_slice() else {
            panic!("one thing happened on my accounts: {:?}", today.news);
        };
        assert!(matches!(&news.fact, Fact::AccountMoved { to, .. } if to == "dormant"));
        assert_eq!(
            (news.account_name.as_str(), news.person.as_deref()),
            ("Late", Some("Mara Lindqvist"))
        );
        assert!(today.stages.is_empty());
    }

    async fn each_role_looks_at_its_own(world: World) {
        let leads = [Some(Who::Marketer.id()), None, None];
        let since = Some(world.clock.now() - TimeDelta::days(200));
        Sample {
            name: "Stalls",
            since,
            leads,
            ..Sample::default()
        }
        .save(&world)
        .await;
        Sample {
            name: "Selecting",
            stage: "selecting",
            since,
            ..Sample::default()
        }
        .save(&world)
        .await;

        let manager = world.as_marketing_manager().ask(ShowToday::default()).await.unwrap();
        assert_eq!(
            (manager.whose, manager.missing.count, manager.stalled.count),
            (Whose::Leg, 1, 1)
        );
        assert_eq!(manager.stalled.rows[0].name, "Stalls");
        let executive = world.as_executive().ask(ShowToday::default()).await.unwrap();
        assert_eq!(
            (executive.whose, executive.missing.count, executive.stalled.count),
            (Whose::Everybody, 2, 2)
        );
        assert_eq!(executive.stages.len(), 10);
        assert_eq!(executive.stages.iter().map(|stage| stage.count).sum::<u32>(), 2);
        let whose = Some(Whose::Everybody);
        let member = world
            .as_seller()
            .ask(ShowToday {
                whose,
                ..ShowToday::default()
            })
            .await
            .unwrap();
        assert_eq!(
            member.whose,
            Whose::Mine,
            "a choice that the role does not have is no choice"
        );
    }

    async fn a_list_alone_shows_what_its_count_counts(world: World) {
        for _ in 0..9 {
            Sample::default().save(&world).await;
        }
        let whole = world.as_executive().ask(ShowToday::default()).await.unwrap();
        assert_eq!((whole.missing.count, whole.missing.rows.len()), (9, 6));
        let part = Some(TodayPart::Missing);
        let alone = world
            .as_executive()
            .ask(ShowToday {
                part,
                ..ShowToday::default()
            })
            .await
            .unwrap();
        assert_eq!((alone.missing.count, alone.missing.rows.len()), (9, 9));
        assert_eq!(alone.stalled, Part::default());
    }
}
