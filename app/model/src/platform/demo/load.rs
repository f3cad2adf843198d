//! Fills an empty database with the demo company.

use serde::{Deserialize, Serialize};

use super::Login;
use crate::{Access, Complaint, FieldErrors, Kind, Operation};

/// Loads the demo company into an empty database. The same numbers at the same time make the same rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LoadDemo {
    /// How many accounts.
    pub accounts: u32,
    /// What chance begins with.
    pub seed: u64,
    /// How many signals of buyers in all; unless said, as many as make a story.
    pub signals: Option<u32>,
}

impl LoadDemo {
    /// The most accounts: names and domains stay distinct up to here.
    pub const MOST_ACCOUNTS: u32 = 1_000_000;
    /// The most signals.
    pub const MOST_SIGNALS: u32 = 20_000_000;
}

/// What was loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    /// Who can sign in.
    pub logins: Vec<Login>,
    /// Accounts.
    pub accounts: u64,
    /// People there.
    pub contacts: u64,
    /// Deals with them.
    pub deals: u64,
    /// What our legs did.
    pub touches: u64,
    /// What buyers did.
    pub signals: u64,
    /// Moves along the journey.
    pub transitions: u64,
    /// Entries of the event log.
    pub activities: u64,
}

impl Operation for LoadDemo {
    type Output = Loaded;
    const NAME: &'static str = "platform.demo.load";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;

    fn check(&self) -> Result<(), FieldErrors> {
        let signals = self.signals.unwrap_or_default();
        FieldErrors::none()
            .unless(self.accounts >= 1, "accounts", Complaint::AtLeast(1))
            .unless(
                self.accounts <= Self::MOST_ACCOUNTS,
                "accounts",
                Complaint::AtMost(i64::from(Self::MOST_ACCOUNTS)),
            )
            .unless(
                signals <= Self::MOST_SIGNALS,
                "signals",
                Complaint::AtMost(i64::from(Self::MOST_SIGNALS)),
            )
            .into_result()
    }
}
