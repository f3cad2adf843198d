//! `tridem bench`: how long operations take, on a database made for it and thrown away.

mod journey;
mod leads;
mod obligations;
mod process;

use std::{future::Future, path::PathBuf, pin::Pin, time::Instant};

use engine::{Caller, Engine, Settings, Store, answer, perform};
use model::{
    Actor, Department, Role,
    accounts::{create::CreateAccount, list::ListAccounts, show::ShowAccount, timeline::ShowTimeline},
    platform::{demo::load::LoadDemo, people::list::ListPeople},
    values::ids::{AccountId, PersonId},
};
use sea_orm::{ConnectionTrait as _, Database};

use super::{Refused, say};
use crate::configuration::BenchArguments;

type Running<'a> = Pin<Box<dyn Future<Output = Result<(), Refused>> + Send + 'a>>;

/// One thing that can be measured: its name, and one round of it.
type Measured = (&'static str, fn(&Bench, u32) -> Running<'_>);

/// What can be measured.
const BENCHES: [Measured; 4] = [
    ("list", |bench, _| Box::pin(list(bench))),
    ("account", |bench, round| Box::pin(account(bench, round))),
    ("timeline", |bench, round| Box::pin(timeline(bench, round))),
    ("create", |bench, round| Box::pin(create(bench, round))),
];

type Measuring<'a> = Pin<Box<dyn Future<Output = Result<serde_json::Value, Refused>> + Send + 'a>>;

