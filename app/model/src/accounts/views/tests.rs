use rstest::rstest;

use super::*;
use crate::{
    accounts::{
        filter::{DealIs, LeadIs},
        list::AccountSort,
    },
    values::{Cursor, Limit, Sort},
};

fn late_deals() -> ListAccounts {
    ListAccounts {
        q: Some("Räder & Söhne = 100 %".parse().unwrap()),
        deal: Some(DealIs::Open),
        stalled: Some(true),
        stage: Some("selecting".to_owned()),
        sales_lead: Some(LeadIs::Nobody),
        sort: Some(Sort::up(AccountSort::Close)),
        ..ListAccounts::default()
    }
}

#[test]
fn what_is_shown_survives_its_text_and_the_table() {
    let shown = Shown::from(late_deals());
    assert_eq!(shown.list(), &late_deals());
    assert_eq!(Shown::try_from(shown.to_string()), Ok(shown.clone()));
    assert_eq!(Shown::from_stored(&shown.to_stored()), shown);
    let json = serde_json::to_value(&shown).unwrap();
    assert_eq!(crate::reading::from_json::<Shown>(json).unwrap(), shown);
}

#[test]
fn neither_rows_nor_a_place_in_the_list_are_part_of_it() {
    let page = ListAccounts {
        limit: Some(Limit::default()),
        cursor: Some(Cursor::after(None, uuid::Uuid::from_u128(7))),
        ..late_deals()
    };
    assert_eq!(Shown::from(page), Shown::from(late_deals()));
    assert_eq!(
        Shown::try_from("limit=7&deal=open".to_owned()),
        Shown::try_from("deal=open".to_owned())
    );
}

#[test]
fn the_order_is_always_said() {
    assert_eq!(Shown::default().to_string(), "sort=-updated");
    assert_eq!(Shown::try_from(String::new()), Ok(Shown::default()));
    assert_eq!(Shown::from_stored(&Value::Null), Shown::default());
}

#[rstest]
#[case("deal=perhaps")]
#[case("sort=luck")]
#[case("sales_lead=the+boss")]
#[case("deal=open&deal=none")]
fn what_is_no_condition_is_not_saved(#[case] text: &str) {
    assert_eq!(Shown::try_from(text.to_owned()), Err(Complaint::Malformed));
}

#[test]
fn a_text_without_end_is_not_saved() {
    let long = ["stage=", &"x".repeat(8_000)].concat();
    assert_eq!(Shown::try_from(long), Err(Complaint::TooLong(8_000)));
    let stage = ["stage=", &"x".repeat(100)].concat();
    assert_eq!(Shown::try_from(stage), Err(Complaint::NotAChoice));
}

#[test]
fn the_longest_conditions_can_be_saved() {
    let line = "🚲".repeat(160);
    let list = ListAccounts {
        q: Some("🚲".repeat(100).parse().unwrap()),
        country: Some(line.parse().unwrap()),
        industry: Some(line.parse().unwrap()),
        marketing_lead: Some(LeadIs::Person(PersonId(uuid::Uuid::from_u128(7)))),
        ..late_deals()
    };
    let shown = Shown::from(list);
    assert_eq!(Shown::try_from(shown.to_string()), Ok(shown));
}

#[test]
fn what_was_stored_and_can_no_longer_be_read_is_left_out() {
    let stored = serde_json::json!({
        "deal": "open", "kind": "rival", "stage": "dropped_since", "sort": "luck", "cursor": "ff",
    });
    let shown = Shown::from_stored(&stored);
    // In which order a stored object tells its fields depends on how the reader was built.
    let said = shown.to_string();
    let mut said: Vec<_> = said.split('&').collect();
    said.sort_unstable();
    assert_eq!(said, ["deal=open", "sort=-updated", "stage=dropped_since"]);
}

#[test]
fn there_is_room_for_thirty() {
    assert_eq!(room_for_one_more(true, 29), Ok(()));
    let full = Refusal::TooManyViews { shared: true, most: 30 };
    assert_eq!(room_for_one_more(true, 30), Err(full));
}

#[rstest]
#[case('b', true, "acb")]
#[case('b', false, "bac")]
#[case('a', false, "abc")]
#[case('c', true, "abc")]
#[case('x', true, "abc")]
fn one_of_a_row_moves_by_one_place(#[case] moved: char, #[case] later: bool, #[case] expected: &str) {
    let mut row = ['a', 'b', 'c'];
    shift(&mut row, |one| *one == moved, later);
    assert_eq!(row.iter().collect::<String>(), expected);
}
