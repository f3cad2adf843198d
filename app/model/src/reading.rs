//! One way from JSON, forms and query strings to a value, in the browser and on the server.
//!
//! Everything is a [`Value`] first, and values are read from it by one deserialiser, so that each type is compiled for
//! one source and not for each of them: that is a third of the program that a browser loads. What cannot be read says
//! where it stands and what is wrong with it, as a [`Complaint`].

mod reader;
pub mod tagged;

use std::fmt;

use serde::de::{self, DeserializeOwned, Unexpected};
use serde_json::{Map, Value};

use self::reader::Reader;
use crate::{Complaint, FieldErrors};

/// Reads a value from JSON.
pub fn from_json<T: DeserializeOwned>(json: Value) -> Result<T, Unread> {
    T::deserialize(Reader::strict(json))
}

/// Reads a value from the text of a JSON document.
pub fn from_json_text<T: DeserializeOwned>(text: &str) -> Result<T, Unread> {
    from_json(parse(text)?)
}

/// Reads a value from pairs of names and texts. Numbers and truths are read from their texts; a name that is there
/// several times is a list.
pub fn from_pairs<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, Unread> {
    T::deserialize(Reader::of_texts(collected(pairs)))
}

fn parse(text: &str) -> Result<Value, Unread> {
    serde_json::from_str(text).or(Err(Unread::new(Complaint::Malformed)))
}

fn collected(pairs: &[(String, String)]) -> Value {
    let mut fields = Map::new();
    for (name, text) in pairs {
        let text = Value::String(text.clone());
        match fields.get_mut(name) {
            None => {
                fields.insert(name.clone(), text);
            }
            Some(Value::Array(texts)) => texts.push(text),
            Some(one) => {
                let first = one.take();
                *one = Value::Array(vec![first, text]);
            }
        }
    }
    Value::Object(fields)
}

/// What could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Names and numbers from the outside in, joined by points; empty when it is the whole.
    place: String,
    complaint: Complaint,
    /// Which of the fields is not there, until their names are known.
    lacks: Option<usize>,
}

impl Unread {
    const fn new(complaint: Complaint) -> Self {
        Self {
            place: String::new(),
            complaint,
            lacks: None,
        }
    }

    /// The name of the field that is not there.
    fn lacking(self, names: &[&str]) -> Self {
        match self.lacks.and_then(|at| names.get(at)) {
            Some(name) => Self::new(Complaint::Required).inside(name),
            None => self,
        }
    }

    fn inside(mut self, outer: &str) -> Self {
        self.lacks = None;
        if self.place.is_empty() {
            outer.clone_into(&mut self.place);
        } else {
            self.place = [outer, ".", &self.place].concat();
        }
        self
    }
}

impl From<Unread> for FieldErrors {
    fn from(unread: Unread) -> Self {
        Self::of(&unread.place, unread.complaint)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            write!(f, "{}", self.complaint)
        } else {
            write!(f, "{}: {}", self.place, self.complaint)
        }
    }
}

impl std::error::Error for Unread {}

impl de::Error for Unread {
    /// Values that refuse a text do so with the text form of a complaint.
    fn custom<T: fmt::Display>(said: T) -> Self {
        Self::new(said.to_string().parse().unwrap_or(Complaint::Malformed))
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::new(Complaint::Malformed)
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::new(Complaint::Malformed)
    }

