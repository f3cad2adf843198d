//! What the installation is told: by flags, or by environment variables of the same meaning.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use model::{Department, Role, platform::imports::Subject};

/// Marketing, sales and service co-manage accounts along the buyer's journey.
#[derive(Debug, Parser)]
#[command(name = "tridem", version, about, max_term_width = 110, arg_required_else_help = true)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Which database.
#[derive(Debug, Clone, Args)]
pub struct DatabaseArguments {
    /// The database: `sqlite://FILE?mode=rwc` or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(
        long,
        env = "TRIDEM_DATABASE_URL",
        default_value = "sqlite://tridem.db?mode=rwc",
        hide_env_values = true
    )]
    pub database: String,
    /// Do not bring the tables up to date at the start.
    #[arg(long, env = "TRIDEM_NO_MIGRATE")]
    pub no_migrate: bool,
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct ServeArguments {
    /// Which database.
    #[command(flatten)]
    pub database: DatabaseArguments,
    /// Address and port to listen at.
    #[arg(long, env = "TRIDEM_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// The address under which people reach it; links in mails begin with it, and with https the session cookie is
    /// sent over TLS only. Unless given: http:// and the address listened at.
    #[arg(long, env = "TRIDEM_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// The folder of the site; unless given, `site` beside the binary.
    #[arg(long, env = "TRIDEM_SITE")]
    pub site: Option<PathBuf>,
    /// The SMTP server: `smtp://USER:PASSWORD@HOST:587?tls=required`. Without one, invitations are shown as links.
    #[arg(long, env = "TRIDEM_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// The sender of mails.
    #[arg(long, env = "TRIDEM_MAIL_FROM", default_value = "Tridem <tridem@localhost>")]
    pub mail_from: String,
    /// Take the visitor's address from the last entry of X-Forwarded-For; only behind a proxy that sets it.
    #[arg(long, env = "TRIDEM_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Requests per second from one network address in the long run, five times as many at once; 0 for no limit.
    #[arg(long, env = "TRIDEM_REQUESTS_PER_SECOND", default_value_t = 100)]
    pub requests_per_second: u32,
    /// Do not run jobs in this process; another one has to.
    #[arg(long, env = "TRIDEM_NO_WORKER")]
    pub no_worker: bool,
    /// How the log is written.
    #[arg(long, env = "TRIDEM_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
    /// Pages reload themselves when the site is built anew; for development.
    #[arg(long, env = "TRIDEM_RELOAD", hide = true)]
    pub reload: bool,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line, for collectors.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages and the REST API, and run jobs.
    Serve(Box<ServeArguments>),
    /// Bring the tables up to date.
    Migrate {
        /// Which database.
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Write a copy of the database into a file, while the server goes on.
    Backup {
        /// Which database.
        #[command(flatten)]
        database: DatabaseArguments,
        /// The file; it must not be there yet.
        file: PathBuf,
    },
    /// People on this installation.
    User {
        /// What about them.
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Keys to the REST API.
    Token {
        /// What about them.
        #[command(subcommand)]
        command: TokenCommand,
    },
    /// Import a CSV file and print what became of its rows as JSON. Exit code 1 when the file is refused as a whole.
    Import(Box<ImportArguments>),
    // Demo, check.
    /// Fill an empty database with the demo company, and print who can sign in.
    Demo(DemoArguments),
    /// Measure operations on a database that is made for it and removed.
    Bench(BenchArguments),
    /// Check that what is stored agrees with itself. Exit code 1 when it does not.
    Check {
        /// Which database.
        #[command(flatten)]
        database: DatabaseArguments,
    },
}

/// How to load the demo company.
#[derive(Debug, Clone, Args)]
pub struct DemoArguments {
    /// Which database.
    #[command(flatten)]
    pub database: DatabaseArguments,
    /// How many accounts.
    #[arg(long, default_value_t = 40)]
    pub accounts: u32,
    /// What chance begins with: the same seed makes the same company.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many signals of buyers in all; unless given, as many as make a story.
    #[arg(long)]
    pub signals: Option<u32>,
    /// Where the database is not empty, do nothing instead of refusing.
    #[arg(long)]
    pub if_empty: bool,
}

/// What to measure.
#[derive(Debug, Clone, Args)]
pub struct BenchArguments {
    /// all, list, account, timeline, create, journey-replay, journey-step, lead-scoring or obligations.
    pub name: String,
    /// `postgres://USER:PASSWORD@HOST/NAME`: measure in a new database on that server. Unless given: in a new file.
    #[arg(long)]
    pub database: Option<String>,
    /// How many accounts there are.
    #[arg(long, default_value_t = 2_000)]
    pub accounts: u32,
    /// How many signals of buyers in all; unless given, as many as make a story.
    #[arg(long)]
    pub signals: Option<u32>,
    /// How often each operation is carried out.
    #[arg(long, default_value_t = 200)]
    pub rounds: u32,
    /// How many obligations are open and due.
    #[arg(long, default_value_t = 10_000)]
    pub open: u32,
    /// How many leads are scored.
    #[arg(long, default_value_t = 10_000)]
    pub leads: u32,
}

/// What to do about people.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person who can sign in at once.
    Create {
        /// Which database.
        #[command(flatten)]
        database: DatabaseArguments,
        /// The address to sign in with.
        #[arg(long)]
        email: String,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// marketing, sales or service; members and managers need one.
        #[arg(long, value_parser = department)]
        department: Option<Department>,
        /// member, manager, executive or admin.
        #[arg(long, value_parser = role)]
        role: Role,
        /// Read the password from the first line of standard input.
        #[arg(long, required = true)]
        password_stdin: bool,
    },
}

/// What to do about keys to the REST API.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a key that acts for a person, and print it once.
    Create {
        /// Which database.
        #[command(flatten)]
        database: DatabaseArguments,
        /// The person's address.
        #[arg(long)]
        email: String,
        /// What to call it.
        #[arg(long, default_value = "command line")]
        name: String,
    },
}

fn subject(text: &str) -> Result<Subject, String> {
    text.parse().or(Err(
        "choose accounts, contacts, deals, owners, activities or links".to_owned()
    ))
}

fn department(text: &str) -> Result<Department, String> {
    Department::from_key(text).ok_or_else(|| "choose marketing, sales or service".to_owned())
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_key(text).ok_or_else(|| "choose member, manager, executive or admin".to_owned())
}

/// How to import.
#[derive(Debug, Clone, Args)]
pub struct ImportArguments {
    /// Which database.
    #[command(flatten)]
    pub database: DatabaseArguments,
    /// The file: CSV in any encoding, with any separator, its header in the first row.
    pub file: PathBuf,
    /// What the rows are: accounts, contacts, deals, owners, activities or links. Told from the file unless given.
    #[arg(long = "as", value_name = "SUBJECT", value_parser = subject)]
    pub subject: Option<Subject>,
    /// What the columns mean, as TOML; told from the file unless given.
    #[arg(long, value_name = "FILE", conflicts_with = "write_mapping")]
    pub mapping: Option<PathBuf>,
    /// The system that keys come from, such as hubspot: keys of one system mean the same records in every file.
    #[arg(long)]
    pub source: Option<String>,
    /// The account of deals and activities that name none; made if it is not there. Without one they are left out.
    #[arg(long, value_name = "NAME")]
    pub otherwise_account: Option<String>,
    /// Store nothing; tell what would become of each row.
    #[arg(long)]
    pub dry_run: bool,
    /// Write what the columns probably mean into this file, and stop.
    #[arg(long, value_name = "FILE")]
    pub write_mapping: Option<PathBuf>,
}
