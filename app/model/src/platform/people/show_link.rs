//! Somebody follows a link from a mail and is told what it is for.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    platform::links::{LinkPurpose, LinkSecret},
};

/// Tells for whom a link is, if it can still be used. Looking does not use it up: mail programs look at links too.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShowLink {
    /// The secret part of the link.
    pub link: LinkSecret,
    /// What the page behind the link is for.
    pub purpose: LinkPurpose,
}

/// Whom a link lets in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkShown {
    /// The person's name.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The company.
    pub organisation: String,
}

impl Operation for ShowLink {
    type Output = LinkShown;
    const NAME: &'static str = "platform.people.show_link";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::Anyone;
    const SECRETS: &'static [&'static str] = &["link"];
}
