//! Who can sign in to the demo company.

use serde::{Deserialize, Serialize};

use super::Login;
use crate::{Access, Kind, Operation};

/// Lists the logins of the demo company; none where another company works.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListDemoLogins {}

impl Operation for ListDemoLogins {
    type Output = Option<Vec<Login>>;
    const NAME: &'static str = "platform.demo.logins";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::System;
}
