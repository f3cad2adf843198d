//! What can be asked about imports. Members, managers and admins import; a member sees and undoes his own imports, a
//! manager and an admin everybody's. Executives read the result where it shows, in the accounts, but do not import.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CellProblem, Column, Import, ImportItem, Mapping, RowOutcome, Subject, import::ImportState};
use crate::{
    Access, Complaint, FieldErrors, Kind, Operation, Rest,
    values::{
        Currency, Cursor, DayOrder, Limit, Page,
        ids::ImportId,
        money::DecimalStyle,
        text::{Line, Name},
    },
};

/// The system that keys come from where nobody says it.
pub const DEFAULT_SOURCE: &str = "csv";

/// The most bytes of one file.
pub const MOST_BYTES: u64 = 2 << 30;

/// The most bytes of one part of a file.
pub const PART_BYTES: usize = 1 << 20;

/// Makes room for a file that is on its way in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CreateImport {
    /// Name of the file.
    pub file_name: Name,
    /// What its rows are; guessed from the file unless said.
    pub subject: Option<Subject>,
    /// The system that its keys come from: `hubspot`. Keys of one system mean the same records in every file.
    pub source: Option<Line>,
}

impl Operation for CreateImport {
    type Output = ImportId;
    const NAME: &'static str = "platform.imports.create";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
}

/// Adds the next part of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AppendPart {
    /// To which import.
    pub import: ImportId,
    /// The number of the part, from 0.
    pub part: u32,
    /// At most [`PART_BYTES`].
    pub bytes: Vec<u8>,
}

impl Operation for AppendPart {
    type Output = ();
    const NAME: &'static str = "platform.imports.append";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;

    fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .unless(self.bytes.len() <= PART_BYTES, "bytes", Complaint::AtMost(1 << 20))
            .unless(
                u64::from(self.part) * (PART_BYTES as u64) < MOST_BYTES,
                "part",
                Complaint::AtMost(2 << 10),
            )
            .into_result()
    }
}

/// Says that the whole file is here: it is read once, and its columns are guessed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReceiveImport {
    /// Which import.
    pub import: ImportId,
}

impl Operation for ReceiveImport {
    type Output = Import;
    const NAME: &'static str = "platform.imports.received";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
}

/// Says what the columns of a file mean.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetMapping {
    /// Of which import.
    pub import: ImportId,
    /// What they mean. Columns are found by their headers; those that are not named are ignored.
    pub mapping: Mapping,
    /// The system that its keys come from; unchanged unless said.
    pub source: Option<Line>,
}

impl Operation for SetMapping {
    type Output = Import;
    const NAME: &'static str = "platform.imports.set_mapping";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::patch(
        "/imports/{import}/mapping",
        "Say what the columns of a file mean",
    ));
}

/// What the form sends for a column that is ignored: empty fields are left out of forms, and the places of the others
/// must stay.
pub const IGNORED: &str = "-";

/// Says what the columns of a file mean, as a flat form: one field per column, in the order of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MapColumns {
    /// Of which import.
    pub import: ImportId,
    /// What the rows are. If this differs from what the columns were mapped for, they are guessed anew.
    pub subject: Subject,
    /// Keys of fields, or [`IGNORED`].
    #[serde(default)]
    pub field: Vec<String>,
    /// The order of day and month, where a column needs one.
    pub day_order: Option<DayOrder>,
    /// How decimals are set apart.
    #[serde(default)]
    pub decimals: DecimalStyle,
    /// The currency of amounts that say none.
    pub currency: Option<Currency>,
    /// The account of deals and activities that name none.
    pub otherwise_account: Option<Name>,
    /// The system that its keys come from.
    pub source: Option<Line>,
}

impl Operation for MapColumns {
    type Output = Import;
    const NAME: &'static str = "platform.imports.map_columns";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
}

impl MapColumns {
    /// The mapping that the form says, over what was mapped before.
    pub fn mapping(&self, before: &Mapping) -> Mapping {
        let columns = before.columns.iter().enumerate().map(|(place, column)| {
            let said = self.field.get(place).map(String::as_str);
            let field = match said {
                Some(IGNORED) => None,
                Some(key) => Some(key.to_owned()),
                None => column.field.clone(),
            };
            Column {
                header: column.header.clone(),
                field,
                serial: column.serial,
            }
        });
        Mapping {
            subject: self.subject,
            day_order: self.day_order,
            decimals: self.decimals,
            currency: self.currency,
            otherwise_account: self.otherwise_account.clone(),
            columns: columns.collect(),
        }
    }
}

/// Imports without storing anything, and tells what would become of each row.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TryImport {
    /// Which import.
    pub import: ImportId,
}

impl Operation for TryImport {
    type Output = Import;
    const NAME: &'static str = "platform.imports.dry_run";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/imports/{import}/dry-run",
        "Tell what would become of each row, without storing anything",
    ));
}

