//! What hurts at accounts, and whether they are ready to buy.

pub mod catalogue;
pub mod evidence;
pub(crate) mod job;
mod readiness;
mod show;
mod spine;
pub mod triggers;
mod turn;

#[cfg(test)]
mod tests;
