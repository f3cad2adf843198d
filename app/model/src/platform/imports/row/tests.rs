use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::{
    platform::imports::{Column, Mapping},
    values::{Currency, DayOrder, money::DecimalStyle},
};

fn mapping(subject: Subject, fields: &[&str]) -> Mapping {
    Mapping {
        subject,
        day_order: None,
        decimals: DecimalStyle::Either,
        currency: Some(Currency::EUR),
        otherwise_account: None,
        columns: fields
            .iter()
            .map(|field| Column {
                header: format!("Header of {field}"),
                field: Some((*field).to_owned()),
                serial: false,
            })
            .collect(),
    }
}

/// Reads a row given as pairs of field and cell.
fn read(subject: Subject, cells: &[(&str, &str)]) -> RowReading {
    let fields: Vec<&str> = cells.iter().map(|(field, _)| *field).collect();
    let cells: Vec<String> = cells.iter().map(|(_, cell)| (*cell).to_owned()).collect();
    read_row(&mapping(subject, &fields), &cells)
}

fn taken(reading: RowReading) -> (Row, Vec<(String, Complaint)>) {
    match reading {
        RowReading::Taken { row, warnings } => (*row, briefly(warnings)),
        other => panic!("not taken: {other:?}"),
    }
}

fn briefly(problems: Vec<CellProblem>) -> Vec<(String, Complaint)> {
    problems
        .into_iter()
        .map(|problem| (problem.field, problem.complaint))
        .collect()
}

fn refused(reading: RowReading) -> Vec<(String, Complaint)> {
    match reading {
        RowReading::Refused { problems } => briefly(problems),
        other => panic!("not refused: {other:?}"),
    }
}

fn deal(cells: &[(&str, &str)]) -> (DealRow, Vec<(String, Complaint)>) {
    match taken(read(Subject::Deals, cells)) {
        (Row::Deal(deal), warnings) => (deal, warnings),
        other => panic!("no deal: {other:?}"),
    }
}

fn problem(field: &str, complaint: Complaint) -> (String, Complaint) {
    (field.to_owned(), complaint)
}

#[test]
fn an_account_is_read_in_types() {
    let (row, warnings) = taken(read(
        Subject::Accounts,
        &[
            ("name", " Brackwell Mills "),
            ("domain", "https://www.brackwell.example/about"),
            ("employees", "1,200"),
            ("annual_revenue", "€ 10.000.000"),
            ("country", "NULL"),
            ("sales_owner", "Marta@tridem.example"),
            ("service_owner", "4711"),
            ("created", "2019-07-05 20:35:26"),
        ],
    ));
    let Row::Account(account) = row else {
        panic!("no account")
    };
    assert_eq!(warnings, []);
    assert_eq!(account.name.as_str(), "Brackwell Mills");
    assert_eq!(account.domain.unwrap().as_str(), "brackwell.example");
    assert_eq!(account.employees, Some(1_200));
    assert_eq!(account.annual_revenue, Some(Money::new(1_000_000_000, Currency::EUR)));
    assert_eq!(account.country, None);
    assert_eq!(
        account.sales_owner,
        Some(OwnerRef::Address("marta@tridem.example".parse().unwrap()))
    );
    assert_eq!(
        account.service_owner,
        Some(OwnerRef::NameOrKey("4711".parse().unwrap()))
    );
    assert_eq!(
        account.created,
        Written::read("2019-07-05 20:35:26", DayOrder::DayFirst).ok()
    );
}

#[test]
fn an_account_of_which_only_the_domain_is_known_is_called_by_it() {
    let (row, warnings) = taken(read(
        Subject::Accounts,
        &[("name", ""), ("domain", "brackwell.example")],
    ));
    let Row::Account(account) = row else {
        panic!("no account")
    };
    assert_eq!((account.name.as_str(), warnings), ("brackwell.example", vec![]));
}

#[test]
fn a_refused_row_tells_all_that_is_wrong_with_it() {
    let problems = refused(read(
        Subject::Accounts,
        &[
            ("name", ""),
            ("domain", "none"),
            ("employees", "many"),
            ("created", "soon"),
        ],
    ));
    assert_eq!(
        problems,
        [
            problem("domain", Complaint::NotADomain),
            problem("employees", Complaint::NotANumber),
            problem("created", Complaint::NotADate),
        ]
    );
}

#[test]
fn a_wrong_value_that_the_row_can_go_without_is_a_warning() {
    let (deal, warnings) = deal(&[("name", "Mill 4"), ("amount", "a lot"), ("closes_on", "05/06/2026")]);
    assert_eq!(deal.amount, None);
    assert_eq!(deal.closes_on, None);
    assert_eq!(
        warnings,
        [
            problem("amount", Complaint::NotAnAmount),
            problem("closes_on", Complaint::Ambiguous)
        ]
    );
}

#[test]
fn a_problem_names_its_column_and_shows_the_beginning_of_the_cell() {
    let long = "x".repeat(200);
    let RowReading::Refused { problems } = read(Subject::Deals, &[("name", &long)]) else {
        panic!("not refused")
    };
    assert_eq!(problems[0].column, "Header of name");
    assert_eq!(problems[0].value, "x".repeat(80));
    assert_eq!(problems[0].complaint, Complaint::TooLong(120));
}

