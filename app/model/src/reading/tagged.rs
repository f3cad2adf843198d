//! Enums whose variants are told by a field: `{"by": "import", "file": "a.csv"}`.
//!
//! Serde derives them with `tag`, and reads them by a second copy of the code of everything inside. Where that copy would
//! have to be loaded, in the browser, [`by_tag`](crate::by_tag) reads and writes the same JSON without it.

use serde::de::Error as _;
use serde_json::{Map, Value};

use super::Unread;
use crate::Complaint;

/// Moves the name of a variant from a field to the outside: `{"by": "import", "file": "a.csv"}` becomes
/// `{"import": {"file": "a.csv"}}`, and with a field for the content `{"kind": "conflict", "detail": 7}` becomes
/// `{"conflict": 7}`.
fn untagged(value: Value, tag: &'static str, content: Option<&str>) -> Result<Value, Unread> {
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

/// The way back: the name of the variant from the outside into a field.
#[doc(hidden)]
pub fn tagged(value: Value, tag: &str, content: Option<&str>) -> Value {
    let (variant, inner) = match value {
        Value::String(variant) => (variant, None),
        Value::Object(outside) => match outside.into_iter().next() {
            Some((variant, inner)) => (variant, Some(inner)),
            None => return Value::Null,
        },
        other => return other,
    };
    let mut fields = Map::new();
    match (content, inner) {
        (Some(content), Some(inner)) => drop(fields.insert(content.to_owned(), inner)),
        (None, Some(Value::Object(inner))) => fields = inner,
        (_, _) => {}
    }
    fields.insert(tag.to_owned(), Value::String(variant));
    Value::Object(fields)
}

/// The field that tells the variant moved outside, and what is then read by `read`.
#[doc(hidden)]
pub fn read<T>(
    value: Value,
    tag: &'static str,
    content: Option<&str>,
    read: impl FnOnce(super::reader::Reader) -> Result<T, Unread>,
) -> Result<T, Unread> {
    read(super::reader::Reader::strict(untagged(value, tag, content)?))
}

/// Reads and writes an enum whose variants are told by a field. It derives with `#[serde(remote = "Self")]` where this is
/// used, and with `tag` where serde does it.
#[macro_export]
macro_rules! by_tag {
    ($enum:ty, $tag:literal $(, $content:literal)?) => {
        impl<'de> ::serde::Deserialize<'de> for $enum {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use ::serde::de::Error as _;
                let content: Option<&str> = None $(.or(Some($content)))?;
                let value = ::serde_json::Value::deserialize(deserializer)?;
                $crate::reading::tagged::read(value, $tag, content, |reader| <$enum>::deserialize(reader))
                    .map_err(D::Error::custom)
            }
        }

        impl ::serde::Serialize for $enum {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use ::serde::ser::Error as _;
                let content: Option<&str> = None $(.or(Some($content)))?;
                let outside = <$enum>::serialize(self, ::serde_json::value::Serializer).map_err(S::Error::custom)?;
                ::serde::Serialize::serialize(&$crate::reading::tagged::tagged(outside, $tag, content), serializer)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::reading::from_json;

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
    crate::by_tag!(Read, "by");

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
    crate::by_tag!(ReadBeside, "kind", "detail");

    fn read<T: serde::de::DeserializeOwned>(written: impl Serialize) -> T {
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

    #[test]
    fn what_is_written_is_what_serde_writes() {
        fn json(value: &impl Serialize) -> Value {
            serde_json::to_value(value).unwrap()
        }
        let reason = || "They asked".to_owned();
        let by = || "Ines".to_owned();
        assert_eq!(
            json(&Read::Person {
                reason: reason(),
                times: 2
            }),
            json(&Written::Person {
                reason: reason(),
                times: 2
            })
        );
        assert_eq!(json(&Read::Undo), json(&Written::Undo));
        assert_eq!(json(&ReadBeside::Nothing), json(&WrittenBeside::Nothing));
        assert_eq!(json(&ReadBeside::Number(3)), json(&WrittenBeside::Number(3)));
        assert_eq!(
            json(&ReadBeside::Named { by: by() }),
            json(&WrittenBeside::Named { by: by() })
        );
    }
}
