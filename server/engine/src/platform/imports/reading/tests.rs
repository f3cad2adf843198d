use std::{cell::Cell, fmt::Write as _, fs::File, path::PathBuf, rc::Rc};

use model::platform::imports::{Mapping, Row, RowReader, RowReading, Subject, mapping::Confidence};
use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn open(bytes: &[u8]) -> Result<Table<&[u8]>, ReadFault> {
    Table::open(bytes)
}

fn rows(bytes: &[u8]) -> Vec<TableRow> {
    open(bytes).unwrap().map(Result::unwrap).collect()
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    rows(bytes).into_iter().map(|row| row.cells.unwrap()).collect()
}

fn utf_16(text: &str, to: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to).collect()
}

#[rstest]
#[case::commas("name,city\nQuell,Ulm\n", ',')]
#[case::semicolons("name;city\nQuell;Ulm\n", ';')]
#[case::tabs("name\tcity\nQuell\tUlm\n", '\t')]
#[case::bars("name|city\nQuell|Ulm\n", '|')]
#[case::named("sep=|\r\nname|city\r\nQuell|Ulm\r\n", '|')]
#[case::commas_inside("name;city\n\"Quell, Marta, Ms\";Ulm\n\"a, b\";\"c, d\"\n", ';')]
#[case::semicolons_inside("name,city\n\"a;b;c\",Ulm\n", ',')]
#[case::decimals("name;city\n1,5;2,5\n3,5;4,5\n", ';')]
#[case::short_rows("name,city,country\nQuell\nQuell,Ulm\n", ',')]
#[case::one_column("name\nQuell\n", ',')]
fn the_separator_is_told_from_the_first_rows(#[case] text: &str, #[case] delimiter: char) {
    let table = open(text.as_bytes()).unwrap();
    assert_eq!(table.shape().delimiter, delimiter);
    assert_eq!(table.shape().headers[0], "name");
    assert!(table.map(Result::unwrap).all(|row| row.cells.is_ok()));
}

#[test]
fn cells_hold_line_breaks_separators_and_quotation_marks() {
    let text = "name,city\r\n\"Quell,\r\n\"\"the\"\" miller\",Ulm\r\n\r\nMühle,Köln\r\n";
    let rows = rows(text.as_bytes());
    assert_eq!(
        rows[0].cells,
        Ok(vec!["Quell,\r\n\"the\" miller".to_owned(), "Ulm".to_owned()])
    );
    assert_eq!((rows[0].number, rows[0].line), (1, 2));
    assert_eq!((rows[1].number, rows[1].line), (2, 5));
}

#[rstest]
#[case("a,b\n1,2\n\n\n\"x\ny\",2\n3,4", &[2, 5, 7])]
#[case("a,b\r\n1,2\r\n\r\n\r\n\"x\r\ny\",2\r\n3,4", &[2, 5, 7])]
fn a_row_knows_its_line(#[case] text: &str, #[case] lines: &[u64]) {
    let found: Vec<u64> = rows(text.as_bytes()).iter().map(|row| row.line).collect();
    assert_eq!(found, lines);
}

#[test]
fn single_quotation_marks_are_taken_where_the_header_stands_in_them() {
    assert_eq!(
        cells(b"'name','city'\n'Quell, Marta','Ulm'\n"),
        [["Quell, Marta", "Ulm"]]
    );
    assert_eq!(
        cells(b"name,city\nO'Neill,'s-Hertogenbosch\n"),
        [["O'Neill", "'s-Hertogenbosch"]]
    );
}

