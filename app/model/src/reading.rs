//! One way from JSON, forms and query strings to a value, in the browser and on the server.
//!
//! Everything is a [`Value`] first, and values are read from it by one deserialiser, so that each type is compiled for
//! one source and not for each of them: that is a third of the program that a browser loads. What cannot be read says
//! where it stands and what is wrong with it, as a [`Complaint`].

use std::{fmt, vec};

use serde::{
    Deserializer,
    de::{
        self, DeserializeOwned, DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
        Unexpected, VariantAccess, Visitor,
    },
};
use serde_json::{Map, Number, Value};

use crate::{Complaint, FieldErrors};

/// Reads a value from JSON.
pub fn from_json<T: DeserializeOwned>(json: Value) -> Result<T, Unread> {
    T::deserialize(Reader {
        value: json,
        from_text: false,
    })
}

/// Reads a value from the text of a JSON document.
pub fn from_json_text<T: DeserializeOwned>(text: &str) -> Result<T, Unread> {
    from_json(parse(text)?)
}

/// Reads a value from pairs of names and texts. Numbers and truths are read from their texts; a name that is there
/// several times is a list.
pub fn from_pairs<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, Unread> {
    T::deserialize(Reader {
        value: collected(pairs),
        from_text: true,
    })
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
}

impl Unread {
    const fn new(complaint: Complaint) -> Self {
        Self {
            place: String::new(),
            complaint,
        }
    }

    fn inside(mut self, outer: &str) -> Self {
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

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self::new(Complaint::Malformed)
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

/// Moves the name of a variant from a field to the outside: `{"by": "import", "file": "a.csv"}` becomes
/// `{"import": {"file": "a.csv"}}`, and with a field for the content `{"kind": "conflict", "detail": 7}` becomes
/// `{"conflict": 7}`.
pub fn untagged(value: Value, tag: &'static str, content: Option<&str>) -> Result<Value, Unread> {
    let Value::Object(mut fields) = value else {
        return Err(Unread::new(Complaint::Malformed));
    };
    let Some(Value::String(variant)) = fields.remove(tag) else {
        return Err(Unread::missing_field(tag));
    };
    let inner = match content {
        Some(content) => fields.remove(content).unwrap_or_default(),
        None => Value::Object(fields),
    };
    Ok(Value::Object(Map::from_iter([(variant, inner)])))
}

/// Reads an enum whose variants are told by a field, without the second set of code per type that serde makes for such
/// enums. The enum derives with `#[serde(remote = "Self")]` instead of `tag` where this is used; what is written there
/// is of no use to anybody, so browsers, which only read such enums, are the place for it.
#[macro_export]
macro_rules! read_by_tag {
    ($enum:ty, $tag:literal $(, $content:literal)?) => {
        impl<'de> ::serde::Deserialize<'de> for $enum {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use ::serde::de::Error as _;
                let content: Option<&str> = None $(.or(Some($content)))?;
                let value = ::serde_json::Value::deserialize(deserializer)?;
                $crate::reading::untagged(value, $tag, content)
                    .and_then($crate::reading::reader)
                    .and_then(<$enum>::deserialize)
                    .map_err(D::Error::custom)
            }
        }

        impl ::serde::Serialize for $enum {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <$enum>::serialize(self, serializer)
            }
        }
    };
}

/// The deserialiser over a value, for [`read_by_tag`].
#[doc(hidden)]
pub fn reader(value: Value) -> Result<Reader, Unread> {
    Ok(Reader {
        value,
        from_text: false,
    })
}

/// Reads one value.
#[derive(Debug)]
pub struct Reader {
    value: Value,
    /// Numbers and truths may be written as texts, and a list of one as that one.
    from_text: bool,
}

impl Reader {
    fn with(&self, value: Value) -> Self {
        Self {
            value,
            from_text: self.from_text,
        }
    }

    fn fields(self) -> Result<Fields, Unread> {
        match self.value {
            Value::Object(fields) => Ok(Fields {
                rest: fields.into_iter(),
                current: None,
                from_text: self.from_text,
            }),
            _ => Err(Unread::new(Complaint::Malformed)),
        }
    }

    fn items(self) -> Result<Items, Unread> {
        let items = match self.value {
            Value::Array(items) => items,
            one @ Value::String(_) if self.from_text => vec![one],
            _ => return Err(Unread::new(Complaint::Malformed)),
        };
        Ok(Items {
            rest: items.into_iter(),
            at: 0,
            from_text: self.from_text,
        })
    }

    fn number(self) -> Result<Number, Unread> {
        match self.value {
            Value::Number(number) => Ok(number),
            Value::String(text) if self.from_text => {
                let text = text.trim();
                let whole = text.parse::<i64>().map(Number::from);
                let whole = whole.or_else(|_| text.parse::<u64>().map(Number::from)).ok();
                whole
                    .or_else(|| text.parse().ok().and_then(Number::from_f64))
                    .ok_or(Unread::new(Complaint::NotANumber))
            }
            _ => Err(Unread::new(Complaint::Malformed)),
        }
    }

    fn truth(self) -> Result<bool, Unread> {
        match self.value {
            Value::Bool(truth) => Ok(truth),
            Value::String(text) if self.from_text => text.parse().or(Err(Unread::new(Complaint::Malformed))),
            _ => Err(Unread::new(Complaint::Malformed)),
        }
    }

