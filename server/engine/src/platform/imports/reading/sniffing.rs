//! What a file looks like, told from its beginning.

use std::{
    collections::BTreeSet,
    io::{self, Read},
};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use model::{
    platform::imports::Mapping,
    values::{DayOrder, day::DayGuess, money::DecimalStyle},
};
use serde::{Deserialize, Serialize};

use super::ReadFault;

/// How many bytes of a file are looked at before it is read.
const HEAD: usize = 256 * 1024;

/// How many rows are looked at for the separator.
const FOR_SEPARATOR: usize = 50;

/// The most samples of a column.
const SAMPLES: usize = 5;

/// The most characters of a header or a sample.
const LONGEST_SAMPLE: usize = 200;

/// What a file looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Name of the encoding: `UTF-8`, `windows-1252`.
    pub encoding: String,
    /// What sets cells apart.
    pub delimiter: char,
    /// What stands around cells that hold separators.
    pub quote: char,
    /// The headers, each different: an empty one is called `Column 3`, a second `Email` is `Email (2)`.
    pub headers: Vec<String>,
    /// The first different filled cells of each column, five at most, from the first 256 KB. The last gives way to one
    /// that tells the order of days or the style of decimals where the others do not.
    pub samples: Vec<Vec<String>>,
}

/// The beginning of a file.
pub struct Head {
    pub bytes: Vec<u8>,
    /// Whether it is the whole file.
    whole: bool,
}

/// Reads the beginning of a file.
pub fn head_of(source: &mut impl Read) -> io::Result<Head> {
    let mut bytes = Vec::new();
    source.by_ref().take(HEAD as u64).read_to_end(&mut bytes)?;
    let whole = bytes.len() < HEAD;
    Ok(Head { bytes, whole })
}

/// How to read a file.
pub struct Layout {
    pub encoding: &'static Encoding,
    pub dialect: Dialect,
    /// The header, and the line in which a spreadsheet names its separator.
    pub rows_before_data: usize,
    /// Whether lines end with carriage return and line feed.
    pub returns: bool,
    pub shape: Shape,
}

/// What stands between and around cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    delimiter: u8,
    quote: u8,
}

impl Dialect {
    /// A reader of rows of any length, the header among them.
    pub fn reader<R: Read>(self, source: R) -> csv::Reader<R> {
        ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quote(self.quote)
            .has_headers(false)
            .flexible(true)
            .from_reader(source)
    }

    /// The first rows of a text. The last one of a text that is cut off is left out.
    fn rows(self, text: &str, most: usize, whole: bool) -> Vec<ByteRecord> {
        let mut reader = self.reader(text.as_bytes());
        let mut rows: Vec<ByteRecord> = reader.byte_records().map_while(Result::ok).take(most + 1).collect();
        if rows.len() > most || (!whole && rows.len() > 1) {
            rows.pop();
        }
        rows
    }
}

impl Layout {
    pub fn of(head: &Head) -> Result<Self, ReadFault> {
        let encoding = encoding_of(&head.bytes, head.whole)?;
        let (text, _, _) = encoding.decode(&head.bytes);
        let named = named_separator(&text);
        let dialect = match named {
            Some(delimiter) => Dialect { delimiter, quote: b'"' },
            None => dialect_of(&text, head.whole),
        };
        let skipped = usize::from(named.is_some());
        let rows = dialect.rows(&text, usize::MAX - 1, head.whole);
        if !head.whole && rows.len() <= skipped + 1 {
            return Err(ReadFault::RowTooLong { line: 1 });
        }
        let mut rows = rows.into_iter().skip(skipped);
        let header = rows.next().ok_or(ReadFault::Empty)?;
        if header.iter().all(|cell| cell.trim_ascii().is_empty()) && header.len() <= 1 {
            return Err(ReadFault::Empty);
        }
        let headers = headers_of(&header);
        if headers.len() > Mapping::MOST_COLUMNS {
            return Err(ReadFault::TooManyColumns(headers.len()));
        }
        let samples = samples_of(&rows.collect::<Vec<_>>(), headers.len());
        Ok(Self {
            encoding,
            dialect,
            rows_before_data: skipped + 1,
            returns: text.contains("\r\n"),
            shape: Shape {
                encoding: encoding.name().to_owned(),
                delimiter: char::from(dialect.delimiter),
                quote: char::from(dialect.quote),
                headers,
                samples,
            },
        })
    }
}

/// The encoding by the mark at the beginning, by the pattern of zeros of UTF-16, or by what the characters look like.
fn encoding_of(bytes: &[u8], whole: bool) -> Result<&'static Encoding, ReadFault> {
    if bytes.is_empty() {
        return Err(ReadFault::Empty);
    }
    if [
        &b"PK\x03\x04"[..],
        b"PK\x05\x06",
        b"\x1F\x8B",
        b"7z\xBC\xAF",
        b"Rar!",
        b"\xD0\xCF\x11\xE0",
    ]
    .iter()
    .any(|mark| bytes.starts_with(mark))
    {
        return Err(ReadFault::Archive);
    }
    if [&b"%PDF"[..], b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"SQLite format 3"]
        .iter()
        .any(|mark| bytes.starts_with(mark))
    {
        return Err(ReadFault::Binary);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    if bytes.contains(&0) {
        return utf_16_of(bytes).ok_or(ReadFault::Binary);
    }
    // Text has tabs and line breaks, and next to nothing else below the space.
    let odd = bytes
        .iter()
        .filter(|byte| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B))
        .count();
    if odd * 50 > bytes.len() {
        return Err(ReadFault::Binary);
    }
    if mostly_utf_8(bytes, whole) {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, whole);
    Ok(detector.guess(None, Utf8Detection::Deny))
}

