//! The address of a list says what it shows: a query string and the query are two forms of the same.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use model::form;
use serde::{Serialize, de::DeserializeOwned};

/// The query in an address. What cannot be read is left out, so that an old link still shows a list.
pub fn from_query<T: DeserializeOwned + Default>(query: &ParamsMap) -> T {
    let mut pairs: Vec<(String, String)> = query
        .clone()
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| (name.into_owned(), value))
        .collect();
    loop {
        match form::from_pairs(&pairs) {
            Ok(read) => return read,
            Err(errors) => {
                let before = pairs.len();
                pairs.retain(|(name, _)| errors.get(name).is_none());
                if pairs.len() == before {
                    return T::default();
                }
            }
        }
    }
}

/// The address of a list with one condition changed; an empty value takes it out. A changed condition begins at the
/// first row again.
pub fn with_pair(path: &str, asked: &impl Serialize, name: &str, value: &str) -> String {
    with_pairs(path, asked, &[(name, value)])
}

/// The address of a list with several conditions changed.
pub fn with_pairs(path: &str, asked: &impl Serialize, changed: &[(&str, &str)]) -> String {
    let mut pairs = pairs_of(asked);
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
    pairs_of(asked)
        .into_iter()
        .filter(|(name, _)| name != "cursor" && !own.contains(&name.as_str()))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect()
}

fn pairs_of(asked: &impl Serialize) -> Vec<(String, String)> {
    let json = serde_json::to_value(asked).unwrap_or_default();
    let mut pairs = Vec::new();
    for (key, stored) in json.as_object().into_iter().flatten() {
        let text = match stored {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::Bool(yes) => yes.to_string(),
            _ => continue,
        };
        pairs.push((key.clone(), text));
    }
    pairs
}
