//! The address of a list says what it shows: a query string and the query are two forms of the same.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use model::form;
use serde::{Serialize, de::DeserializeOwned};

/// The query in an address. What cannot be read is left out, so that an old link still shows a list.
pub fn from_query<T: DeserializeOwned + Default>(query: &ParamsMap) -> T {
    let pairs = query.clone().into_iter();
    form::from_pairs_that_fit(pairs.map(|(name, value)| (name.into_owned(), value)).collect())
}

/// The address of a list with one condition changed; an empty value takes it out. A changed condition begins at the
/// first row again.
pub fn with_pair(path: &str, asked: &impl Serialize, name: &str, value: &str) -> String {
    with_pairs(path, asked, &[(name, value)])
}

/// The address of a list with several conditions changed.
pub fn with_pairs(path: &str, asked: &impl Serialize, changed: &[(&str, &str)]) -> String {
    let mut pairs = form::to_pairs(asked);
    pairs.retain(|(key, _)| key != "cursor" && changed.iter().all(|(name, _)| name != key));
    let set = changed.iter().filter(|(_, value)| !value.is_empty());
    pairs.extend(set.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    match form::to_query(&pairs) {
        query if query.is_empty() => path.to_owned(),
        query => [path, "?", &query].concat(),
    }
}

/// What a GET form has to carry along beside its own fields, so that they are added to the other conditions.
pub fn hidden_pairs(asked: &impl Serialize, own: &[&str]) -> Vec<AnyView> {
    form::to_pairs(asked)
        .into_iter()
        .filter(|(name, _)| name != "cursor" && !own.contains(&name.as_str()))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect()
}
