//! The demo company: a believable business with two years behind it, to look around in and to measure with.

pub mod load;
pub mod logins;

use serde::{Deserialize, Serialize};

use crate::{Department, Role};

/// The name of the demo company.
pub const COMPANY: &str = "Ostry & Fell Steam";

/// The password of everybody there. Known to everyone, so that nobody takes a demo for an installation.
pub const PASSWORD: &str = "three-legs-one-frame";

/// Goes up when the same seed yields other rows than before.
pub const VERSION: u32 = 1;

/// Somebody of the demo company who can sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The person's name.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The leg that the person acts for.
    pub department: Option<Department>,
    /// What the person is in the company.
    pub role: Role,
}
