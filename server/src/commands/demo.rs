//! `tridem demo`: the demo company.

use engine::{Caller, Engine, answer, perform};
use model::{
    Failure, Refusal, Role,
    platform::demo::{COMPANY, Login, PASSWORD, load::LoadDemo, logins::ListDemoLogins},
};
use ui::department_name;

use super::{Refused, say};

/// Fills an empty database. One that holds anything is left alone: with `if_empty` that is fine, else a refusal.
pub async fn load(engine: &Engine, demo: LoadDemo, if_empty: bool) -> Result<(), Refused> {
    let accounts = demo.accounts;
    match perform(engine, &Caller::system("demo"), demo).await {
        Ok(performed) => {
            let loaded = performed.output;
            say(&format!(
                "{COMPANY} is loaded: {accounts} accounts, {} contacts, {} deals, {} touches, {} signals, {} moves.",
                loaded.contacts, loaded.deals, loaded.touches, loaded.signals, loaded.transitions
            ))?;
            say(
                "Its people are 12 in 3 departments, one manager and three members each, with one executive and one admin:",
            )?;
            table(&loaded.logins)
        }
        Err(Failure::Refused(Refusal::NotEmpty)) if if_empty => {
            say("The database is not empty, so the demo company was not loaded.")?;
            match logins(engine).await? {
                Some(logins) => table(&logins),
                None => Ok(()),
            }
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Who can sign in to the demo company; `None` where another company works.
pub async fn logins(engine: &Engine) -> Result<Option<Vec<Login>>, Refused> {
    Ok(answer(engine, &Caller::system("demo"), ListDemoLogins {}).await?)
}

fn table(logins: &[Login]) -> Result<(), Refused> {
    let rows: Vec<[&str; 4]> = std::iter::once(["Address", "Department", "Role", "Password"])
        .chain(logins.iter().map(|login| {
            [
                login.email.as_str(),
                login.department.map_or("", department_name),
                role(login.role),
                PASSWORD,
            ]
        }))
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    for [address, department, role, password] in &rows {
        let [first, second, third] = widths;
        say(&format!(
            "  {address:first$}  {department:second$}  {role:third$}  {password}"
        ))?;
    }
    Ok(())
}

/// One line with a login per department and those beside the departments.
pub fn line(logins: &[Login]) -> String {
    let several: Vec<&str> = logins
        .iter()
        .filter(|login| login.role != Role::Member)
        .map(|login| login.email.as_str())
        .collect();
    format!("with the password {PASSWORD} as {}", several.join(", "))
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Member => "Member",
        Role::Manager => "Manager",
        Role::Executive => "Executive",
        Role::Admin => "Admin",
    }
}
