//! Lists come in pages by keyset: a cursor names the last row that was seen, so the thousandth page costs as much as
//! the first, and rows that arrive in between neither repeat nor hide others.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Array, ObjectBuilder, Ref, RefOr, Schema},
};
use uuid::Uuid;

use crate::Complaint;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows, in the order that was asked for.
    pub items: Vec<T>,
    /// Where the next page begins; `null` on the last one.
    pub next: Option<Cursor>,
}

// Derived, the description would refer to the rows' schema without containing it.
impl<T: ToSchema> utoipa::__dev::ComposeSchema for Page<T> {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        ObjectBuilder::new()
            .description(Some("One page of a list."))
            .property("items", Array::new(Ref::from_schema_name(T::name())))
            .required("items")
            .property("next", <Option<Cursor> as PartialSchema>::schema())
            .into()
    }
}

impl<T: ToSchema> ToSchema for Page<T> {
    fn name() -> Cow<'static, str> {
        format!("Page_{}", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}

impl<T> Page<T> {
    /// A page without rows.
    pub const fn empty() -> Self {
        Self {
            items: Vec::new(),
            next: None,
        }
    }

    /// A page from rows of which one more than `limit` was asked for, to know whether there is a next page.
    pub fn of(mut rows: Vec<T>, limit: Limit, cursor: impl FnOnce(&T) -> Cursor) -> Self {
        let limit = usize::from(limit.get());
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(cursor) } else { None };
        Self { items: rows, next }
    }

    /// The same page with each row turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(turn).collect(),
            next: self.next,
        }
    }
}

/// Where a page begins: the sort key and the id of the last row before it, in a form that is safe in addresses.
/// Opaque to everybody but the query that made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String)]
pub struct Cursor(String);

impl Cursor {
    /// The place behind the row with this sort key (`None` where the row has no value there) and id.
    pub fn after(key: Option<&str>, id: Uuid) -> Self {
        let mut text = id.simple().to_string();
        if let Some(key) = key {
            text.push('.');
            for byte in key.bytes() {
                text.extend(
                    [byte >> 4, byte & 15].map(|nibble| char::from_digit(u32::from(nibble), 16).unwrap_or_default()),
                );
            }
        }
        Self(text)
    }

    /// The sort key and the id of the last row before the page.
    pub fn place(&self) -> (Option<String>, Uuid) {
        read(&self.0).unwrap_or_default()
    }

    /// The text for addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.0
    }
}

impl TryFrom<String> for Cursor {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        read(&text).ok_or(Complaint::Malformed)?;
        Ok(Self(text))
    }
}

fn read(text: &str) -> Option<(Option<String>, Uuid)> {
    let (id, key) = match text.split_once('.') {
        Some((id, key)) => (id, Some(from_hex(key)?)),
        None => (text, None),
    };
    Some((key, id.parse().ok()?))
}

fn from_hex(text: &str) -> Option<String> {
    if text.len() > 2_000 || !text.len().is_multiple_of(2) {
        return None;
    }
    let nibble = |byte: &u8| {
        char::from(*byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let bytes = text.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some(nibble(high)? * 16 + nibble(low)?),
        _ => None,
    });
    String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
}

/// How many rows a page may have: 1 to 200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "u16", into = "u16")]
#[schema(value_type = u16, minimum = 1, maximum = 200)]
pub struct Limit(u16);

impl Limit {
    /// The most rows of one page.
    pub const MOST: u16 = 200;

    /// The number of rows.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl TryFrom<u16> for Limit {
    type Error = Complaint;

    fn try_from(rows: u16) -> Result<Self, Complaint> {
        match rows {
            0 => Err(Complaint::AtLeast(1)),
            1..=Self::MOST => Ok(Self(rows)),
            _ => Err(Complaint::AtMost(i64::from(Self::MOST))),
        }
    }
}

impl From<Limit> for u16 {
    fn from(limit: Limit) -> Self {
        limit.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_survives_the_address_bar(key in proptest::option::of(".*"), id in any::<u128>()) {
            prop_assume!(key.as_ref().is_none_or(|key: &String| key.len() <= 1_000));
            let text = String::from(Cursor::after(key.as_deref(), Uuid::from_u128(id)));
            prop_assert!(text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.'));
            prop_assert_eq!(Cursor::try_from(text).map(|cursor| cursor.place()), Ok((key, Uuid::from_u128(id))));
        }

        #[test]
        fn nonsense_is_no_cursor_and_breaks_nothing(text in ".*") {
            drop(Cursor::try_from(text));
        }
    }
}
