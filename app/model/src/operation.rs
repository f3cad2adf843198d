//! One thing that somebody can ask the product to do or to tell, from the button to the row.

use serde::{Serialize, de::DeserializeOwned};

use crate::{Access, FieldErrors};

/// An operation: its value is the input, `Output` the answer.
///
/// The same value travels from a page, a form without scripts, the REST API, a job or the command line to the one
/// handler in `engine`.
pub trait Operation: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What comes back when it succeeded.
    type Output: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// `area.capability.verb`, unique; part of the address that browsers call.
    const NAME: &'static str;

    /// Whether it tells or changes something.
    const KIND: Kind;

    /// Who may ask at all. What depends on the record in question is decided by [`crate::access::may`].
    const ACCESS: Access;

    /// The place in the REST API, if the operation has one.
    const REST: Option<Rest> = None;

    /// Fields whose content is never logged, kept for a second try or shown again.
    const SECRETS: &'static [&'static str] = &[];

    /// Rules over several fields, asked in the browser before sending and again on the server. Rules over one field
    /// live in the type of the field.
    fn check(&self) -> Result<(), FieldErrors> {
        Ok(())
    }
}

/// Whether an operation tells or changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Reads; leaves no trace.
    Query,
    /// Changes state and records at least one fact.
    Command,
}

/// Where the REST API offers an operation, below `/api/v1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// The HTTP method.
    pub method: Method,
    /// Path with `{field}` for those input fields that are part of the path.
    pub path: &'static str,
    /// One line for the OpenAPI document.
    pub summary: &'static str,
    /// The field of the input that `If-Match` fills, where the command checks a version.
    pub version_field: Option<&'static str>,
}

/// The HTTP methods that the REST API uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Changes some fields.
    Patch,
    /// Moves to the trash or revokes.
    Delete,
}

impl Rest {
    const fn new(method: Method, path: &'static str, summary: &'static str) -> Self {
        Self {
            method,
            path,
            summary,
            version_field: None,
        }
    }

    /// A read.
    pub const fn get(path: &'static str, summary: &'static str) -> Self {
        Self::new(Method::Get, path, summary)
    }

    /// A creation or an act.
    pub const fn post(path: &'static str, summary: &'static str) -> Self {
        Self::new(Method::Post, path, summary)
    }

    /// A change of some fields.
    pub const fn patch(path: &'static str, summary: &'static str) -> Self {
        Self::new(Method::Patch, path, summary)
    }

    /// A removal.
    pub const fn delete(path: &'static str, summary: &'static str) -> Self {
        Self::new(Method::Delete, path, summary)
    }

    /// The command checks the version in `field`; the API takes it from `If-Match`.
    #[must_use]
    pub const fn versioned(mut self, field: &'static str) -> Self {
        self.version_field = Some(field);
        self
    }
}
