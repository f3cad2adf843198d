//! `tridem user` and `tridem token`.

use engine::Engine;
use model::{Department, Role};

use super::Refused;

/// Adds a person whose password stands on the first line of standard input.
pub async fn create(_: &Engine, _: String, _: String, _: Option<Department>, _: Role) -> Result<(), Refused> {
    Err(Refused("not yet".to_owned()))
}

/// Makes a key to the REST API and prints it once.
pub async fn make_token(_: &Engine, _: String, _: String) -> Result<(), Refused> {
    Err(Refused("not yet".to_owned()))
}
