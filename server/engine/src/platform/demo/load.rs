//! Fills an empty database with the demo company, in the one transaction of the command.

use chrono::{DurationRound, TimeDelta};
use model::{
    Operation, Refusal,
    activity::Fact,
    agreement::{JOURNEY, RULES_OF_ENGAGEMENT},
    journey::Journey,
    leads::engagement::RulesOfEngagement,
    platform::{
        demo::{
            COMPANY, PASSWORD,
            load::{LoadDemo, Loaded},
        },
        organisation::Organisation,
    },
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, Statement};

use super::{
    accounts::{self, Detail, History, Log, Scene},
    agreement, definitions,
    names::Companies,
    people::{CURRENCY, Staff, TIME_ZONE},
    write::Rows,
};
use crate::{
    Caller, Done, Engine, Fault, Handle, Work,
    accounts::{
        contacts::entity as contact, deals::entity as deal, entity as account, members::entity as member,
        signals::entity as signal, touches::entity as touch,
    },
    activity::{self, entity as activity_row},
    journey::{missing_legs::entity as missing_leg, transitions::entity as transition},
    leads::{
        calendars,
        chain::{entity as lead, transitions::entity as lead_step},
        obligations::{changes as obligation_step, entity as obligation, past::Terms, store::look_when_due},
        pains::{evidence::entity as evidence, triggers::entity as trigger},
        scores,
    },
    platform::{organisation, people::entity as person},
    secret,
    store::{self, Kind},
    work::Prepared,
};

/// From so many accounts on indexes are built once at the end, and fewer touches are told of each account.
const LARGE: u32 = 2_000;

/// The tables that become large. Not `lead_transition`: PostgreSQL tells one of its indexes in other words than it was told.
const TABLES: [&str; 12] = [
    "account",
    "contact",
    "deal",
    "touch",
    "signal",
    "transition",
    "missing_leg",
    "leg_member",
    "lead",
    "pain_evidence",
    "pain_trigger",
    "activity",
];

impl Handle for LoadDemo {
    async fn prepare(&self, _: &Engine, _: &Caller) -> Result<Prepared, Fault> {
        secret::hash_password(PASSWORD.to_owned())
            .await
            .map(Prepared::PasswordHash)
    }

    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Loaded>, Fault> {
        if !is_empty(work.db()).await? {
            return Err(Refusal::NotEmpty.into());
        }
        // Whole seconds: nobody writes down milliseconds, and both databases keep them alike.
        let now = work.now().duration_trunc(TimeDelta::seconds(1)).unwrap_or(work.now());
        let staff = Staff::new(self.seed, now);
        let password_hash = work.password_hash()?;
        organisation::create(
            work.db(),
            Organisation {
                name: COMPANY.to_owned(),
                currency: CURRENCY.to_owned(),
                time_zone: TIME_ZONE.to_owned(),
            },
        )
        .await?;
        let mut people = Rows::<person::Entity>::new(work.db(), None);
        people.put(work.db(), staff.rows(&password_hash, now)).await?;
        people.write(work.db()).await?;

        let large = self.accounts >= LARGE;
        let indexes = if large {
            drop_indexes(work.db()).await?
        } else {
            Vec::new()
        };
        let journey_version = agreement::sign::<Journey>(work, JOURNEY, &staff, now).await?;
        let definitions = definitions::sign(work, &staff, now).await?;
        let engagement = agreement::sign::<RulesOfEngagement>(work, RULES_OF_ENGAGEMENT, &staff, now).await?;
        agreement::calendars(work, &staff, now).await?;
        let owed = RulesOfEngagement::shipped();
        let legs = calendars::legs(work.db(), now).await?;
        let journey = work.journey().await?;
        let Some(rules) = journey.journey.rules() else {
            return Err(Fault::Stored("the journey in force has no stage on the way".to_owned()));
        };
        let scene = Scene {
            stages: &journey.stages,
            rules: &rules,
            journey_version,
            definitions,
            terms: Terms {
                rules: &owed,
                rules_version: engagement.0,
                calendars: legs.calendars(),
            },
            staff: &staff,
            seed: self.seed,
            now,
        };
        let loaded = write_histories(&self, work, scene).await?;
        definitions::classify(work, definitions, &staff, self.seed).await?;
        for index in indexes {
            work.db().execute_unprepared(&index).await?;
        }
        if large {
            analyze(work.db()).await?;
        } else {
            // Of very many leads the scores are followed when something happens there.
            scores::follow_open(work).await?;
        }
        Ok(work
            .record(Fact::DemoLoaded {
                accounts: self.accounts,
            })
            .with(loaded))
    }
}