/// UTF-16 without a mark: the zeros of its Latin letters stand on one side only.
fn utf_16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let many = |zeros: usize| zeros * 10 > pairs * 6;
    let few = |zeros: usize| zeros * 100 < pairs;
    if many(second) && few(first) {
        Some(UTF_16LE)
    } else if many(first) && few(second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether a text is UTF-8, a few broken rows aside. A character that is cut off at the end is none of them.
fn mostly_utf_8(bytes: &[u8], whole: bool) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        let cut_off = chunks.peek().is_none() && !whole;
        if !chunk.invalid().is_empty() && !cut_off {
            broken += 1;
        }
    }
    broken == 0 || good > broken * 4
}

/// The separator that a spreadsheet names in a first line `sep=;`.
fn named_separator(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim().trim_matches('"');
    match line.strip_prefix("sep=")?.as_bytes() {
        [separator] if separator.is_ascii_punctuation() && *separator != b'"' => Some(*separator),
        b"\\t" => Some(b'\t'),
        _ => None,
    }
}

/// The separator with which the first rows have most evenly many cells.
fn dialect_of(text: &str, whole: bool) -> Dialect {
    let quote = quote_of(text);
    let plain = Dialect { delimiter: b',', quote };
    let mut best = (0, plain);
    for delimiter in [b',', b';', b'\t', b'|'] {
        let dialect = Dialect { delimiter, quote };
        let rows = dialect.rows(text, FOR_SEPARATOR, whole);
        let columns = rows.first().map_or(0, ByteRecord::len);
        if columns < 2 {
            continue;
        }
        // Rows may be short where the last cells are empty; each cell too many speaks against it.
        let even = rows.iter().filter(|row| row.len() == columns).count();
        let score = (even * 1_000 / rows.len().max(1)) * 1_000 + columns.min(999);
        if score > best.0 {
            best = (score, dialect);
        }
    }
    best.1
}

/// Double quotation marks, unless a file has none and its header stands in single ones.
fn quote_of(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let cells: Vec<&str> = header.split([',', ';', '\t', '|']).map(str::trim).collect();
    let single = |cell: &&str| cell.len() > 1 && cell.starts_with('\'') && cell.ends_with('\'');
    if !header.contains('"') && cells.iter().filter(|cell| single(cell)).count() * 2 > cells.len() {
        b'\''
    } else {
        b'"'
    }
}

/// How many cells there are up to the last filled one.
pub fn filled(record: &ByteRecord) -> usize {
    record
        .iter()
        .enumerate()
        .rfind(|(_, cell)| !cell.trim_ascii().is_empty())
        .map_or(0, |(place, _)| place + 1)
}

fn headers_of(record: &ByteRecord) -> Vec<String> {
    // Spreadsheets like to end the header with empty cells.
    let filled = filled(record).max(1);
    let mut seen = BTreeSet::new();
    let mut headers = Vec::with_capacity(filled);
    for (place, cell) in record.iter().take(filled).enumerate() {
        let text = String::from_utf8_lossy(cell);
        let text: String = text
            .trim()
            .trim_start_matches('\u{feff}')
            .chars()
            .take(LONGEST_SAMPLE)
            .collect();
        let text = if text.is_empty() {
            format!("Column {}", place + 1)
        } else {
            text
        };
        let mut header = text.clone();
        let mut times = 1;
        while !seen.insert(header.to_lowercase()) {
            times += 1;
            header = format!("{text} ({times})");
        }
        headers.push(header);
    }
    headers
}

fn samples_of(rows: &[ByteRecord], columns: usize) -> Vec<Vec<String>> {
    (0..columns)
        .map(|column| {
            let mut seen = BTreeSet::new();
            let cells: Vec<String> = rows
                .iter()
                .filter_map(|row| std::str::from_utf8(row.get(column)?).ok())
                .map(|cell| cell.trim().chars().take(LONGEST_SAMPLE).collect::<String>())
                .filter(|cell| !cell.is_empty() && seen.insert(cell.clone()))
                .collect();
            telling(cells)
        })
        .collect()
}

/// The first few cells; the last of them gives way to one that tells what the others leave open.
fn telling(mut cells: Vec<String>) -> Vec<String> {
    let later = cells.split_off(cells.len().min(SAMPLES));
    let days = DayOrder::guess(cells.iter().map(String::as_str));
    let day = |cell: &&String| matches!(DayOrder::guess([cell.as_str()]), DayGuess::Clear(_));
    let decimals = DecimalStyle::guess(cells.iter().map(String::as_str));
    let decimal = |cell: &&String| DecimalStyle::guess([cell.as_str()]) != DecimalStyle::Either;
    let better = match (days, decimals) {
        (DayGuess::Ambiguous, _) => later.iter().find(day),
        (DayGuess::NotNeeded, DecimalStyle::Either) => later.iter().find(decimal),
        _ => None,
    };
    if let Some(better) = better {
        cells.pop();
        cells.push(better.clone());
    }
    cells
}
