//! Which accounts belong to a territory, as people say it in a form.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Complaint, FieldErrors,
    criteria::{Condition, Criterion, Limit, TextTest},
    values::text::Line,
};

/// Where the accounts of a territory are and how large: all that is said has to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = TerritoryAccounts)]
pub struct WhereFrom {
    /// In one of these countries, which commas set apart.
    #[serde(default)]
    pub countries: Option<Line>,
    /// In one of these industries, which commas set apart.
    #[serde(default)]
    pub industries: Option<Line>,
    /// With at least so many employees.
    #[serde(default)]
    pub employees_at_least: Option<u32>,
    /// With at most so many employees.
    #[serde(default)]
    pub employees_at_most: Option<u32>,
}

impl WhereFrom {
    /// Refuses what says nothing, or what no account can meet.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let (least, most) = (self.employees_at_least, self.employees_at_most);
        let listed = |line: Option<&Line>| line.is_none_or(|line| !names(line).is_empty());
        let says = self.countries.is_some() || self.industries.is_some() || least.is_some() || most.is_some();
        let in_order = least.zip(most).is_none_or(|(least, most)| least <= most);
        let errors = FieldErrors::none()
            .unless(
                says && listed(self.countries.as_ref()),
                "countries",
                Complaint::Required,
            )
            .unless(listed(self.industries.as_ref()), "industries", Complaint::Required)
            .unless(
                in_order,
                "employees_at_most",
                Complaint::AtLeast(least.unwrap_or_default().into()),
            );
        errors.into_result()?;
        self.criterion().check_at("countries")
    }

    /// The same in the rule language.
    pub fn criterion(&self) -> Criterion {
        let limit = Limit {
            at_least: self.employees_at_least,
            at_most: self.employees_at_most,
        };
        let one_of = |line: &Line| TextTest::OneOf(names(line));
        let conditions = [
            self.countries.as_ref().map(|line| Condition::Country(one_of(line))),
            self.industries.as_ref().map(|line| Condition::Industry(one_of(line))),
            (limit != Limit::default()).then_some(Condition::Employees(limit)),
        ];
        Criterion::All(conditions.into_iter().flatten().map(Criterion::from).collect())
    }
}

fn names(line: &Line) -> Vec<String> {
    let names = line.as_str().split(',').map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(countries: &str) -> WhereFrom {
        WhereFrom {
            countries: Some(countries.parse().unwrap()),
            ..WhereFrom::default()
        }
    }

    #[test]
    fn names_are_set_apart_by_commas() {
        let said = from("Austria, , Germany ,").criterion();
        let one_of = TextTest::OneOf(vec!["Austria".to_owned(), "Germany".to_owned()]);
        assert_eq!(said, Criterion::All(vec![Condition::Country(one_of).into()]));
        assert_eq!(from("Austria").check(), Ok(()));
    }

    #[test]
    fn a_territory_says_something_that_an_account_can_meet() {
        let complains = |said: &WhereFrom, field: &str| said.check().unwrap_err().get(field).is_some();
        assert!(complains(&WhereFrom::default(), "countries"));
        assert!(complains(&from(","), "countries"));
        let backwards = WhereFrom {
            employees_at_least: Some(50),
            employees_at_most: Some(49),
            ..WhereFrom::default()
        };
        assert!(complains(&backwards, "employees_at_most"));
    }
}