    fn invalid_length(there: usize, _: &dyn de::Expected) -> Self {
        Self {
            lacks: Some(there),
            ..Self::new(Complaint::Malformed)
        }
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(Complaint::NotAChoice)
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::new(Complaint::Malformed).inside(field)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Complaint::Required).inside(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(Complaint::Malformed).inside(field)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::*;

    /// Everything that inputs and outputs are made of.
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct All {
        text: String,
        small: u8,
        large: i64,
        share: f64,
        yes: bool,
        maybe: Option<u32>,
        list: Vec<Choice>,
        pair: (String, i16),
        by_number: BTreeMap<u32, String>,
        #[serde(default)]
        absent: Vec<String>,
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Choice {
        Bare,
        Wrapped(i32),
        Named { reason: String },
    }

    prop_compose! {
        fn choice()(which in 0..3, number: i32, reason in ".{0,12}") -> Choice {
            match which {
                0 => Choice::Bare,
                1 => Choice::Wrapped(number),
                _ => Choice::Named { reason },
            }
        }
    }

    prop_compose! {
        fn all()(
            text in ".{0,20}", small: u8, large: i64, share in -1e9..1e9_f64, yes: bool, maybe: Option<u32>,
            list in proptest::collection::vec(choice(), 0..4), pair in (".{0,5}", any::<i16>()),
            by_number in proptest::collection::btree_map(any::<u32>(), ".{0,5}", 0..3),
        ) -> All {
            All { text, small, large, share, yes, maybe, list, pair, by_number, absent: Vec::new() }
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(all in all()) {
            let json = serde_json::to_value(&all).unwrap();
            prop_assert_eq!(from_json::<All>(json), Ok(all));
        }

        #[test]
        fn no_json_makes_it_panic(text in "[\\[\\]{}\":,0-9a-z]{0,40}") {
            drop(from_json_text::<All>(&text));
        }
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Typed {
        name: String,
        age: u8,
        member: bool,
        nick: Option<String>,
        #[serde(default)]
        tags: Vec<String>,
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        owned.collect()
    }

    #[test]
    fn pairs_are_read_by_their_types() {
        let typed = [
            ("name", "1"),
            ("age", "7"),
            ("member", "true"),
            ("tags", "a"),
            ("tags", "b"),
        ];
        let expected = Typed {
            name: "1".to_owned(),
            age: 7,
            member: true,
            nick: None,
            tags: vec!["a".to_owned(), "b".to_owned()],
        };
        assert_eq!(from_pairs(&pairs(&typed)), Ok(expected));
    }

    #[test]
    fn one_of_a_list_is_a_list() {
        let typed = [("name", "n"), ("age", "7"), ("member", "false"), ("tags", "a")];
        assert_eq!(from_pairs::<Typed>(&pairs(&typed)).unwrap().tags, ["a"]);
    }

    fn complaint(typed: &[(&str, &str)]) -> (String, Complaint) {
        let unread = from_pairs::<Typed>(&pairs(typed)).unwrap_err();
        (unread.place, unread.complaint)
    }

    #[test]
    fn what_cannot_be_read_names_its_field() {
        assert_eq!(
            complaint(&[("age", "7"), ("name", "n")]),
            ("member".to_owned(), Complaint::Required)
        );
        assert_eq!(
            complaint(&[("age", "seven"), ("name", "n"), ("member", "true")]),
            ("age".to_owned(), Complaint::NotANumber)
        );
        assert_eq!(
            complaint(&[("age", "700"), ("name", "n"), ("member", "true")]),
            ("age".to_owned(), Complaint::Malformed)
        );
    }

    #[test]
    fn fields_come_in_any_order_and_strangers_among_them_mean_nothing() {
        let json = r#"{"stranger": {"name": 7}, "tags": ["a"], "member": true, "age": 7, "name": "n"}"#;
        let read: Typed = from_json_text(json).unwrap();
        assert_eq!((read.age, read.nick, read.tags), (7, None, vec!["a".to_owned()]));
    }

    #[test]
    fn what_is_lacking_has_the_value_it_has_then_or_is_named() {
        #[derive(Debug, PartialEq, Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Act {
            Call {
                #[serde(default = "thrice")]
                rings: u8,
                #[serde(rename = "to")]
                callee: String,
            },
        }
        const fn thrice() -> u8 {
            3
        }
        let callee = "n".to_owned();
        let read = from_json(serde_json::json!({"call": {"to": "n"}}));
        assert_eq!(read, Ok(Act::Call { rings: 3, callee }));
        let lacking = from_json::<Vec<Act>>(serde_json::json!([{"call": {"rings": 1}}])).unwrap_err();
        assert_eq!(
            (lacking.place.as_str(), lacking.complaint),
            ("0.to", Complaint::Required)
        );
    }

    #[test]
    fn a_place_deep_inside_is_told_whole() {
        #[derive(Debug, Deserialize)]
        struct Outer {
            #[expect(dead_code, reason = "only read")]
            list: Vec<Inner>,
        }
        #[derive(Debug, Deserialize)]
        struct Inner {
            #[expect(dead_code, reason = "only read")]
            name: Choice,
        }
        let json = serde_json::json!({"list": [{"name": {"reason": 7}}]});
        let unread = from_json::<Outer>(json).unwrap_err();
        assert_eq!(
            (unread.place.as_str(), unread.complaint),
            ("list.0.name", Complaint::NotAChoice)
        );
    }
}
