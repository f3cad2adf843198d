//! A world for tests: a fresh database, a clock that stands still until the test moves it, and one person per
//! department and role. Only there with the feature `testing`, so that no released binary holds it.
//!
//! ```text
//! engine::testing::on_both!(a_name_is_kept);
//!
//! async fn a_name_is_kept(world: World) {
//!     let account = world.as_seller().perform(CreateAccount { .. }).await.unwrap();
//!     world.clock.advance(TimeDelta::days(3));
//!     assert_eq!(world.as_marketer().ask(ShowAccount { account }).await.unwrap().name, "Nordwind");
//!     assert_eq!(world.facts().await.len(), 1);
//! }
//! ```
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test that meets the unexpected should stop right there, and say what it left out"
)]

use std::{
    io::Write as _,
    ops::Deref,
    path::PathBuf,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Actor, Department, Failure, Role,
    accounts::create::CreateAccount,
    activity::Fact,
    platform::{organisation::Organisation, people::PersonState},
    values::ids::{AccountId, PersonId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

pub use crate::on_both;
use crate::{
    Answer, Caller, Engine, Handle, Performed, Settings, Store, activity,
    clock::Clock,
    jobs::{self, Job, mail::Letter, worker::Worker},
    perform,
    platform::{organisation, people},
};

/// The password of everybody in a world.
pub const PASSWORD: &str = "three legs stand on any ground";

/// Where tests find a PostgreSQL in which they may create databases: a URL to any database there.
pub const POSTGRES: &str = "TRIDEM_TEST_POSTGRES";

/// Which database a world lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// A file of its own.
    Sqlite,
    /// A database of its own on the server that [`POSTGRES`] names.
    Postgres,
}

/// Runs the same tests on both databases: `on_both!(first_test, second_test);` with an
/// `async fn first_test(world: World)` for each. What needs PostgreSQL is left out, and says so, where there is none.
#[macro_export]
macro_rules! on_both {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[test]
                fn $test() {
                    $crate::testing::run($crate::testing::Database::Sqlite, super::$test);
                }
            )+
        }
        mod on_postgres {
            $(
                #[test]
                fn $test() {
                    $crate::testing::run($crate::testing::Database::Postgres, super::$test);
                }
            )+
        }
    };
}

/// Runs one test in a new world. Where there is no such database the test is left out.
pub fn run<F: Future<Output = ()>>(database: Database, test: impl FnOnce(World) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("threads");
    runtime.block_on(async {
        match World::on(database).await {
            Some(world) => test(world).await,
            // Past the test's own capture, so that nobody takes a test that was left out for one that passed.
            None => drop(writeln!(
                std::io::stderr(),
                "left out: no PostgreSQL ({POSTGRES} is unset; end2end/with-postgres.sh sets it)"
            )),
        }
    });
}

/// A clock that stands still until the test moves it. Its ids are foreseeable and grow.
#[derive(Debug)]
pub struct Standstill {
    micros: AtomicI64,
    ids: AtomicU64,
}

impl Standstill {
    /// Stands at a moment.
    pub fn at(moment: DateTime<Utc>) -> Self {
        Self {
            micros: AtomicI64::new(moment.timestamp_micros()),
            ids: AtomicU64::new(1),
        }
    }

    /// Moves ahead.
    pub fn advance(&self, by: TimeDelta) {
        let by = by.num_microseconds().expect("a span of less than 292,000 years");
        self.micros.fetch_add(by, Ordering::SeqCst);
    }
}

impl Default for Standstill {
    /// Monday, 2 March 2026, 9 o'clock in London.
    fn default() -> Self {
        Self::at(DateTime::from_timestamp(1_772_442_000, 0).expect("a moment"))
    }
}

impl Clock for Standstill {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.micros.load(Ordering::SeqCst)).expect("a moment")
    }

    fn new_id(&self) -> Uuid {
        let number = self.ids.fetch_add(1, Ordering::SeqCst);
        let millis = u64::try_from(self.now().timestamp_millis()).expect("a moment after 1970");
        let mut rest = [0; 10];
        // The low eight bytes; the two bits of the variant above them are never reached.
        rest[2..].copy_from_slice(&number.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()
    }
}

