//! Rows that are our people, as the other system knows them: only who is here already gets the key there.

use model::{
    Complaint,
    platform::imports::{Row, RowOutcome, SkipReason, row::OwnerRow},
    values::text::Name,
};

use super::{Chunk, people::People};
use crate::{Fault, accounts::external_keys};

pub async fn run(chunk: &mut Chunk<'_>, taken: Vec<(usize, Row)>) -> Result<(), Fault> {
    let rows: Vec<(usize, OwnerRow)> = taken
        .into_iter()
        .filter_map(|(place, row)| match row {
            Row::Owner(row) => Some((place, row)),
            _ => None,
        })
        .collect();
    let people = People::load(chunk, std::iter::empty()).await?;
    let keys: Vec<&str> = rows.iter().map(|(_, row)| row.source_key.as_str()).collect();
    let mut known = chunk.records_of("person", keys).await?;
    for (place, row) in &rows {
        let key = row.source_key.as_str();
        if let Some(person) = known.get(key) {
            let result = chunk.at(*place)?;
            result.outcome = RowOutcome::Unchanged;
            result.record = Some(*person);
            continue;
        }
        let names: Vec<&str> = [&row.first_name, &row.last_name]
            .into_iter()
            .flatten()
            .map(Name::as_str)
            .collect();
        let name = names.join(" ");
        let by_email = row.email.as_ref().and_then(|email| people.by_email(email.as_str()));
        let Some(person) = by_email.or_else(|| people.by_name(&name)) else {
            let said = row.email.as_ref().map_or(name, ToString::to_string);
            chunk.warn(*place, "email", &said, Complaint::NoSuch)?;
            chunk.skip(*place, SkipReason::NobodyHere)?;
            continue;
        };
        known.insert(key.to_owned(), person.id);
        chunk.keys.push(external_keys::Model {
            source: chunk.import.source.clone(),
            subject: "person".to_owned(),
            key: key.to_owned(),
            record_id: person.id,
        });
        let result = chunk.at(*place)?;
        result.outcome = RowOutcome::Created;
        result.record = Some(person.id);
        result.before.keys.push(key.to_owned());
    }
    Ok(())
}