/// Without figures about the tables the planner guesses as if they were empty.
async fn analyze(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    if store::kind_of(db) == Kind::Sqlite {
        // With a limit SQLite keeps no samples of the values. With samples it would plan every statement anew for the
        // values it is given, which takes longer than carrying it out.
        db.execute_unprepared("PRAGMA analysis_limit = 10000").await?;
    }
    db.execute_unprepared("ANALYZE").await.map(drop)
}

async fn write_histories(demo: &LoadDemo, work: &Work<'_>, scene: Scene<'_>) -> Result<Loaded, Fault> {
    let db = work.db();
    let mut accounts = Rows::<account::Entity>::new(db, None);
    let mut contacts = Rows::<contact::Entity>::new(db, None);
    let mut deals = Rows::<deal::Entity>::new(db, None);
    let mut touches = Rows::<touch::Entity>::new(db, None);
    let mut signals = Rows::<signal::Entity>::new(db, None);
    let mut transitions = Rows::<transition::Entity>::new(db, None);
    let mut missing_legs = Rows::<missing_leg::Entity>::new(db, None);
    let mut members = Rows::<member::Entity>::new(db, None);
    let mut leads = Rows::<lead::Entity>::new(db, None);
    let mut lead_steps = Rows::<lead_step::Entity>::new(db, None);
    let mut evidence = Rows::<evidence::Entity>::new(db, None);
    let mut triggers = Rows::<trigger::Entity>::new(db, None);
    let mut obligations = Rows::<obligation::Entity>::new(db, None);
    let mut obligation_steps = Rows::<obligation_step::Entity>::new(db, None);
    let mut due = Vec::new();
    let mut activities = Rows::<activity_row::Entity>::new(db, Some("position"));
    let log = Log {
        operation: LoadDemo::NAME,
        request: &work.caller().request,
        snapshot: activity::snapshot(db).await?,
    };
    let mut companies = Companies::new();
    for place in 0..demo.accounts {
        let detail = Detail {
            touches: if demo.accounts >= LARGE { 30 } else { 100 },
            leads: if demo.accounts >= LARGE { 12 } else { 62 },
            owed: if demo.accounts >= LARGE { 30 } else { 180 },
            signals: demo.signals.map(|all| share(all, place, demo.accounts)),
        };
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let history = accounts::history(companies.next(), place, scene, detail, log);
        let History {
            account: row,
            contacts: people,
            deals: opportunities,
            touches: acts,
            signals: signs,
            transitions: moves,
            missing_legs: alerts,
            members: beside,
            leads: led,
            lead_steps: chain,
            evidence: words,
            triggers: crises,
            obligations: owed,
            obligation_steps: owed_steps,
            activities: entries,
        } = history;
        accounts.put(db, [row]).await?;
        contacts.put(db, people).await?;
        deals.put(db, opportunities).await?;
        touches.put(db, acts).await?;
        signals.put(db, signs).await?;
        transitions.put(db, moves).await?;
        missing_legs.put(db, alerts).await?;
        members.put(db, beside).await?;
        leads.put(db, led).await?;
        // Steps refer to their lead, which must not wait longer than they do.
        if lead_steps.are_written_with(chain.len()) {
            leads.write(db).await?;
        }
        lead_steps.put(db, chain).await?;
        evidence.put(db, words).await?;
        triggers.put(db, crises).await?;
        due.extend(owed.iter().filter_map(obligation::Model::look_again_at));
        obligations.put(db, owed).await?;
        // As with leads.
        if obligation_steps.are_written_with(owed_steps.len()) {
            obligations.write(db).await?;
        }
        obligation_steps.put(db, owed_steps).await?;
        activities.put(db, entries).await?;
    }
    accounts.write(db).await?;
    contacts.write(db).await?;
    deals.write(db).await?;
    touches.write(db).await?;
    signals.write(db).await?;
    transitions.write(db).await?;
    missing_legs.write(db).await?;
    members.write(db).await?;
    leads.write(db).await?;
    lead_steps.write(db).await?;
    evidence.write(db).await?;
    triggers.write(db).await?;
    obligations.write(db).await?;
    obligation_steps.write(db).await?;
    activities.write(db).await?;
    look_when_due(work, due).await?;
    Ok(Loaded {
        logins: scene.staff.logins(),
        accounts: accounts.count,
        contacts: contacts.count,
        deals: deals.count,
        touches: touches.count,
        signals: signals.count,
        transitions: transitions.count,
        activities: activities.count,
    })
}

/// How many of all signals one account gets: neighbours get unlike parts, and together all of them.
fn share(all: u32, place: u32, accounts: u32) -> i64 {
    let until = |place: u32| i64::from(all) * i64::from(place) / i64::from(accounts);
    let even = until(place + 1) - until(place);
    // Accounts of a pair exchange up to half of what the smaller one has.
    let last_alone = place + 1 == accounts && place.is_multiple_of(2);
    let pair = i64::from(place / 2);
    let first = until(place / 2 * 2 + 1) - until(place / 2 * 2);
    let moved = first / 2 * (pair * 7 % 11) / 10;
    match (last_alone, place % 2) {
        (true, _) => even,
        (false, 0) => even - moved,
        (false, _) => even + moved,
    }
}

