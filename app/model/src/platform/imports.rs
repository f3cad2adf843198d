//! Import: what a file of accounts, contacts or deals means. Which column is which field, what a row says, which record
//! it belongs to and what became of it; all of it without the file and without the database.

pub mod fields;
pub mod import;
pub mod mapping;
pub mod natural_key;
pub mod operations;
pub mod report;
pub mod row;
pub mod subject;

pub use fields::{Field, FieldKind};
pub use import::{Import, ImportItem, ImportState, SeenColumn, Undone};
pub use mapping::{Column, Guess, Mapping};
pub use natural_key::{Identity, Match, MatchedBy};
pub use report::{Report, RowOutcome, SkipReason};
pub use row::{CellProblem, Row, RowReader, RowReading};
pub use subject::Subject;
