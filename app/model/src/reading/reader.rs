//! The deserialiser over a [`Value`].

use std::{slice, vec};

use serde::{
    Deserializer,
    de::{DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor},
};
use serde_json::{Map, Number, Value};

use super::Unread;
use crate::Complaint;

/// Reads one value.
#[derive(Debug)]
pub struct Reader {
    value: Value,
    /// Numbers and truths may be written as texts, and a list of one as that one.
    from_text: bool,
}

impl Reader {
    /// Reads JSON, where everything is what it looks like.
    pub(super) const fn strict(value: Value) -> Self {
        Self {
            value,
            from_text: false,
        }
    }

    /// Reads what is all text.
    pub(super) const fn of_texts(value: Value) -> Self {
        Self { value, from_text: true }
    }

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

    /// The same in the order in which the type names its fields.
    fn in_order(self, names: &'static [&'static str]) -> Result<InOrder, Unread> {
        match self.value {
            Value::Object(fields) => Ok(InOrder {
                fields,
                names: names.iter(),
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
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        let read = visitor.visit_seq(self.in_order(fields)?);
        read.map_err(|unread| unread.lacking(fields))
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

/// The fields of an object, one after the other as the type names them: what serde derives for a sequence is half of what it
/// derives for names in any order. Fields of other names mean nothing.
struct InOrder {
    fields: Map<String, Value>,
    names: slice::Iter<'static, &'static str>,
    from_text: bool,
}

impl InOrder {
    /// The next field: what it is called, what it holds, and whether it is there. One that is not there may still be read,
    /// as nothing.
    fn take(&mut self) -> Option<(&'static str, Reader, bool)> {
        let name = self.names.next()?;
        let value = self.fields.remove(*name);
        let there = value.is_some();
        let value = value.unwrap_or_default();
        let from_text = self.from_text;
        Some((name, Reader { value, from_text }, there))
    }
}

impl<'de> SeqAccess<'de> for InOrder {
    type Error = Unread;

    /// Nothing for a field that is not there and must be, or has a value of its own then.
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unread> {
        let Some((name, reader, there)) = self.take() else {
            return Ok(None);
        };
        match seed.deserialize(reader) {
            Ok(read) => Ok(Some(read)),
            Err(inner) if there => Err(inner.inside(name)),
            Err(_) => Ok(None),
        }
    }
}

/// The fields of an object whose names the type does not know.
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

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_struct("", fields, visitor)
    }
}