/// Whether nobody has begun to work with this database.
async fn is_empty(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(organisation::find(db).await?.is_none()
        && person::Entity::find().one(db).await?.is_none()
        && account::Entity::find().one(db).await?.is_none()
        && contact::Entity::find().one(db).await?.is_none()
        && deal::Entity::find().one(db).await?.is_none()
        && activity_row::Entity::find().one(db).await?.is_none())
}

/// Drops the indexes of the large tables; what builds them again. Sorting once is far quicker than finding the place
/// of every row.
async fn drop_indexes(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let found = match store::kind_of(db) {
        Kind::Sqlite => {
            "SELECT name AS name, tbl_name AS of_table, sql AS definition FROM sqlite_master \
             WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
        }
        Kind::Postgres => {
            "SELECT indexname::text AS name, tablename::text AS of_table, indexdef AS definition FROM pg_indexes \
             WHERE schemaname = current_schema() AND indexname NOT IN \
             (SELECT conname FROM pg_constraint WHERE conname IS NOT NULL) ORDER BY indexname"
        }
    };
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), found))
        .await?;
    let mut definitions = Vec::new();
    for row in rows {
        let table: String = row.try_get("", "of_table")?;
        if TABLES.contains(&table.as_str()) {
            let name: String = row.try_get("", "name")?;
            definitions.push(row.try_get("", "definition")?);
            db.execute_unprepared(&format!("DROP INDEX \"{name}\"")).await?;
        }
    }
    Ok(definitions)
}

#[cfg(test)]
mod tests {
    use model::{
        Failure, Operation as _,
        platform::{check::run::RunCheck, demo::logins::ListDemoLogins, people::sign_in::SignIn},
    };
    use proptest::prelude::*;

    use super::*;
    use crate::{
        answer, perform,
        testing::{Database, World, on_both},
    };

    on_both!(
        the_same_seed_makes_the_same_rows,
        marketing_and_sales_agree_mostly_about_a_sample_of_the_definition_in_force,
        a_database_with_anything_in_it_is_left_alone,
        everybody_of_the_demo_company_can_sign_in,
        indexes_come_back_after_very_many_rows,
    );

    const fn demo(accounts: u32, seed: u64, signals: Option<u32>) -> LoadDemo {
        LoadDemo {
            accounts,
            seed,
            signals,
        }
    }

    async fn loaded(database: Database, demo: LoadDemo) -> (World, Loaded) {
        let world = World::empty_on(database).await.unwrap();
        let loaded = perform(&world, &Caller::system("test"), demo).await.unwrap().output;
        (world, loaded)
    }

    /// Everything that chance decided.
    async fn rows(world: &World) -> impl PartialEq + std::fmt::Debug + use<> {
        use sea_orm::{QueryFilter as _, QueryOrder as _};
        let db = world.store.reader();
        let mut entries = activity_row::Entity::find()
            .filter(sea_orm::ColumnTrait::ne(&activity_row::Column::Kind, "demo_loaded"))
            .order_by_asc(activity_row::Column::Position)
            .all(db)
            .await
            .unwrap();
        for entry in &mut entries {
            // Numbers of transactions go on from database to database.
            entry.snapshot = 0;
        }
        (
            account::Entity::find()
                .order_by_asc(account::Column::Id)
                .all(db)
                .await
                .unwrap(),
            contact::Entity::find()
                .order_by_asc(contact::Column::Id)
                .all(db)
                .await
                .unwrap(),
            deal::Entity::find()
                .order_by_asc(deal::Column::Id)
                .all(db)
                .await
                .unwrap(),
            touch::Entity::find()
                .order_by_asc(touch::Column::Id)
                .all(db)
                .await
                .unwrap(),
            signal::Entity::find()
                .order_by_asc(signal::Column::Id)
                .all(db)
                .await
                .unwrap(),
            transition::Entity::find()
                .order_by_asc(transition::Column::Id)
                .all(db)
                .await
                .unwrap(),
            entries,
        )
    }

    async fn the_same_seed_makes_the_same_rows(world: World) {
        let (first, _) = loaded(world.database(), demo(60, 5, Some(700))).await;
        let (second, _) = loaded(world.database(), demo(60, 5, Some(700))).await;
        let (other, _) = loaded(world.database(), demo(60, 6, Some(700))).await;
        assert!(rows(&first).await == rows(&second).await);
        assert!(rows(&first).await != rows(&other).await);
    }