/// Everybody in a world: one per department and role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Who {
    Marketer,
    MarketingManager,
    Seller,
    SalesManager,
    ServiceMember,
    ServiceManager,
    Executive,
    Admin,
}

impl Who {
    /// Everybody.
    pub const ALL: [Self; 8] = [
        Self::Marketer,
        Self::MarketingManager,
        Self::Seller,
        Self::SalesManager,
        Self::ServiceMember,
        Self::ServiceManager,
        Self::Executive,
        Self::Admin,
    ];

    /// The person's id, the same in every world.
    pub fn id(self) -> PersonId {
        PersonId(Uuid::from_u128(
            0x0195_0000_0000_7000_8000_0000_0000_0001 + self as u128,
        ))
    }

    /// The person's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Marketer => "Mara Lindqvist",
            Self::MarketingManager => "Milan Okafor",
            Self::Seller => "Sam Duarte",
            Self::SalesManager => "Sofia Brandt",
            Self::ServiceMember => "Vera Nakamura",
            Self::ServiceManager => "Victor Hale",
            Self::Executive => "Edda Winter",
            Self::Admin => "Ada Admin",
        }
    }

    /// The address that the person signs in with.
    pub const fn email(self) -> &'static str {
        match self {
            Self::Marketer => "mara@tridem.test",
            Self::MarketingManager => "milan@tridem.test",
            Self::Seller => "sam@tridem.test",
            Self::SalesManager => "sofia@tridem.test",
            Self::ServiceMember => "vera@tridem.test",
            Self::ServiceManager => "victor@tridem.test",
            Self::Executive => "edda@tridem.test",
            Self::Admin => "ada@tridem.test",
        }
    }

    /// What the person is in the company.
    pub const fn role(self) -> Role {
        match self {
            Self::Marketer | Self::Seller | Self::ServiceMember => Role::Member,
            Self::MarketingManager | Self::SalesManager | Self::ServiceManager => Role::Manager,
            Self::Executive => Role::Executive,
            Self::Admin => Role::Admin,
        }
    }

    /// The leg that the person acts for.
    pub const fn department(self) -> Option<Department> {
        match self {
            Self::Marketer | Self::MarketingManager => Some(Department::Marketing),
            Self::Seller | Self::SalesManager => Some(Department::Sales),
            Self::ServiceMember | Self::ServiceManager => Some(Department::Service),
            Self::Executive | Self::Admin => None,
        }
    }

    /// What the person is to the policy.
    pub fn actor(self) -> Actor {
        Actor::Person {
            id: self.id(),
            department: self.department(),
            role: self.role(),
        }
    }

    fn row(self, now: DateTime<Utc>) -> people::entity::ActiveModel {
        people::entity::ActiveModel {
            id: Set(self.id().0),
            email: Set(self.email().to_owned()),
            name: Set(self.name().to_owned()),
            department: Set(self.department().map(|department| department.key().to_owned())),
            role: Set(self.role().key().to_owned()),
            password_hash: Set(Some(PASSWORD_HASH.clone())),
            state: Set(PersonState::Active.key().to_owned()),
            locale: Set(model::values::Locale::default().key().to_owned()),
            time_zone: Set("Europe/Berlin".to_owned()),
            theme: Set(model::values::Theme::default().key().to_owned()),
            sign_in_epoch: Set(0),
            created_at: Set(now),
            updated_at: Set(now),
            signed_in_at: Set(None),
            version: Set(1),
        }
    }
}

/// As cheap as argon2 allows: the hash says how much work it is, and a test signs in often.
static PASSWORD_HASH: LazyLock<String> = LazyLock::new(|| {
    let cheap = Params::new(8, 1, 1, None).expect("parameters");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cheap)
        .hash_password(PASSWORD.as_bytes())
        .expect("a hash")
        .to_string()
});

