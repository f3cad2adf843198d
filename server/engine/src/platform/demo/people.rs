//! Who works at the demo company: four people per department, one executive, one admin.

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Department, Role,
    platform::{demo::Login, people::PersonState},
    values::{ids::PersonId, locale::Locale, theme::Theme},
};

use super::{dice::Dice, names};
use crate::platform::people::entity;

/// Where they work, as far as clocks are concerned.
pub(super) const TIME_ZONE: &str = "Europe/Vienna";
/// What they reckon in.
pub(super) const CURRENCY: &str = "EUR";
/// The company's own domain.
pub(super) const DOMAIN: &str = "ostryfell.example";

const PEOPLE: [(&str, &str, Option<Department>, Role); 14] = {
    use Department::{Marketing, Sales, Service};
    use Role::{Admin, Executive, Manager, Member};
    [
        ("Mirela", "Antos", Some(Marketing), Manager),
        ("Jonas", "Hartweg", Some(Marketing), Member),
        ("Pia", "Lindegaard", Some(Marketing), Member),
        ("Teo", "Brandis", Some(Marketing), Member),
        ("Katrin", "Osmund", Some(Sales), Manager),
        ("Bram", "Verhulst", Some(Sales), Member),
        ("Emil", "Farkas", Some(Sales), Member),
        ("Lucia", "Sartori", Some(Sales), Member),
        ("Henrik", "Aalto", Some(Service), Manager),
        ("Amira", "Haddad", Some(Service), Member),
        ("Oskar", "Winther", Some(Service), Member),
        ("Zuzana", "Kralova", Some(Service), Member),
        ("Dorothea", "Quist", None, Executive),
        ("Felix", "Amann", None, Admin),
    ]
};

/// Somebody of ours.
#[derive(Debug, Clone)]
pub(super) struct Colleague {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub department: Option<Department>,
    pub role: Role,
}

/// All of ours.
#[derive(Debug, Clone)]
pub(super) struct Staff(Vec<Colleague>);

impl Staff {
    /// The staff, who were there before the first account.
    pub(super) fn new(seed: u64, now: DateTime<Utc>) -> Self {
        let mut dice = Dice::new(seed, u64::MAX);
        let since = now - TimeDelta::days(760);
        let colleague = |(first, last, department, role): (&str, &str, Option<Department>, Role)| Colleague {
            id: PersonId(dice.id(since)),
            name: format!("{first} {last}"),
            email: format!("{}.{}@{DOMAIN}", names::slug(first), names::slug(last)),
            department,
            role,
        };
        Self(PEOPLE.into_iter().map(colleague).collect())
    }

    /// Somebody of a department who leads accounts: members far more often than the manager.
    pub(super) fn lead(&self, department: Department, dice: &mut Dice) -> &Colleague {
        let place = if dice.chance(8) { 0 } else { dice.place(3) + 1 };
        self.of(department)
            .nth(place)
            .unwrap_or_else(|| self.manager(department))
    }

    /// Anybody of a department.
    pub(super) fn anybody(&self, department: Department, dice: &mut Dice) -> &Colleague {
        self.of(department)
            .nth(dice.place(4))
            .unwrap_or_else(|| self.manager(department))
    }

    /// Who leads a department.
    pub(super) fn manager(&self, department: Department) -> &Colleague {
        self.of(department).next().unwrap_or(&self.0[0])
    }

    fn of(&self, department: Department) -> impl Iterator<Item = &Colleague> {
        self.0
            .iter()
            .filter(move |colleague| colleague.department == Some(department))
    }

    /// What is told to whoever wants to sign in.
    pub(super) fn logins(&self) -> Vec<Login> {
        let login = |colleague: &Colleague| Login {
            name: colleague.name.clone(),
            email: colleague.email.clone(),
            department: colleague.department,
            role: colleague.role,
        };
        self.0.iter().map(login).collect()
    }

    /// The rows, all with the same password.
    pub(super) fn rows(&self, password_hash: &str, now: DateTime<Utc>) -> Vec<entity::Model> {
        let since = now - TimeDelta::days(760);
        let row = |colleague: &Colleague| entity::Model {
            id: colleague.id.0,
            email: colleague.email.clone(),
            name: colleague.name.clone(),
            department: colleague.department.map(|department| department.key().to_owned()),
            role: colleague.role.key().to_owned(),
            password_hash: Some(password_hash.to_owned()),
            state: PersonState::Active.key().to_owned(),
            locale: Locale::default().key().to_owned(),
            time_zone: TIME_ZONE.to_owned(),
            theme: Theme::default().key().to_owned(),
            sign_in_epoch: 0,
            created_at: since,
            updated_at: since,
            signed_in_at: None,
            version: 1,
        };
        self.0.iter().map(row).collect()
    }
}