    async fn marketing_and_sales_agree_mostly_about_a_sample_of_the_definition_in_force(world: World) {
        use model::leads::definitions::{
            blind::show::{ShowSample, ShownSample},
            replay::ReplayDefinitions,
        };
        let sample = async |seed| -> (ShownSample, u64) {
            let (world, _) = loaded(world.database(), demo(60, seed, None)).await;
            let held = crate::leads::definitions::in_force(world.store.reader()).await.unwrap();
            let version = held.version.unwrap();
            assert_eq!(held.number, Some(2));
            let shown = world.as_executive().ask(ShowSample { version }).await.unwrap();
            let replay = world.as_executive().ask(ReplayDefinitions::of(version, None)).await;
            let replay = replay.unwrap();
            assert_eq!(replay.second.and_then(|other| other.number), Some(1));
            (shown.sample.unwrap(), replay.counts.total())
        };
        let (found, replayed) = sample(5).await;
        assert!(replayed > 0);
        assert_eq!((found.leads.len(), found.seed), (30, Some(5)));
        let [agreement] = found.agreement.as_slice() else {
            panic!("marketing and sales are through: {found:?}");
        };
        let apart = agreement.divergence.disagreements.len();
        assert!((1..=9).contains(&apart), "{apart}");
        assert!(
            agreement.divergence.kappa.is_some_and(|kappa| kappa > 0.2),
            "{agreement:?}"
        );
        let leads = |sample: &ShownSample| sample.leads.clone();
        assert_eq!(leads(&sample(5).await.0), leads(&found));
    }

    async fn a_database_with_anything_in_it_is_left_alone(world: World) {
        let refused = perform(&world, &Caller::system("test"), demo(40, 1, None)).await;
        assert_eq!(refused.unwrap_err(), Failure::Refused(Refusal::NotEmpty));
        assert_eq!(account::Entity::find().one(world.store.reader()).await.unwrap(), None);
        let logins = answer(&world, &Caller::system("test"), ListDemoLogins {}).await;
        assert_eq!(logins.unwrap(), None);
    }

    async fn everybody_of_the_demo_company_can_sign_in(world: World) {
        let (world, loaded) = loaded(world.database(), demo(3, 1, None)).await;
        assert_eq!(loaded.logins.len(), 14);
        let logins = answer(&world, &Caller::system("test"), ListDemoLogins {})
            .await
            .unwrap();
        assert_eq!(logins.as_ref(), Some(&loaded.logins));
        for login in loaded.logins.iter().step_by(5) {
            let sign_in = SignIn {
                email: login.email.parse().unwrap(),
                password: PASSWORD.parse().unwrap(),
            };
            let caller = Caller::acting_for(model::Actor::Anonymous, "test");
            perform(&world, &caller, sign_in).await.unwrap();
        }
    }

    async fn indexes_come_back_after_very_many_rows(world: World) {
        let (small, _) = loaded(world.database(), demo(1, 1, None)).await;
        let (large, counts) = loaded(world.database(), demo(LARGE, 1, Some(5_000))).await;
        assert_eq!((counts.accounts, counts.signals), (u64::from(LARGE), 5_000));
        let indexes = async |world: &World| {
            let db = world.store.begin().await.unwrap();
            let dropped = drop_indexes(&db).await.unwrap();
            db.rollback().await.unwrap();
            dropped
        };
        let before = indexes(&small).await;
        assert!(before.len() > 20);
        assert_eq!(before, indexes(&large).await);
        let checked = answer(&large, &Caller::system("test"), RunCheck {}).await.unwrap();
        assert!(checked.iter().all(|invariant| invariant.violations == 0), "{checked:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn whatever_the_seed_the_database_agrees_with_itself(seed: u64, accounts in 1_u32..120) {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let checked = runtime.block_on(async {
                let (world, _) = loaded(Database::Sqlite, demo(accounts, seed, None)).await;
                answer(&world, &Caller::system("test"), RunCheck {}).await.unwrap()
            });
            let violated: Vec<_> = checked.into_iter().filter(|invariant| invariant.violations > 0).collect();
            prop_assert!(violated.is_empty(), "{violated:?}");
        }
    }

    #[test]
    fn a_company_needs_an_account_and_ends_somewhere() {
        assert!(demo(0, 1, None).check().is_err());
        assert!(demo(1_000_001, 1, None).check().is_err());
        assert!(demo(1, 1, Some(20_000_001)).check().is_err());
        assert!(demo(1, 1, Some(0)).check().is_ok());
    }

    #[test]
    fn all_signals_are_shared_out() {
        for (all, accounts) in [(1_000, 40), (7, 40), (0, 3), (1_000_003, 999), (5, 1)] {
            let shares: Vec<i64> = (0..accounts).map(|place| share(all, place, accounts)).collect();
            assert_eq!(shares.iter().sum::<i64>(), i64::from(all));
            assert!(shares.iter().all(|share| *share >= 0));
        }
    }
}