/// Imports the rows.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StartImport {
    /// Which import.
    pub import: ImportId,
    /// The command line runs it itself, without a worker.
    #[serde(default)]
    #[schema(ignore)]
    pub here: bool,
}

impl Operation for StartImport {
    type Output = Import;
    const NAME: &'static str = "platform.imports.start";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/imports/{import}/start", "Import the rows"));
}

/// Stops an import. What was imported before stays.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CancelImport {
    /// Which import.
    pub import: ImportId,
}

impl Operation for CancelImport {
    type Output = Import;
    const NAME: &'static str = "platform.imports.cancel";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/imports/{import}/cancel", "Stop an import"));
}

/// Takes an import back: what it made is removed, what it changed is as before. What somebody has changed or used since
/// is left alone and counted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UndoImport {
    /// Which import.
    pub import: ImportId,
    /// The command line does it itself, without a worker.
    #[serde(default)]
    #[schema(ignore)]
    pub here: bool,
}

impl Operation for UndoImport {
    type Output = Import;
    const NAME: &'static str = "platform.imports.undo";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/imports/{import}/undo", "Take an import back"));
}

/// Shows an import.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowImport {
    /// Which one.
    pub import: ImportId,
}

impl Operation for ShowImport {
    type Output = Import;
    const NAME: &'static str = "platform.imports.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::get("/imports/{import}", "An import with its mapping and reports"));
}

/// Lists imports, the newest first: one's own, and for managers and admins everybody's.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ListImports {
    /// Only those in this state.
    pub state: Option<ImportState>,
    /// How many.
    #[serde(default)]
    pub limit: Limit,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
}

impl Operation for ListImports {
    type Output = Page<ImportItem>;
    const NAME: &'static str = "platform.imports.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::get("/imports", "Imports, the newest first"));
}

/// Which rows of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowFilter {
    /// Those that became a new record.
    Created,
    /// Those that changed a record.
    Updated,
    /// Those whose record said the same already.
    Unchanged,
    /// Those that went into the record of an earlier row.
    Merged,
    /// Those that were left out though nothing is wrong with them.
    Skipped,
    /// Those that were refused.
    Refused,
    /// Those with any problem, refused or not.
    Problems,
}

impl RowFilter {
    /// All filters, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Problems,
        Self::Refused,
        Self::Skipped,
        Self::Created,
        Self::Updated,
        Self::Merged,
        Self::Unchanged,
    ];

    /// The key in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Merged => "merged",
            Self::Skipped => "skipped",
            Self::Refused => "refused",
            Self::Problems => "problems",
        }
    }

    /// The filter with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.key() == key)
    }
}

/// What became of the rows of an import, in the order of the file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListImportRows {
    /// Of which import.
    pub import: ImportId,
    /// Only these.
    pub outcome: Option<RowFilter>,
    /// How many.
    #[serde(default)]
    pub limit: Limit,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
}

impl Operation for ListImportRows {
    type Output = Page<ImportedRow>;
    const NAME: &'static str = "platform.imports.rows";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::get("/imports/{import}/rows", "What became of each row"));
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportedRow {
    /// The row, counted from 1 without the header.
    pub row: u64,
    /// The line of the file that it begins on, counted from 1; kept for rows with problems.
    pub line: Option<u64>,
    /// What became of it.
    pub outcome: RowOutcome,
    /// The record that it went into.
    #[schema(value_type = Option<uuid::Uuid>)]
    pub record: Option<uuid::Uuid>,
    /// What is wrong with it, whether or not that kept it out.
    pub problems: Vec<CellProblem>,
}

/// One row as it was read from the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadRow {
    /// Its number, counted from 1 without the header.
    pub number: u64,
    /// The line of the file that it begins on, counted from 1.
    pub line: u64,
    /// Its cells, or why there are none.
    pub cells: Result<Vec<String>, Complaint>,
}

/// Imports some rows, in the order of the file. Only the job and the command line do that.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunChunk {
    /// Of which import.
    pub import: ImportId,
    /// The rows.
    pub rows: Vec<ReadRow>,
    /// Whether there are no more.
    pub last: bool,
}

/// How it goes on after some rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    /// With the row after this one.
    After(u64),
    /// Not at all: it is done, stopped or somebody else's.
    Nothing,
}

impl Operation for RunChunk {
    type Output = Next;
    const NAME: &'static str = "platform.imports.run_chunk";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
}

/// Takes some rows back, the last first. Only the job and the command line do that.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UndoChunk {
    /// Of which import.
    pub import: ImportId,
}

impl Operation for UndoChunk {
    /// Whether there is more to take back.
    type Output = bool;
    const NAME: &'static str = "platform.imports.undo_chunk";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
}

/// Says that an import cannot go on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FailImport {
    /// Which import.
    pub import: ImportId,
    /// Key of the reason.
    pub reason: String,
}

impl Operation for FailImport {
    type Output = ();
    const NAME: &'static str = "platform.imports.fail";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
}
