//! `tridem user` and `tridem token`.

use std::io::BufRead as _;

use engine::{Caller, Engine};
use model::{
    Department, FieldErrors, Role, form,
    platform::{people::add::AddPerson, tokens::make_for::MakeTokenFor},
};

use super::{Refused, say};

/// Adds a person whose password stands on the first line of standard input.
pub async fn create(
    engine: &Engine,
    email: String,
    name: String,
    department: Option<Department>,
    role: Role,
) -> Result<(), Refused> {
    let password = first_line()?;
    // Read like any other input, so that what is wrong is said in the same words.
    let input = serde_json::json!({
        "email": email,
        "name": name,
        "department": department,
        "role": role,
        "password": password,
    });
    let operation: AddPerson = form::from_json(input).map_err(wrong)?;
    let caller = Caller::system("command line");
    engine::perform(engine, &caller, operation).await?;
    say(&format!("{name} can sign in as {email}."))
}

/// Makes a key to the REST API and prints it once: nothing else stands on standard output.
pub async fn make_token(engine: &Engine, email: String, name: String) -> Result<(), Refused> {
    let input = serde_json::json!({ "email": email, "name": name });
    let operation: MakeTokenFor = form::from_json(input).map_err(wrong)?;
    let caller = Caller::system("command line");
    let made = engine::perform(engine, &caller, operation).await?.output;
    say(&made.secret)
}

fn wrong(errors: FieldErrors) -> Refused {
    model::Failure::from(errors).into()
}

fn first_line() -> Result<String, Refused> {
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| Refused(format!("Standard input cannot be read: {error}.")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
