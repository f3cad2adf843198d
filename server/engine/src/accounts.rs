//! Accounts, the people there, their deals.
