//! The database behind a URL: SQLite in a file or PostgreSQL.
//!
//! SQLite has one writer connection and several readers, so that writers queue here instead of failing there.
//! PostgreSQL has one pool for both.

use std::time::Duration;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

/// Which database it is; only for the few statements that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An embedded file.
    Sqlite,
    /// A server, possibly shared by several processes of ours.
    Postgres,
}

/// The open database.
#[derive(Debug, Clone)]
pub struct Store {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    kind: Kind,
}

/// The URL cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither SQLite nor PostgreSQL.
    #[error("The database URL must begin with sqlite:// or postgres://.")]
    UnknownKind,
    /// The database answered with an error.
    #[error(
        "The database cannot be opened: {0}. Check the URL, that the server runs or that the folder can be written."
    )]
    Refused(#[from] DbErr),
}

impl Store {
    /// Opens the database; does not touch its tables.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("sqlite:") {
            let writer = Database::connect(sqlite_options(url, 1)).await?;
            let reader = Database::connect(sqlite_options(url, 4)).await?;
            Ok(Self {
                writer,
                reader,
                kind: Kind::Sqlite,
            })
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(20)
                .acquire_timeout(Duration::from_secs(10))
                // Whether the server is still there is asked after a pause, not before every statement.
                .test_before_acquire_if_idle_for(Duration::from_secs(5))
                .sqlx_logging(false);
            let pool = Database::connect(options).await?;
            Ok(Self {
                writer: pool.clone(),
                reader: pool,
                kind: Kind::Postgres,
            })
        } else {
            Err(OpenError::UnknownKind)
        }
    }

    /// Brings the tables up to date; several processes may try at once.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        // Two processes that start together must not both create the first table: whoever comes second waits here.
        const MIGRATION_LOCK: i64 = 0x7472_6964_656d;
        match self.kind {
            Kind::Sqlite => Migrator::up(&self.writer, None).await,
            Kind::Postgres => {
                let guard = self.begin().await?;
                guard
                    .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
                    .await?;
                let outcome = Migrator::up(&self.writer, None).await;
                guard.rollback().await?;
                outcome
            }
        }
    }

    /// Steps that the tables are behind.
    pub async fn pending_migrations(&self) -> Result<usize, DbErr> {
        Migrator::get_pending_migrations(&self.writer)
            .await
            .map(|steps| steps.len())
    }

    /// Opens the one transaction of a command.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where transactions begin"
    )]
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.writer.begin_with_options(immediate).await
    }

    /// Writes a copy of an SQLite database into a file that is not there yet. Whoever writes meanwhile is neither kept
    /// waiting nor half in it.
    pub async fn copy_to(&self, file: &std::path::Path) -> Result<(), DbErr> {
        let statement = Statement::from_sql_and_values(
            self.reader.get_database_backend(),
            "VACUUM INTO ?",
            [file.display().to_string().into()],
        );
        self.reader.execute_raw(statement).await.map(drop)
    }

    /// The connection for reads.
    pub const fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The connection for single statements that are their own transaction.
    pub const fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Which database it is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Gives all connections back; SQLite moves its log into the file with the last one.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        match self.kind {
            Kind::Sqlite => self.writer.close().await,
            Kind::Postgres => Ok(()),
        }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.reader.ping().await
    }
}

/// Which database a connection or transaction belongs to.
pub fn kind_of(db: &impl ConnectionTrait) -> Kind {
    if db.get_database_backend() == DbBackend::Postgres {
        Kind::Postgres
    } else {
        Kind::Sqlite
    }
}

fn sqlite_options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(30))
        // A file does not go away: asking it before every statement whether it is there doubles the way.
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Normal)
                .busy_timeout(Duration::from_secs(10))
                .foreign_keys(true)
                .statement_cache_capacity(256)
                // Of each connection. What is not in it lies in the machine's own cache of the file, a copy away.
                .pragma("cache_size", "-8192")
                .pragma("mmap_size", "268435456")
                .pragma("temp_store", "memory")
        });
    options
}
