//! Light or dark.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation, values::theme::Theme};

/// Keeps the choice of the switch in the top bar.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SetTheme {
    /// The choice.
    pub theme: Theme,
}

impl Operation for SetTheme {
    type Output = ();
    const NAME: &'static str = "platform.people.set_theme";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
}