/// A fresh installation with its own database; gone when dropped. Stands for its [`Engine`].
pub struct World {
    /// The installation.
    pub engine: Engine,
    /// Its time.
    pub clock: Arc<Standstill>,
    home: Home,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World")
            .field("home", &self.home)
            .finish_non_exhaustive()
    }
}

impl Deref for World {
    type Target = Engine;

    fn deref(&self) -> &Engine {
        &self.engine
    }
}

impl World {
    /// A world on SQLite.
    pub async fn new() -> Self {
        Self::on(Database::Sqlite).await.expect("SQLite is always there")
    }

    /// A world on one of the databases; `None` where there is no PostgreSQL.
    pub async fn on(database: Database) -> Option<Self> {
        let world = Self::empty_on(database).await?;
        world.settle().await;
        Some(world)
    }

    /// An installation that nobody has set up yet, on SQLite.
    pub async fn empty() -> Self {
        Self::empty_on(Database::Sqlite).await.expect("SQLite is always there")
    }

    /// An installation that nobody has set up yet; `None` where there is no PostgreSQL.
    pub async fn empty_on(database: Database) -> Option<Self> {
        let home = match database {
            Database::Sqlite => Home::file().await,
            Database::Postgres => Home::database().await?,
        };
        Some(Self::in_home(home).await)
    }

    /// A database without any table; `None` where there is no PostgreSQL.
    pub async fn bare_on(database: Database) -> Option<Self> {
        let home = match database {
            Database::Sqlite => Home::new_file(),
            Database::Postgres => Home::new_database(None).await?,
        };
        Some(Self::in_home(home).await)
    }

    async fn in_home(home: Home) -> Self {
        let clock = Arc::new(Standstill::default());
        let engine = open(&home, &clock).await;
        Self { engine, clock, home }
    }

    /// Which database it lives in.
    pub const fn database(&self) -> Database {
        match self.home {
            Home::File(_) => Database::Sqlite,
            Home::Database { .. } => Database::Postgres,
        }
    }

    /// The URL of its database.
    pub fn url(&self) -> String {
        self.home.url()
    }

    /// Another server process over the same database and the same time.
    pub async fn another_process(&self) -> Engine {
        open(&self.home, &self.clock).await
    }

    async fn settle(&self) {
        let db = self.store.writer();
        let organisation = Organisation {
            name: "Tridem Test".to_owned(),
            currency: "EUR".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
        };
        organisation::create(db, organisation).await.expect("an organisation");
        people::entity::Entity::insert_many(Who::ALL.map(|who| who.row(self.clock.now())))
            .exec_without_returning(db)
            .await
            .expect("people");
    }

