//! What the engine asks of its database, on SQLite and on PostgreSQL.

#[cfg(test)]
mod world;