    fn text(self) -> Result<String, Unread> {
        match self.value {
            Value::String(text) => Ok(text),
            _ => Err(Unread::new(Complaint::Malformed)),
        }
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Unread> {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(number), _, _) => visitor.visit_u64(number),
        (_, Some(number), _) => visitor.visit_i64(number),
        (_, _, Some(number)) => visitor.visit_f64(number),
        (None, None, None) => Err(Unread::new(Complaint::NotANumber)),
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
            visit_number(&self.number()?, visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Unread;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(truth) => visitor.visit_bool(truth),
            Value::Number(number) => visit_number(&number, visitor),
            Value::String(text) => visitor.visit_string(text),
            Value::Array(_) => visitor.visit_seq(self.items()?),
            Value::Object(_) => visitor.visit_map(self.fields()?),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_bool(self.truth()?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_string(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.value {
            Value::String(text) => visitor.visit_string(text),
            _ => visitor.visit_seq(self.items()?),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            _ => Err(Unread::new(Complaint::Malformed)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unread> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_map(self.fields()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        visitor.visit_map(self.fields()?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        visitor.visit_enum(Variant::of(self)?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_string(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_unit()
    }
}

impl IntoDeserializer<'_, Unread> for Reader {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The items of a list.
struct Items {
    rest: vec::IntoIter<Value>,
    at: usize,
    from_text: bool,
}

impl Items {
    fn take(&mut self) -> Option<Reader> {
        let value = self.rest.next()?;
        self.at += 1;
        Some(Reader {
            value,
            from_text: self.from_text,
        })
    }

    fn unread(&self, inner: Unread) -> Unread {
        inner.inside(&(self.at - 1).to_string())
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Unread;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unread> {
        match self.take() {
            Some(item) => seed.deserialize(item).map(Some).map_err(|inner| self.unread(inner)),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The fields of an object.
struct Fields {
    rest: serde_json::map::IntoIter,
    current: Option<(String, Value)>,
    from_text: bool,
}

impl Fields {
    fn name(&mut self) -> Option<Reader> {
        let (name, value) = self.rest.next()?;
        self.current = Some((name.clone(), value));
        // Keys are texts, also where they stand for numbers.
        Some(Reader {
            value: Value::String(name),
            from_text: true,
        })
    }

    fn content(&mut self) -> (String, Reader) {
        let (name, value) = self.current.take().unwrap_or_default();
        let from_text = self.from_text;
        (name, Reader { value, from_text })
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unread;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unread> {
        self.name().map(|name| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unread> {
        let (name, content) = self.content();
        seed.deserialize(content).map_err(|inner| inner.inside(&name))
    }
}

/// A variant with its content.
struct Variant {
    name: Reader,
    content: Reader,
}

impl Variant {
    fn of(reader: Reader) -> Result<Self, Unread> {
        let (name, content) = match &reader.value {
            Value::String(_) => {
                return Ok(Self {
                    content: reader.with(Value::Null),
                    name: reader,
                });
            }
            Value::Object(fields) if fields.len() == 1 => {
                fields.iter().next().ok_or(Unread::new(Complaint::Malformed))?
            }
            _ => return Err(Unread::new(Complaint::Malformed)),
        };
        Ok(Self {
            name: reader.with(Value::String(name.clone())),
            content: reader.with(content.clone()),
        })
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unread;
    type Variant = Reader;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Reader), Unread> {
        Ok((seed.deserialize(self.name)?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Reader {
    type Error = Unread;

    /// Whatever stands beside the name of such a variant means nothing.
    fn unit_variant(self) -> Result<(), Unread> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unread> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_seq(self.items()?)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_map(self.fields()?)
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

    mod tagged {
        use super::*;

        /// As the server writes it.
        #[derive(Serialize)]
        #[serde(tag = "by", rename_all = "snake_case")]
        enum Written {
            Person { reason: String, times: u8 },
            Undo,
        }

        /// As the browser reads it.
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        #[serde(remote = "Self", rename_all = "snake_case")]
        enum Read {
            Person { reason: String, times: u8 },
            Undo,
        }
        crate::read_by_tag!(Read, "by");

        #[derive(Serialize)]
        #[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
        enum WrittenBeside {
            Nothing,
            Number(u32),
            Named { by: String },
        }

        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        #[serde(remote = "Self", rename_all = "snake_case")]
        enum ReadBeside {
            Nothing,
            Number(u32),
            Named { by: String },
        }
        crate::read_by_tag!(ReadBeside, "kind", "detail");

        fn read<T: DeserializeOwned>(written: impl Serialize) -> T {
            from_json(serde_json::to_value(written).unwrap()).unwrap()
        }

        #[test]
        fn the_field_of_the_variant_is_understood() {
            let reason = || "They asked".to_owned();
            let written = Written::Person {
                reason: reason(),
                times: 2,
            };
            assert_eq!(
                read::<Read>(written),
                Read::Person {
                    reason: reason(),
                    times: 2
                }
            );
            assert_eq!(read::<Read>(Written::Undo), Read::Undo);
        }

        #[test]
        fn the_content_beside_the_variant_is_understood() {
            assert_eq!(read::<ReadBeside>(WrittenBeside::Nothing), ReadBeside::Nothing);
            assert_eq!(read::<ReadBeside>(WrittenBeside::Number(3)), ReadBeside::Number(3));
            let by = || "Ines".to_owned();
            assert_eq!(
                read::<ReadBeside>(WrittenBeside::Named { by: by() }),
                ReadBeside::Named { by: by() }
            );
        }

        #[test]
        fn an_unknown_variant_is_refused() {
            let json = serde_json::json!({"by": "nobody"});
            assert!(from_json::<Read>(json).is_err());
        }
    }
}