#[rstest]
#[case("marta@brackwell.example", "17", Some(vec![]))]
#[case("marta@brackwell.example", "", Some(vec![]))]
#[case("", "17", Some(vec![]))]
#[case("fcb67ef339b691956cc85fa12be6490c", "17", Some(vec![("email", Complaint::NotAnEmail)]))]
#[case("fcb67ef339b691956cc85fa12be6490c", "", None)]
fn a_contact_needs_an_address_or_a_key(
    #[case] email: &str,
    #[case] key: &str,
    #[case] warnings: Option<Vec<(&str, Complaint)>>,
) {
    let reading = read(
        Subject::Contacts,
        &[("email", email), ("source_key", key), ("full_name", "Quell, Marta")],
    );
    match warnings {
        Some(expected) => {
            let (row, warnings) = taken(reading);
            let expected: Vec<_> = expected
                .iter()
                .map(|(field, complaint)| problem(field, complaint.clone()))
                .collect();
            assert_eq!(warnings, expected);
            let Row::Contact(contact) = row else {
                panic!("no contact")
            };
            assert_eq!(contact.first_name.unwrap().as_str(), "Marta");
            assert_eq!(contact.last_name.unwrap().as_str(), "Quell");
        }
        None => assert_eq!(refused(reading), [problem("email", Complaint::NotAnEmail)]),
    }
}

#[rstest]
#[case("5", "", Some(Money::new(500, Currency::EUR)), &[])]
#[case("$5", "", Some(Money::new(500, Currency::USD)), &[])]
#[case("5", "GBP", Some(Money::new(500, Currency::GBP)), &[])]
#[case("£5", "GBP", Some(Money::new(500, Currency::GBP)), &[])]
#[case("£5", "EUR", None, &[("amount", Complaint::Ambiguous)])]
#[case("5", "Taler", None, &[("currency", Complaint::NotACurrency)])]
#[case("5.555", "EUR", Some(Money::new(555_500, Currency::EUR)), &[])]
#[case("5.5555", "EUR", None, &[("amount", Complaint::TooManyDecimals(2))])]
#[case("", "EUR", None, &[])]
fn an_amount_is_money_only_with_a_currency(
    #[case] amount: &str,
    #[case] currency: &str,
    #[case] money: Option<Money>,
    #[case] expected: &[(&str, Complaint)],
) {
    let (deal, warnings) = deal(&[("name", "Mill 4"), ("amount", amount), ("currency", currency)]);
    let expected: Vec<_> = expected
        .iter()
        .map(|(field, complaint)| problem(field, complaint.clone()))
        .collect();
    assert_eq!((deal.amount, warnings), (money, expected));
}

#[rstest]
#[case("won", "", DealState::Won)]
#[case("", "Closed Won", DealState::Won)]
#[case("", "closedlost", DealState::Lost)]
#[case("open", "Closed Won", DealState::Open)]
#[case("true", "", DealState::Won)]
#[case("", "Proposal", DealState::Open)]
#[case("", "", DealState::Open)]
fn a_deal_is_won_where_its_state_or_its_stage_says_so(
    #[case] state: &str,
    #[case] stage: &str,
    #[case] expected: DealState,
) {
    let (deal, warnings) = deal(&[("name", "Mill 4"), ("state", state), ("stage", stage)]);
    assert_eq!((deal.state, warnings), (expected, vec![]));
}

#[test]
fn empty_and_deleted_rows_are_left() {
    assert_eq!(
        read(Subject::Deals, &[("name", " "), ("amount", "-")]),
        RowReading::Left(SkipReason::Empty)
    );
    assert_eq!(
        read(Subject::Deals, &[("name", "Mill 4"), ("deleted", "TRUE")]),
        RowReading::Left(SkipReason::DeletedThere)
    );
}

#[test]
fn a_link_joins_two_records() {
    let (row, _) = taken(read(Subject::Links, &[("deal_key", "6789"), ("account_key", "12345")]));
    let end = |subject, key: &str| Reference {
        subject,
        key: key.parse().unwrap(),
    };
    assert_eq!(
        row,
        Row::Link(LinkRow {
            one: end(Subject::Accounts, "12345"),
            other: end(Subject::Deals, "6789")
        })
    );
    let problems = refused(read(Subject::Links, &[("deal_key", "6789"), ("account_key", "")]));
    assert_eq!(problems, [problem("account_key", Complaint::Required)]);
}

#[test]
fn spreadsheet_days_are_read_only_in_columns_that_say_so() {
    let mut mapping = mapping(Subject::Deals, &["name", "closes_on"]);
    let cells = ["Mill 4".to_owned(), "44195".to_owned()];
    assert_eq!(
        taken(read_row(&mapping, &cells)).1,
        [problem("closes_on", Complaint::NotADate)]
    );
    mapping.columns[1].serial = true;
    let (Row::Deal(deal), _) = taken(read_row(&mapping, &cells)) else {
        panic!("no deal")
    };
    assert_eq!(deal.closes_on, Some(Written::Day("2020-12-30".parse().unwrap())));
}

#[test]
fn cells_that_are_missing_at_the_end_are_empty() {
    let mapping = mapping(Subject::Deals, &["name", "amount", "stage"]);
    assert!(matches!(
        read_row(&mapping, &["Mill 4".to_owned()]),
        RowReading::Taken { .. }
    ));
}

proptest! {
    #[test]
    fn whatever_a_row_holds_it_is_taken_refused_or_left(cells in proptest::collection::vec(".{0,20}", 0..20)) {
        for subject in Subject::ALL {
            let fields: Vec<&str> = subject.fields().iter().map(|field| field.key).collect();
            match read_row(&mapping(subject, &fields), &cells) {
                RowReading::Refused { problems } => prop_assert!(!problems.is_empty()),
                RowReading::Taken { .. } | RowReading::Left(_) => {}
            }
        }
    }
}