#[rstest]
#[case::utf_8("name,city\nMühle,Łódź\n".as_bytes().to_vec(), "UTF-8", "Łódź")]
#[case::utf_8_marked("\u{feff}name,city\nMühle,Łódź\n".as_bytes().to_vec(), "UTF-8", "Łódź")]
#[case::utf_16_little(utf_16("\u{feff}name,city\nMühle,Łódź\n", u16::to_le_bytes), "UTF-16LE", "Łódź")]
#[case::utf_16_big(utf_16("\u{feff}name,city\nMühle,Łódź\n", u16::to_be_bytes), "UTF-16BE", "Łódź")]
#[case::utf_16_unmarked(utf_16("name,city\nMuehle,Ulm\n", u16::to_le_bytes), "UTF-16LE", "Ulm")]
#[case::western(b"name,city\nM\xFChle,K\xF6ln am gro\xDFen Flu\xDF\n".to_vec(), "windows-1252", "Köln am großen Fluß")]
fn the_encoding_is_told_from_the_beginning(#[case] bytes: Vec<u8>, #[case] encoding: &str, #[case] city: &str) {
    let table = open(&bytes).unwrap();
    assert_eq!(table.shape().encoding, encoding);
    assert_eq!(table.shape().headers, ["name", "city"]);
    let rows: Vec<_> = table.map(|row| row.unwrap().cells.unwrap()).collect();
    assert_eq!(rows[0][1], city);
}

#[rstest]
#[case(b"", "empty")]
#[case(b"\n\n", "empty")]
#[case(b"\xEF\xBB\xBF", "empty")]
#[case(b"PK\x03\x04 and so on", "archive")]
#[case(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "archive")]
#[case(b"%PDF-1.7\n", "binary")]
#[case(b"\x00\x01\x02\x03name,city", "binary")]
#[case(b"\x01\x02\x03\x04\x05\x06\x07", "binary")]
fn what_is_no_table_is_refused_with_its_reason(#[case] bytes: &[u8], #[case] key: &str) {
    assert_eq!(open(bytes).err().map(|fault| fault.key()), Some(key));
}

#[test]
fn a_broken_row_is_told_and_the_rest_goes_on() {
    let rows = rows(b"name,city\nMarta,M\xC3\xBCnchen K\xC3\xB6ln \xC3\x84 \xC3\x96 \xC3\x9C\nBad \xFF,Ulm\nQuell,Ulm,more\nQuell,Ulm,,\n");
    let faults: Vec<_> = rows.iter().map(|row| row.cells.as_ref().err().copied()).collect();
    assert_eq!(
        faults,
        [
            None,
            Some(RowFault::NotText),
            Some(RowFault::TooManyCells { expected: 2, found: 3 }),
            None
        ]
    );
}

#[test]
fn headers_are_told_apart() {
    let table = open(b" Email ,,email,Email (2),\n").unwrap();
    assert_eq!(
        table.shape().headers,
        ["Email", "Column 2", "email (2)", "Email (2) (2)"]
    );
}

#[test]
fn too_many_columns_are_refused() {
    let text = vec!["c"; 501].join(",");
    assert!(matches!(open(text.as_bytes()), Err(ReadFault::TooManyColumns(501))));
}

#[test]
fn samples_are_the_first_different_filled_cells() {
    let table = open(b"a,b\n1,\n1,x\n2,x\n3,y\n4,\n5,\n6,\n").unwrap();
    assert_eq!(table.shape().samples, [vec!["1", "2", "3", "4", "5"], vec!["x", "y"]]);
}

#[test]
fn a_later_sample_that_decides_the_order_of_days_is_kept() {
    let mut text = "closes,amount\n".to_owned();
    for day in 1..=20 {
        writeln!(text, "{day:02}/02/2026,{day}").unwrap();
    }
    text.push_str("01/02/2026,99.50\n");
    let table = open(text.as_bytes()).unwrap();
    assert_eq!(table.shape().samples[0].last().map(String::as_str), Some("13/02/2026"));
    assert_eq!(table.shape().samples[1].last().map(String::as_str), Some("99.50"));
}

/// A file of any size that counts how far it was read.
struct Endless {
    line: &'static [u8],
    left: u64,
    at: usize,
    given: Rc<Cell<u64>>,
}