    /// The world as one of its people sees it.
    pub fn acting(&self, who: Who) -> Acting<'_> {
        self.acting_as(who.actor())
    }

    /// The world as any actor sees it.
    pub fn acting_as(&self, actor: Actor) -> Acting<'_> {
        Acting {
            engine: &self.engine,
            caller: Caller::acting_for(actor, "test"),
        }
    }

    /// As a member of marketing.
    pub fn as_marketer(&self) -> Acting<'_> {
        self.acting(Who::Marketer)
    }

    /// As the manager of marketing.
    pub fn as_marketing_manager(&self) -> Acting<'_> {
        self.acting(Who::MarketingManager)
    }

    /// As a member of sales.
    pub fn as_seller(&self) -> Acting<'_> {
        self.acting(Who::Seller)
    }

    /// As the manager of sales.
    pub fn as_sales_manager(&self) -> Acting<'_> {
        self.acting(Who::SalesManager)
    }

    /// As a member of service.
    pub fn as_service_member(&self) -> Acting<'_> {
        self.acting(Who::ServiceMember)
    }

    /// As the manager of service.
    pub fn as_service_manager(&self) -> Acting<'_> {
        self.acting(Who::ServiceManager)
    }

    /// As an executive.
    pub fn as_executive(&self) -> Acting<'_> {
        self.acting(Who::Executive)
    }

    /// As an admin.
    pub fn as_admin(&self) -> Acting<'_> {
        self.acting(Who::Admin)
    }

    /// As somebody who has not signed in.
    pub fn as_nobody(&self) -> Acting<'_> {
        self.acting_as(Actor::Anonymous)
    }

    /// As the product itself.
    pub fn as_system(&self) -> Acting<'_> {
        self.acting_as(Actor::System)
    }

    /// Everything that was recorded, in order.
    pub async fn facts(&self) -> Vec<Fact> {
        self.entries().await.into_iter().map(|row| fact(row.fact)).collect()
    }

    /// What was recorded on one account, in order.
    pub async fn facts_of(&self, account: AccountId) -> Vec<Fact> {
        let of = |row: &activity::entity::Model| row.account_id == Some(account.0);
        let entries = self.entries().await.into_iter().filter(of);
        entries.map(|row| fact(row.fact)).collect()
    }

    /// The event log's rows, in order.
    pub async fn entries(&self) -> Vec<activity::entity::Model> {
        activity::entity::Entity::find()
            .order_by_asc(activity::entity::Column::Position)
            .all(self.store.writer())
            .await
            .expect("the event log")
    }

    /// The jobs of one kind, or of every kind, in order.
    pub async fn jobs(&self, kind: Option<&str>) -> Vec<jobs::entity::Model> {
        let mut jobs = jobs::entity::Entity::find().order_by_asc(jobs::entity::Column::Id);
        if let Some(kind) = kind {
            jobs = jobs.filter(jobs::entity::Column::Kind.eq(kind));
        }
        jobs.all(self.store.writer()).await.expect("the queue")
    }

    /// Runs what is due until nothing is; says how many jobs ran. Mail stays in the queue: nothing sends it here.
    pub async fn run_jobs(&self) -> usize {
        let worker = Worker::new(self.engine.clone(), "test".to_owned(), None);
        let mut ran = 0;
        while worker.run_one().await.expect("the queue") {
            ran += 1;
        }
        ran
    }

    /// Every mail that was written, sent or not.
    pub async fn letters(&self) -> Vec<Letter> {
        let jobs = self.jobs(Some("send_mail")).await.into_iter();
        jobs.filter_map(|row| match serde_json::from_value(row.payload).expect("a job") {
            Job::SendMail(letter) => Some(letter),
            _ => None,
        })
        .collect()
    }
}

fn fact(json: serde_json::Value) -> Fact {
    serde_json::from_value(json).expect("a fact")
}

async fn open(home: &Home, clock: &Arc<Standstill>) -> Engine {
    let store = Store::open(&home.url()).await.expect("the database");
    let clock: Arc<dyn Clock> = Arc::<Standstill>::clone(clock);
    Engine::with_clock(store, Settings::default(), clock)
}

/// Somebody in a world.
#[derive(Clone)]
pub struct Acting<'a> {
    engine: &'a Engine,
    caller: Caller,
}

impl std::fmt::Debug for Acting<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Acting")
            .field("caller", &self.caller)
            .finish_non_exhaustive()
    }
}

impl<'a> Acting<'a> {
    /// The same person at another server process.
    #[must_use]
    pub fn at(self, engine: &'a Engine) -> Self {
        Self { engine, ..self }
    }

    /// Sends the next commands under an idempotency key.
    #[must_use]
    pub fn under_key(mut self, key: &str) -> Self {
        self.caller.idempotency_key = Some(key.to_owned());
        self
    }

    /// Comes from an address of the network.
    #[must_use]
    pub fn from_address(mut self, address: std::net::IpAddr) -> Self {
        self.caller.address = Some(address);
        self
    }

    /// Carries out a command.
    pub async fn perform<O: Handle>(&self, operation: O) -> Result<O::Output, Failure> {
        self.performed(operation).await.map(|performed| performed.output)
    }

    /// Carries out a command, and tells what the server owes the browser's session.
    pub async fn performed<O: Handle>(&self, operation: O) -> Result<Performed<O::Output>, Failure> {
        perform(self.engine, &self.caller, operation).await
    }

