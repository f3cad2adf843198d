//! The table `import_row`: what became of each row, and what the undo needs.

use model::platform::imports::CellProblem;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_row")]
pub struct Model {
    /// Of which import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    /// Its number, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_number: i32,
    /// Key of the outcome.
    pub outcome: String,
    /// The record that it went into.
    pub record_id: Option<Uuid>,
    /// The version of the record that the import left.
    pub left_version: Option<i32>,
    /// What the undo puts back: [`Before`].
    pub before: Option<Json>,
    /// Where it stands in the file and what is wrong with it: [`Noted`].
    pub problems: Option<Json>,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What was wrong with a row, and where it stands. Rows without problems have none: theirs are counted only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The line of the file.
    pub line: u64,
    /// What is wrong.
    pub problems: Vec<CellProblem>,
}

/// What the undo of a row puts back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// What the record is, where the row made or changed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The row made its record: the undo removes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub made: bool,
    /// The record's row in its table as it was, where the row changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Json>,
    /// Keys in the other system that the row gave to its record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// The move along the journey that it recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition: Option<Uuid>,
    /// An account that had to be made to hold the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Uuid>,
    /// The link that it stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<super::links::Model>,
}

impl Before {
    /// Whether there is nothing to put back.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
