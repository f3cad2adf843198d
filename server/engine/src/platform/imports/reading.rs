//! Reading a file as a table: which characters its bytes are, what sets its cells apart, and its rows one by one. A
//! file is read as a stream, so that one of a gigabyte takes no more memory than its longest row and the sample.
//!
//! [`ReadFault`] refuses a whole file; what is wrong with a single row is a [`RowFault`], and the rows after it go on.

use std::io::{self, Read};

use csv::ByteRecord;

mod decoding;
mod sniffing;

pub use sniffing::Shape;

use decoding::{Bounded, Decoded};
use sniffing::{Layout, filled, head_of};

/// The most bytes of one row.
pub const LONGEST_ROW: usize = 1 << 20;

/// Why a file cannot be read as a table.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is a spreadsheet or another archive; saved as CSV it can be read.
    #[error("the file is an archive or a spreadsheet")]
    Archive,
    /// It is no text: an image, a document, a database.
    #[error("the file is no text")]
    Binary,
    /// It has more columns than [`model::platform::imports::Mapping::MOST_COLUMNS`].
    #[error("the file has {0} columns")]
    TooManyColumns(usize),
    /// A row is longer than [`LONGEST_ROW`]; usually a quotation mark was never closed.
    #[error("the row that begins on line {line} is too long")]
    RowTooLong {
        /// The line of the file, counted from 1.
        line: u64,
    },
    /// It cannot be read at all.
    #[error("the file cannot be read")]
    Unreadable(#[from] io::Error),
}

impl ReadFault {
    /// The key of the reason, for `Refusal::UnreadableFile`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Archive => "archive",
            Self::Binary => "binary",
            Self::TooManyColumns(_) => "too_many_columns",
            Self::RowTooLong { .. } => "row_too_long",
            Self::Unreadable(_) => "unreadable",
        }
    }
}

/// Why one row cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// Some of its bytes are no characters in the file's encoding.
    #[error("the row is no text in the file's encoding")]
    NotText,
    /// It has more filled cells than the file has columns; usually a separator inside a text was not quoted.
    #[error("the row has {found} cells where the file has {expected} columns")]
    TooManyCells {
        /// Columns of the file.
        expected: usize,
        /// Cells up to the last filled one.
        found: usize,
    },
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its number, counted from 1 without the header. Empty lines do not count.
    pub number: u64,
    /// The line of the file that it begins on, counted from 1.
    pub line: u64,
    /// As many cells as the table has columns, or why there are none.
    pub cells: Result<Vec<String>, RowFault>,
}

/// A file as a table: its shape, and its rows as an iterator. After a [`ReadFault`] there are no more rows.
#[derive(Debug)]
pub struct Table<R> {
    shape: Shape,
    rows: csv::Reader<Bounded<Decoded<R>>>,
    record: ByteRecord,
    number: u64,
    /// Whether lines end with carriage return and line feed.
    returns: bool,
    over: bool,
}

impl<R: Read> Table<R> {
    /// Opens a file: looks at its beginning, reads the header and stands before the first row.
    pub fn open(mut source: R) -> Result<Self, ReadFault> {
        let head = head_of(&mut source)?;
        let layout = Layout::of(&head)?;
        let decoded = Decoded::new(head.bytes, source, layout.encoding);
        let mut table = Self {
            rows: layout.dialect.reader(Bounded::new(decoded)),
            shape: layout.shape,
            record: ByteRecord::new(),
            number: 0,
            returns: layout.returns,
            over: false,
        };
        for _ in 0..layout.rows_before_data {
            table.advance()?;
        }
        Ok(table)
    }

    /// What the file looks like.
    pub const fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Reads the next record; `None` at the end, otherwise the line that it begins on.
    fn advance(&mut self) -> Result<Option<u64>, ReadFault> {
        self.rows.get_mut().renew();
        let line = self.rows.position().line();
        let there = self
            .rows
            .read_byte_record(&mut self.record)
            .map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(error) if decoding::is_too_long(&error) => ReadFault::RowTooLong { line },
                csv::ErrorKind::Io(error) => ReadFault::Unreadable(error),
                other => ReadFault::Unreadable(io::Error::other(format!("{other:?}"))),
            })?;
        if self.record.as_slice().len() > LONGEST_ROW {
            return Err(ReadFault::RowTooLong { line });
        }
        // The reader counts a line at its line feed, and of a carriage return and a line feed only the first has been
        // read here. Counted back from the end of the row, empty lines in front of it are none of it.
        let behind = self.rows.position().line() - u64::from(!self.returns);
        let inside = self.record.iter().flatten().filter(|byte| **byte == b'\n').count();
        Ok(there.then_some(line.max(behind.saturating_sub(inside as u64))))
    }

    fn cells(&self) -> Result<Vec<String>, RowFault> {
        let expected = self.shape.headers.len();
        let filled = filled(&self.record);
        if filled > expected {
            return Err(RowFault::TooManyCells {
                expected,
                found: filled,
            });
        }
        let mut cells = Vec::with_capacity(expected);
        for cell in self.record.iter().take(expected) {
            let text = std::str::from_utf8(cell).or(Err(RowFault::NotText))?;
            // What other encodings could not make a character of was replaced while decoding.
            if text.contains(char::REPLACEMENT_CHARACTER) {
                return Err(RowFault::NotText);
            }
            cells.push(text.to_owned());
        }
        cells.resize(expected, String::new());
        Ok(cells)
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Result<TableRow, ReadFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        match self.advance() {
            Ok(Some(line)) => {
                self.number += 1;
                Some(Ok(TableRow {
                    number: self.number,
                    line,
                    cells: self.cells(),
                }))
            }
            Ok(None) => {
                self.over = true;
                None
            }
            Err(fault) => {
                self.over = true;
                Some(Err(fault))
            }
        }
    }
}

#[cfg(test)]
mod tests;