    /// Asks a query.
    pub async fn ask<O: Answer>(&self, operation: O) -> Result<O::Output, Failure> {
        crate::answer(self.engine, &self.caller, operation).await
    }
}

/// Where a world's database is.
#[derive(Debug)]
enum Home {
    File(TempDir),
    Database { server: String, name: String },
}

impl Home {
    fn new_file() -> Self {
        Self::File(tempfile::tempdir().expect("a folder"))
    }

    /// A copy of a database that was brought up to date once per process.
    async fn file() -> Self {
        static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
        let bytes = TEMPLATE
            .get_or_init(|| async {
                let home = Self::new_file();
                migrated(&home.url()).await;
                std::fs::read(home.file_path()).expect("the template")
            })
            .await;
        let home = Self::new_file();
        std::fs::write(home.file_path(), bytes).expect("a copy of the template");
        home
    }

    async fn new_database(template: Option<&str>) -> Option<Self> {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let server = postgres()?;
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let name = format!("tridem_{}_{number}", std::process::id());
        let template = template.unwrap_or("template1");
        on_server(&server, &format!("DROP DATABASE IF EXISTS {name}")).await;
        on_server(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Some(Self::Database { server, name })
    }

    /// A copy of a database that was brought up to date once per process.
    async fn database() -> Option<Self> {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        let server = postgres()?;
        let template = TEMPLATE
            .get_or_init(|| async {
                let name = format!("tridem_template_{}", std::process::id());
                on_server(&server, &format!("DROP DATABASE IF EXISTS {name}")).await;
                on_server(&server, &format!("CREATE DATABASE {name}")).await;
                migrated(&with_database(&server, &name)).await;
                name
            })
            .await;
        Self::new_database(Some(template)).await
    }

    fn file_path(&self) -> PathBuf {
        match self {
            Self::File(folder) => folder.path().join("tridem.db"),
            Self::Database { .. } => PathBuf::new(),
        }
    }

    fn url(&self) -> String {
        match self {
            Self::File(_) => format!("sqlite://{}?mode=rwc", self.file_path().display()),
            Self::Database { server, name } => with_database(server, name),
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let Self::Database { server, name } = self else {
            return;
        };
        let (server, statement) = (server.clone(), format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        // Dropping cannot wait for a future, and the test's own runtime may be ending.
        let remover = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .map(|runtime| runtime.block_on(on_server(&server, &statement)))
        });
        if remover.join().is_err() {
            eprintln!("a database of a test could not be removed");
        }
    }
}

/// The server that the tests may use.
#[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
fn postgres() -> Option<String> {
    std::env::var(POSTGRES).ok().filter(|url| !url.is_empty())
}

async fn migrated(url: &str) {
    let store = Store::open(url).await.expect("the template");
    store.migrate().await.expect("tables");
    // SQLite moves its log into the file, and PostgreSQL copies a template only when nobody is connected to it.
    store.close().await.expect("closed");
}

async fn on_server(server: &str, statement: &str) {
    let db = sea_orm::Database::connect(server).await.expect("PostgreSQL");
    db.execute_unprepared(statement).await.expect("PostgreSQL does it");
    db.close().await.expect("closed");
}

/// The same server, another database.
fn with_database(server: &str, name: &str) -> String {
    let (place, settings) = server.split_once('?').unwrap_or((server, ""));
    let host = place.rsplit_once('/').map_or(place, |(host, _)| host);
    if settings.is_empty() {
        format!("{host}/{name}")
    } else {
        format!("{host}/{name}?{settings}")
    }
}

/// An account of which nothing but the name is known, about to be created.
pub fn new_account(name: &str) -> CreateAccount {
    CreateAccount {
        name: name.parse().expect("tests name accounts well"),
        kind: None,
        domain: None,
        industry: None,
        city: None,
        country: None,
        employees: None,
        annual_revenue: None,
        marketing_lead: None,
        sales_lead: None,
        service_lead: None,
    }
}
