//! From what was typed to an operation, the same way in the browser and on the server: an empty field is a missing
//! one, and whatever cannot be read complains about its field.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Complaint, FieldErrors, Operation, reading};

/// Names a field that an edit may not empty: to the operation a missing field is one that stays as it is, and somebody
/// who empties it would be told that all went well.
const REQUIRED: &str = "_required";

fn pairs(encoded: &str) -> Result<Vec<(String, String)>, FieldErrors> {
    serde_html_form::from_str(encoded).or(Err(FieldErrors::of("", Complaint::Malformed)))
}

/// The pairs of a form (`name=value&...`) as they were typed. Names that begin with an underscore belong to the form
/// itself and are left out.
pub fn typed(encoded: &str) -> Result<Vec<(String, String)>, FieldErrors> {
    let fields = pairs(encoded)?.into_iter();
    Ok(fields.filter(|(name, _)| !name.starts_with('_')).collect())
}

fn is_filled((_, value): &(String, String)) -> bool {
    !value.trim().is_empty()
}

/// The pairs of a form or a query string in which something stands.
pub fn filled(encoded: &str) -> Result<Vec<(String, String)>, FieldErrors> {
    Ok(typed(encoded)?.into_iter().filter(is_filled).collect())
}

/// Reads an operation from a form and lets it check itself.
pub fn decode<O: Operation>(encoded: &str) -> Result<O, FieldErrors> {
    let filled = filled(encoded)?;
    let required = pairs(encoded)?.into_iter().filter(|(name, _)| name == REQUIRED);
    let missing = required.filter(|(_, field)| filled.iter().all(|(name, _)| name != field));
    missing
        .fold(FieldErrors::none(), |errors, (_, field)| {
            errors.and(&field, Complaint::Required)
        })
        .into_result()?;
    let operation = from_pairs(&filled)?;
    O::check(&operation)?;
    Ok(operation)
}

/// Reads any value from pairs of names and texts, as they come from forms and query strings.
pub fn from_pairs<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, FieldErrors> {
    Ok(reading::from_pairs(pairs)?)
}

/// Reads what can be read of pairs and leaves the rest out, so that an old address still shows something.
pub fn from_pairs_that_fit<T: DeserializeOwned + Default>(mut pairs: Vec<(String, String)>) -> T {
    pairs.retain(is_filled);
    loop {
        match from_pairs(&pairs) {
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

/// Writes what a form can hold as pairs of names and texts; fields without a value are left out.
pub fn to_pairs(fields: &impl Serialize) -> Vec<(String, String)> {
    let json = serde_json::to_value(fields).unwrap_or_default();
    let mut pairs = Vec::new();
    for (key, stored) in json.as_object().into_iter().flatten() {
        let text = match stored {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(yes) => yes.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => continue,
        };
        pairs.push((key.clone(), text));
    }
    pairs
}

/// Writes pairs as a query string.
pub fn to_query(pairs: &[(String, String)]) -> String {
    serde_html_form::to_string(pairs).unwrap_or_default()
}

/// Reads any value from JSON.
pub fn from_json<T: DeserializeOwned>(json: Value) -> Result<T, FieldErrors> {
    Ok(reading::from_json(json)?)
}

/// The address to go to after success: `{field}` stands for a field of the answer, `{outer.inner}` for one within another,
/// `{}` for an answer that is itself a text. Only addresses of this site come out.
pub fn next_address(template: &str, answer: &Value) -> Option<String> {
    let mut address = String::with_capacity(template.len() + 36);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        address.push_str(before);
        let value = if name.is_empty() {
            answer
        } else {
            name.split('.').try_fold(answer, |outer, inner| outer.get(inner))?
        };
        match value {
            Value::String(text) => address.push_str(text),
            Value::Number(number) => address.push_str(&number.to_string()),
            _ => return None,
        }
        rest = after;
    }
    address.push_str(rest);
    own_address(&address).then_some(address)
}

/// Whether an address stays on this site: a path, no scheme, no other host, nothing that ends a header line.
pub fn own_address(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        && address.chars().all(|c| !c.is_control() && c != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::edit::EditAccount;

    #[test]
    fn a_form_says_which_fields_an_edit_may_not_empty() {
        let sent = "account=019cadc6-9a80-7000-8000-000000000003&version=1&clear=city&city=&name=+";
        assert!(decode::<EditAccount>(sent).is_ok_and(|edit| edit.name.is_none()));
        let errors = decode::<EditAccount>(&format!("{sent}&_required=name")).unwrap_err();
        assert_eq!(errors, FieldErrors::of("name", Complaint::Required));
        assert!(decode::<EditAccount>(&format!("{sent}&_required=name&name=Nordwind")).is_ok());
    }

    #[test]
    fn what_was_emptied_counts_as_typed() {
        let typed = typed("_back=%2F&name=Nordwind&city=").unwrap();
        assert_eq!(
            typed,
            [("name", "Nordwind"), ("city", "")].map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }

    #[test]
    fn only_addresses_of_this_site_are_followed() {
        let answer = serde_json::json!({"id": "7", "name": "/evil", "lead": {"id": "8"}});
        assert_eq!(next_address("/accounts/{id}", &answer), Some("/accounts/7".to_owned()));
        assert_eq!(next_address("/leads/{lead.id}", &answer), Some("/leads/8".to_owned()));
        assert_eq!(next_address("/leads/{lead.name}", &answer), None);
        assert_eq!(next_address("/{name}", &answer), None);
        assert_eq!(next_address("https://elsewhere", &answer), None);
        assert_eq!(next_address("/a\\b", &answer), None);
        assert_eq!(next_address("/x\r\nSet-Cookie: a", &answer), None);
    }
}
