//! An input that can be read, for any operation: found by trying what each complaint asks for.

use model::FieldErrors;
use serde_json::{Value, json};
use server::dispatch::Entry;

/// The smallest input that the operation can read. The records it names do not exist.
pub fn input(entry: &Entry) -> Value {
    let mut input = json!({});
    // Each round settles one field, so there are at most as many rounds as fields.
    for _ in 0..40 {
        let Some(field) = complaint(entry, &input) else {
            return input;
        };
        let settled = values(&field).into_iter().find_map(|value| {
            let mut tried = input.clone();
            set(&mut tried, &field, value)?;
            (complaint(entry, &tried).as_ref() != Some(&field)).then_some(tried)
        });
        let Some(settled) = settled else {
            panic!("no value found for `{field}` of {}: add one to examples.rs", entry.name);
        };
        input = settled;
    }
    panic!("no input found for {}: add one to examples.rs", entry.name);
}

/// The first field that is wrong.
fn complaint(entry: &Entry, input: &Value) -> Option<String> {
    let errors: FieldErrors = (entry.from_json)(input.clone()).err()?;
    Some(
        errors
            .iter()
            .next()
            .map(|(field, _)| field.to_owned())
            .unwrap_or_default(),
    )
}

/// What a field could want, the likeliest first.
fn values(field: &str) -> Vec<Value> {
    let id = "01950000-0000-7000-8000-00000000ffff";
    let mut values = vec![
        json!(id),
        json!("nobody@example.com"),
        json!("EUR"),
        json!("Europe/Berlin"),
        json!("not guessed so easily"),
        json!("2026-03-02"),
        json!("2026-03-02T09:00:00Z"),
        json!("example.com"),
        json!("Something"),
        json!("12.50"),
        json!("accounts"),
        json!("something"),
        json!("deal_won"),
        json!("feedback"),
        json!("09:00-17:00"),
        json!(1),
        json!(true),
        json!([]),
        json!({}),
        json!([id]),
        json!(["Something"]),
        json!({"all": []}),
    ];
    for choice in CHOICES {
        values.push(json!(choice));
    }
    if field.contains("password") {
        values.swap(0, 4);
    }
    values
}

/// Keys of enumerations.
const CHOICES: [&str; 39] = [
    "marketing",
    "member",
    "note",
    "call",
    "account",
    "accounts",
    "contacts",
    "companies",
    "light",
    "auto",
    "en",
    "en-GB",
    "asc",
    "name",
    "open",
    "won",
    "lost",
    "unaware",
    "customer",
    "active",
    "hubspot",
    "csv",
    "skip",
    "update",
    "invitation",
    "waiting",
    "queue",
    "sales",
    "email",
    "champion",
    "decision_maker",
    "unknown",
    "create_only",
    "likely",
    "white_paper",
    "conversation",
    "purity",
    "fit",
    "once",
];

/// Sets a field by its path (`mapping.columns[0].name`); nothing when the path leads nowhere.
fn set(input: &mut Value, path: &str, value: Value) -> Option<()> {
    let path = path.replace('[', ".").replace(']', "");
    let mut place = input;
    let mut names = path.split('.').filter(|name| !name.is_empty()).peekable();
    while let Some(name) = names.next() {
        place = match place {
            Value::Array(items) => items.get_mut(name.parse::<usize>().ok()?)?,
            Value::Object(fields) => fields.entry(name).or_insert_with(|| json!({})),
            other => {
                *other = json!({ name: {} });
                other.get_mut(name)?
            }
        };
        if names.peek().is_none() {
            *place = value;
            return Some(());
        }
    }
    None
}
