//! Saved views: the list of accounts under conditions that somebody gave a name. Each is a tab.

pub mod edit;
pub mod list;
pub mod move_view;
pub mod remove;
pub mod save;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::list::ListAccounts;
use crate::{
    Complaint, Refusal, form,
    journey::StageKey,
    values::ids::{PersonId, SavedViewId},
};

/// How many views one person has, and how many everybody sees: more tabs than that are looked through longer than the
/// conditions are set.
pub const MOST: u32 = 30;

/// What a view shows: the conditions of the list and its order, never how many rows or from which on.
///
/// Outside it is the query of the list's address, `deal=open&sort=-open_amount`. The order is always said, so that a
/// view stays as it was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, max_length = 8000, example = "deal=open&sort=-open_amount")]
pub struct Shown(ListAccounts);

impl Shown {
    /// The most characters of its text: all conditions at their longest, each letter written as four bytes.
    const LIMIT: u32 = 8_000;

    /// The list.
    pub const fn list(&self) -> &ListAccounts {
        &self.0
    }

    /// Reads what was stored. A condition that is none any more is left out; one that names a stage or a person who is
    /// gone stays as it is.
    pub fn from_stored(stored: &Value) -> Self {
        form::from_pairs_that_fit::<ListAccounts>(form::to_pairs(stored)).into()
    }

    /// What is stored: the list's input as JSON, without what is not said.
    pub fn to_stored(&self) -> Value {
        let mut json = serde_json::to_value(&self.0).unwrap_or_default();
        if let Some(fields) = json.as_object_mut() {
            fields.retain(|_, said| !said.is_null());
        }
        json
    }
}

impl Default for Shown {
    fn default() -> Self {
        ListAccounts::default().into()
    }
}

impl From<ListAccounts> for Shown {
    fn from(list: ListAccounts) -> Self {
        Self(ListAccounts {
            sort: Some(list.sorted()),
            limit: None,
            cursor: None,
            ..list
        })
    }
}

impl TryFrom<String> for Shown {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        if text.chars().nth(Self::LIMIT as usize).is_some() {
            return Err(Complaint::TooLong(Self::LIMIT));
        }
        let pairs = form::filled(&text).or(Err(Complaint::Malformed))?;
        let list: ListAccounts = form::from_pairs(&pairs).or(Err(Complaint::Malformed))?;
        if let Some(stage) = &list.stage {
            stage.parse::<StageKey>()?;
        }
        Ok(list.into())
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> Self {
        shown.to_string()
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&form::to_query(&form::to_pairs(&self.0)))
    }
}

/// A saved view, as whoever sees it knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SavedView {
    /// Which one.
    pub id: SavedViewId,
    /// What it is called.
    pub name: String,
    /// Who saved it.
    pub owner: PersonId,
    /// The name of who saved it.
    pub owner_name: String,
    /// Everybody sees it; otherwise its owner alone.
    pub shared: bool,
    /// What it shows.
    pub conditions: Shown,
}

/// Refuses one more view where there are as many as there may be.
pub const fn room_for_one_more(shared: bool, there: usize) -> Result<(), Refusal> {
    if there < MOST as usize {
        Ok(())
    } else {
        Err(Refusal::TooManyViews { shared, most: MOST })
    }
}

/// Puts one of a row one place later, or one place earlier; the outermost stay.
pub fn shift<T>(row: &mut [T], is_it: impl FnMut(&T) -> bool, later: bool) {
    let Some(place) = row.iter().position(is_it) else {
        return;
    };
    let other = if later { place + 1 } else { place.saturating_sub(1) };
    if other < row.len() {
        row.swap(place, other);
    }
}

#[cfg(test)]
mod tests;