impl Endless {
    fn new(line: &'static [u8], bytes: u64) -> (Self, Rc<Cell<u64>>) {
        let given = Rc::new(Cell::new(0));
        (
            Self {
                line,
                left: bytes,
                at: 0,
                given: Rc::clone(&given),
            },
            given,
        )
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        for byte in into.iter_mut().take(count) {
            *byte = self.line[self.at];
            self.at = (self.at + 1) % self.line.len();
        }
        self.left -= count as u64;
        self.given.set(self.given.get() + count as u64);
        Ok(count)
    }
}

#[test]
fn a_row_without_end_is_refused_before_the_file_is_read() {
    let (file, given) = Endless::new(b"x", 1 << 40);
    let rest = file;
    let head: &[u8] = b"name,city\nQuell,Ulm\n\"never closed";
    let filler = vec![b'y'; 300 * 1024];
    let mut table = Table::open(head.chain(io::Cursor::new(filler)).chain(rest)).unwrap();
    assert!(table.next().unwrap().is_ok());
    assert!(matches!(table.next(), Some(Err(ReadFault::RowTooLong { line: 3 }))));
    assert!(table.next().is_none());
    assert!(given.get() < 8 << 20, "{} bytes read", given.get());
}

#[test]
fn rows_are_read_as_they_are_asked_for() {
    let (file, given) = Endless::new(b"Quell,Ulm,Brackwell\n", 1 << 40);
    let mut table = Table::open(file).unwrap();
    assert_eq!(table.by_ref().take(1_000).flatten().count(), 1_000);
    assert!(given.get() < 1 << 20, "{} bytes read", given.get());
}

#[test]
fn a_long_file_in_another_encoding_comes_out_whole() {
    let mut text = "\u{feff}name,city\n".to_owned();
    for row in 0..40_000 {
        writeln!(text, "Mühle {row},Łódź 🏭").unwrap();
    }
    let rows = cells(&utf_16(&text, u16::to_le_bytes));
    assert_eq!(rows.len(), 40_000);
    assert_eq!(rows[39_999], ["Mühle 39999", "Łódź 🏭"]);
}

proptest! {
    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        if let Ok(table) = open(&bytes) {
            let columns = table.shape().headers.len();
            for row in table.flatten() {
                if let Ok(cells) = row.cells {
                    prop_assert_eq!(cells.len(), columns);
                }
            }
        }
    }

    #[test]
    fn no_text_breaks_it(text in "[a-c,;|\t\"'\r\n€ü]{0,200}") {
        if let Ok(table) = open(text.as_bytes()) {
            prop_assert!(table.count() <= text.len());
        }
    }

    #[test]
    fn what_was_written_is_read(
        table in proptest::collection::vec(proptest::collection::vec("[a-zà-ÿ ,;\"\n]{0,8}x", 3), 1..12),
        delimiter in proptest::sample::select(vec![b',', b';', b'\t', b'|']),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["one", "two", "three"]).unwrap();
        for row in &table {
            writer.write_record(row).unwrap();
        }
        prop_assert_eq!(cells(&writer.into_inner().unwrap()), table);
    }
}

/// A file of the sample export that stands beside the project on some machines.
fn sample(name: &str) -> Option<Table<File>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/hubspot");
    let file = File::open(folder.join(name)).ok()?;
    Some(Table::open(file).unwrap())
}

