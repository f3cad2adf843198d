//! The command line. Every command performs operations, as the product itself.

use std::{io::Write as _, process::ExitCode};

use clap::Parser as _;
use engine::{Engine, Settings, Store};
use model::platform::demo::load::LoadDemo;

use crate::configuration::{Command, CommandLine, DatabaseArguments, TokenCommand, UserCommand};

mod backup;
mod bench;
mod check;
mod demo;
mod import;
mod people;
mod serving;

/// Why a command was not carried out: a sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

impl From<model::Failure> for Refused {
    fn from(failure: model::Failure) -> Self {
        Self(ui::failure::sentence(&failure))
    }
}

impl From<engine::Fault> for Refused {
    fn from(fault: engine::Fault) -> Self {
        Self(format!("It stopped half way: {fault}."))
    }
}

impl From<sea_orm::DbErr> for Refused {
    fn from(error: sea_orm::DbErr) -> Self {
        engine::Fault::from(error).into()
    }
}

impl From<engine::store::OpenError> for Refused {
    fn from(error: engine::store::OpenError) -> Self {
        Self(error.to_string())
    }
}

/// Reads the command line and carries it out. 0: done; 1: refused or failed, with a sentence on standard error; 2: wrong
/// usage.
pub fn main() -> ExitCode {
    drop(rustls::crypto::ring::default_provider().install_default());
    let command_line = match CommandLine::try_parse() {
        Ok(command_line) => command_line,
        Err(error) => {
            drop(error.print());
            let asked = matches!(
                error.kind(),
                clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion
            );
            return if asked { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refused(&Refused(format!("The machine gives no threads: {error}."))),
    };
    match runtime.block_on(run(command_line.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refused(&error),
    }
}

fn refused(error: &Refused) -> ExitCode {
    drop(writeln!(std::io::stderr(), "{error}"));
    ExitCode::FAILURE
}

async fn run(command: Command) -> Result<(), Refused> {
    match command {
        Command::Serve(arguments) => serving::serve(*arguments).await,
        Command::Migrate { database } => {
            let store = Store::open(&database.database).await?;
            store
                .migrate()
                .await
                .map_err(|error| Refused(format!("The tables cannot be brought up to date: {error}.")))?;
            say("The tables are up to date.")
        }
        Command::Backup { database, file } => backup::write(&database, &file).await,
        Command::User {
            command:
                UserCommand::Create {
                    database,
                    email,
                    name,
                    department,
                    role,
                    password_stdin: _,
                },
        } => {
            with(&database, async |engine| {
                people::create(engine, email, name, department, role).await
            })
            .await
        }
        Command::Token {
            command: TokenCommand::Create { database, email, name },
        } => with(&database, async |engine| people::make_token(engine, email, name).await).await,
        Command::Import(arguments) => {
            with(&arguments.database, async |engine| {
                import::run(engine, &arguments).await
            })
            .await
        }
        Command::Demo(arguments) => {
            let demo = LoadDemo {
                accounts: arguments.accounts,
                seed: arguments.seed,
                signals: arguments.signals,
            };
            with(&arguments.database, async |engine| {
                demo::load(engine, demo, arguments.if_empty).await
            })
            .await
        }
        Command::Bench(arguments) => bench::run(arguments).await,
        Command::Check { database } => with(&database, check::run).await,
    }
}

/// Does something with an engine over the database, its tables up to date. Afterwards SQLite's log is in its file, so
/// that the file alone is the database.
async fn with(
    arguments: &DatabaseArguments,
    carry_out: impl AsyncFnOnce(&Engine) -> Result<(), Refused>,
) -> Result<(), Refused> {
    let engine = open_with(arguments, Settings::default()).await?;
    let outcome = carry_out(&engine).await;
    let closed = engine.store.close().await;
    outcome?;
    closed.map_err(|error| Refused(format!("The database cannot be closed: {error}.")))
}

async fn open_with(arguments: &DatabaseArguments, settings: Settings) -> Result<Engine, Refused> {
    let store = Store::open(&arguments.database).await?;
    if !arguments.no_migrate {
        store
            .migrate()
            .await
            .map_err(|error| Refused(format!("The tables cannot be brought up to date: {error}.")))?;
    }
    Ok(Engine::new(store, settings))
}

/// Says a line on standard output.
fn say(line: &str) -> Result<(), Refused> {
    writeln!(std::io::stdout(), "{line}").map_err(|error| Refused(format!("Standard output is closed: {error}.")))
}
