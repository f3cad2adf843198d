//! The event log of accounts, for programs that follow it.

mod list;