/// Something that measures itself: its name, and the figures that it finds.
type Measures = (&'static str, for<'a> fn(&'a Bench, &BenchArguments) -> Measuring<'a>);

/// What measures itself.
const MEASURES: [Measures; 4] = [
    ("journey-replay", |bench, _| Box::pin(journey::replay(bench))),
    ("journey-step", |bench, told| {
        Box::pin(journey::step(bench, told.rounds))
    }),
    ("lead-scoring", |bench, told| Box::pin(leads::score(bench, told.leads))),
    ("obligations", |bench, told| {
        Box::pin(obligations::look(bench, told.open))
    }),
];

/// A demo company to measure with.
struct Bench {
    engine: Engine,
    /// Who owns what is made to measure with.
    owner: PersonId,
    seller: Caller,
    system: Caller,
    accounts: Vec<AccountId>,
}

/// Makes a database, measures one thing or `all`, prints a line of JSON each, and removes the database.
pub async fn run(arguments: BenchArguments) -> Result<(), Refused> {
    let names = BENCHES.iter().map(|(name, _)| *name);
    let names: Vec<&str> = names.chain(MEASURES.iter().map(|(name, _)| *name)).collect();
    if arguments.name != "all" && !names.contains(&arguments.name.as_str()) {
        return Err(Refused(format!(
            "There is no bench {}. Choose all, {}.",
            arguments.name,
            names.join(", ")
        )));
    }
    let scratch = Scratch::make(arguments.database.as_deref()).await?;
    let measured = measure(&scratch.url, &arguments).await;
    scratch.remove().await?;
    measured
}

async fn measure(url: &str, arguments: &BenchArguments) -> Result<(), Refused> {
    let store = Store::open(url).await?;
    store
        .migrate()
        .await
        .map_err(|error| Refused(format!("The tables cannot be made: {error}.")))?;
    let kind = store.kind();
    let engine = Engine::new(store, Settings::default());
    let began = Instant::now();
    let demo = LoadDemo {
        accounts: arguments.accounts,
        seed: 1,
        signals: arguments.signals,
    };
    perform(&engine, &Caller::system("bench"), demo).await?;
    let load_seconds = began.elapsed().as_secs_f64();
    let bench = Bench::over(engine).await?;
    let is_chosen = |name: &str| arguments.name == "all" || arguments.name == name;
    for (name, measures) in MEASURES.iter().filter(|(name, _)| is_chosen(name)) {
        let mut line = serde_json::json!({
            "bench": name,
            "database": format!("{kind:?}").to_lowercase(),
            "accounts": arguments.accounts,
            "load_seconds": load_seconds,
        });
        if let (Some(line), serde_json::Value::Object(figures)) =
            (line.as_object_mut(), measures(&bench, arguments).await?)
        {
            line.extend(figures);
        }
        say(&line.to_string())?;
    }
    for (name, round) in BENCHES.iter().filter(|(name, _)| is_chosen(name)) {
        // One round without a clock: the first one opens connections and prepares statements.
        round(&bench, u32::MAX).await?;
        let began = Instant::now();
        for number in 0..arguments.rounds {
            round(&bench, number).await?;
        }
        let seconds = began.elapsed().as_secs_f64();
        let line = serde_json::json!({
            "bench": name,
            "database": format!("{kind:?}").to_lowercase(),
            "accounts": arguments.accounts,
            "load_seconds": load_seconds,
            "operations": arguments.rounds,
            "seconds": seconds,
            "milliseconds_each": seconds * 1_000.0 / f64::from(arguments.rounds.max(1)),
        });
        say(&line.to_string())?;
    }
    Ok(())
}

impl Bench {
    async fn over(engine: Engine) -> Result<Self, Refused> {
        let system = Caller::system("bench");
        let people = answer(&engine, &system, ListPeople::default()).await?;
        let seller = people
            .items
            .iter()
            .find(|person| person.department == Some(Department::Sales) && person.role == Role::Member)
            .ok_or_else(|| Refused("The demo company has no seller.".to_owned()))?;
        let actor = Actor::Person {
            id: seller.id,
            department: seller.department,
            role: seller.role,
        };
        let accounts = answer(&engine, &system, ListAccounts::default()).await?;
        Ok(Self {
            engine,
            owner: seller.id,
            seller: Caller::acting_for(actor, "bench"),
            system,
            accounts: accounts.items.into_iter().map(|account| account.id).collect(),
        })
    }

    fn one(&self, round: u32) -> Result<AccountId, Refused> {
        let place = usize::try_from(round).unwrap_or_default() % self.accounts.len().max(1);
        self.accounts
            .get(place)
            .copied()
            .ok_or_else(|| Refused("The demo company has no account.".to_owned()))
    }
}

async fn list(bench: &Bench) -> Result<(), Refused> {
    let list = ListAccounts {
        stage: Some("justifying".to_owned()),
        sort: "-open_amount".to_owned().try_into().ok(),
        ..ListAccounts::default()
    };
    answer(&bench.engine, &bench.seller, list).await?;
    Ok(())
}

async fn account(bench: &Bench, round: u32) -> Result<(), Refused> {
    let account = bench.one(round)?;
    answer(&bench.engine, &bench.seller, ShowAccount { account }).await?;
    Ok(())
}

async fn timeline(bench: &Bench, round: u32) -> Result<(), Refused> {
    let timeline = ShowTimeline {
        account: bench.one(round)?,
        lane: None,
        kind: None,
        limit: None,
        cursor: None,
    };
    answer(&bench.engine, &bench.seller, timeline).await?;
    Ok(())
}

async fn create(bench: &Bench, round: u32) -> Result<(), Refused> {
    let unreadable = |_| Refused("A name cannot be used.".to_owned());
    let create = CreateAccount {
        kind: None,
        name: format!("Measured Mill {round}").parse().map_err(unreadable)?,
        domain: Some(format!("measured-{round}.example").parse().map_err(unreadable)?),
        industry: Some("Paper".parse().map_err(unreadable)?),
        city: Some("Linz".parse().map_err(unreadable)?),
        country: Some("Austria".parse().map_err(unreadable)?),
        employees: Some(400),
        annual_revenue: None,
        marketing_lead: None,
        sales_lead: None,
        service_lead: None,
    };
    perform(&bench.engine, &bench.seller, create).await?;
    Ok(())
}

/// A database made for this run.
struct Scratch {
    url: String,
    place: Place,
}

enum Place {
    Folder(PathBuf),
    Server { url: String, name: String },
}

impl Scratch {
    async fn make(server: Option<&str>) -> Result<Self, Refused> {
        let name = format!("tridem_bench_{}", std::process::id());
        let Some(server) = server.filter(|url| url.starts_with("postgres")) else {
            let folder = std::env::temp_dir().join(name);
            std::fs::create_dir_all(&folder)
                .map_err(|error| Refused(format!("There is no room in {}: {error}.", folder.display())))?;
            return Ok(Self {
                url: format!("sqlite://{}?mode=rwc", folder.join("bench.db").display()),
                place: Place::Folder(folder),
            });
        };
        on_server(server, &format!("CREATE DATABASE {name}")).await?;
        let (address, _) = server.rsplit_once('/').unwrap_or((server, ""));
        Ok(Self {
            url: format!("{address}/{name}"),
            place: Place::Server {
                url: server.to_owned(),
                name,
            },
        })
    }

    async fn remove(self) -> Result<(), Refused> {
        match self.place {
            Place::Folder(folder) => std::fs::remove_dir_all(&folder)
                .map_err(|error| Refused(format!("{} cannot be removed: {error}.", folder.display()))),
            Place::Server { url, name } => on_server(&url, &format!("DROP DATABASE {name} WITH (FORCE)")).await,
        }
    }
}

async fn on_server(url: &str, sql: &str) -> Result<(), Refused> {
    let told = |error| Refused(format!("PostgreSQL refuses: {error}."));
    let server = Database::connect(url).await.map_err(told)?;
    server.execute_unprepared(sql).await.map_err(told)?;
    server.close().await.map_err(told)
}