#[rstest]
#[case("company.csv", Subject::Accounts, &[
    ("id", "source_key"), ("is_deleted", "deleted"), ("property_name", "name"), ("property_createdate", "created"),
    ("property_industry", "industry"), ("property_city", "city"), ("property_country", "country"),
    ("property_annualrevenue", "annual_revenue"),
])]
#[case("contact.csv", Subject::Contacts, &[
    ("_fivetran_deleted", "deleted"), ("property_email", "email"), ("id", "source_key"), ("property_company", "account_name"),
    ("property_firstname", "first_name"), ("property_lastname", "last_name"), ("property_createdate", "created"),
    ("property_jobtitle", "job_title"),
])]
#[case("deal.csv", Subject::Deals, &[
    ("deal_id", "source_key"), ("is_deleted", "deleted"), ("deal_pipeline_stage_id", "stage"), ("owner_id", "owner"),
    ("property_dealname", "name"), ("property_amount", "amount"),
    ("property_closedate", "closes_on"), ("property_createdate", "created"),
])]
#[case("owner.csv", Subject::Owners, &[
    ("owner_id", "source_key"), ("email", "email"), ("first_name", "first_name"), ("last_name", "last_name"),
])]
#[case("engagement.csv", Subject::Activities, &[("id", "source_key"), ("type", "kind")])]
#[case("engagement_email.csv", Subject::Activities, &[
    ("engagement_id", "source_key"), ("_fivetran_deleted", "deleted"), ("property_hs_createdate", "created"),
    ("property_hs_email_subject", "title"), ("property_hs_email_text", "body"), ("property_hs_timestamp", "happened_at"),
    ("property_hubspot_owner_id", "owner"), ("type", "kind"),
])]
#[case("deal_company.csv", Subject::Links, &[("company_id", "account_key"), ("deal_id", "deal_key")])]
#[case("deal_contact.csv", Subject::Links, &[("contact_id", "contact_key"), ("deal_id", "deal_key")])]
#[case("engagement_company.csv", Subject::Links, &[("company_id", "account_key"), ("engagement_id", "activity_key")])]
fn a_sample_export_is_understood_by_itself(
    #[case] file: &str,
    #[case] subject: Subject,
    #[case] expected: &[(&str, &str)],
) {
    let Some(table) = sample(file) else { return };
    let shape = table.shape().clone();
    let mut guess = Mapping::guess(&shape.headers, &shape.samples, subject);
    guess.mapping.currency = "USD".parse().ok();
    let found: Vec<_> = guess
        .mapping
        .columns
        .iter()
        .filter_map(|column| Some((column.header.as_str(), column.field.as_deref()?)))
        .collect();
    let mut expected = expected.to_vec();
    expected.sort_by_key(|(header, _)| shape.headers.iter().position(|other| other == header));
    assert_eq!(found, expected);
    assert_eq!(guess.mapping.check(&shape.samples), Ok(()));
    assert!(
        guess
            .confidence
            .iter()
            .flatten()
            .all(|confidence| *confidence >= Confidence::Likely)
    );

    let reader = RowReader::new(&guess.mapping);
    for row in table {
        let cells = row.unwrap().cells.unwrap();
        let reading = reader.read(&cells);
        assert!(!matches!(reading, RowReading::Refused { .. }), "{reading:?}");
    }
}

#[test]
fn people_whose_addresses_are_hidden_come_in_by_their_keys() {
    let Some(table) = sample("contact.csv") else {
        return;
    };
    let guess = Mapping::guess(&table.shape().headers, &table.shape().samples, Subject::Contacts);
    let reader = RowReader::new(&guess.mapping);
    let mut people = 0;
    for row in table {
        let RowReading::Taken { row, warnings } = reader.read(&row.unwrap().cells.unwrap()) else {
            continue;
        };
        let Row::Contact(contact) = *row else {
            panic!("no contact")
        };
        assert!(contact.email.is_none() && contact.source_key.is_some());
        assert_eq!(warnings.len(), 1);
        people += 1;
    }
    assert!(people > 10);
}

#[test]
fn a_mapping_is_the_same_as_a_file_for_the_command_line() {
    let text = r#"
subject = "deals"
day_order = "day_first"
decimals = "comma"
currency = "EUR"

[[columns]]
header = "Titel"
field = "name"

[[columns]]
header = "Abschluss"
field = "closes_on"
serial = true

[[columns]]
header = "Farbe"
"#;
    let mapping: Mapping = toml::from_str(text).unwrap();
    assert_eq!(mapping.columns.len(), 3);
    assert_eq!(
        toml::from_str::<Mapping>(&toml::to_string(&mapping).unwrap()).unwrap(),
        mapping
    );
    assert_eq!(
        toml::from_str::<Mapping>("subject = \"links\"\ncolumns = []")
            .unwrap()
            .currency,
        None
    );
}
