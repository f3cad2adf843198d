//! What the engine asks of its database, on SQLite and on PostgreSQL.

#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod live;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod operations;
#[cfg(test)]
mod order;
#[cfg(test)]
mod queue;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod throttle;
#[cfg(test)]
mod world;
#[cfg(test)]
mod imports;
