//! What the address of the list asks for.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use model::{accounts::list::ListAccounts, values::ids::SavedViewId};

use super::PATH;
use crate::address::{from_query, hidden_pairs, with_pairs};

/// The field of the query that names the open view.
const VIEW: &str = "view";

/// Which accounts, and which saved view is open. The view only marks a tab: what is shown stands in the address too, so
/// that conditions can differ from those that were saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub list: ListAccounts,
    pub view: Option<SavedViewId>,
}

impl Asked {
    /// What this query asks for.
    pub(super) fn of(query: &ParamsMap) -> Self {
        Self {
            list: from_query(query),
            view: query.get_str(VIEW).and_then(|id| id.parse().ok()),
        }
    }

    /// The address with some conditions changed; an empty value takes one out. The view stays open.
    pub(super) fn with(&self, changed: &[(&str, &str)]) -> String {
        let view = self.view.map(|id| id.to_string()).unwrap_or_default();
        with_pairs(PATH, &self.list, &[changed, &[(VIEW, &view)]].concat())
    }

    /// What a GET form carries along beside its own fields.
    pub(super) fn carried(&self, own: &[&str]) -> Vec<AnyView> {
        let view = self
            .view
            .map(|id| view! { <input type="hidden" name=VIEW value=id.to_string() /> }.into_any());
        let mut carried = hidden_pairs(&self.list, own);
        carried.extend(view);
        carried
    }
}
