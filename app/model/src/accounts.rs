//! Accounts, the people there and their deals.
