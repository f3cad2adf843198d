//! How accounts are found by a name that may be written a little differently, without reading all of them.

use std::collections::HashSet;

use model::platform::imports::natural_key::plain_name;
use sea_orm::{Condition, ConnectionTrait, sea_query::Expr};

use crate::store;

/// What names begin with that may mean the same as these.
#[derive(Debug, Default)]
pub struct Beginnings {
    /// First words of names that are, without legal form, one word long.
    one: HashSet<String>,
    /// First two words of all others.
    two: HashSet<String>,
}

impl Beginnings {
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut beginnings = Self::default();
        for name in names {
            let plain = plain_name(name);
            let key = crate::accounts::name_key(name).replace([',', '.'], "");
            let key = key.strip_prefix("the ").unwrap_or(&key);
            for form in [plain.as_str(), key] {
                let mut words = form.split(' ').filter(|word| !word.is_empty());
                let Some(first) = words.next() else { continue };
                match words.next().filter(|_| plain.contains(' ')) {
                    Some(second) => beginnings.two.insert([first, " ", second].concat()),
                    None => beginnings.one.insert(first.to_owned()),
                };
            }
        }
        beginnings
    }

    pub fn is_empty(&self) -> bool {
        self.one.is_empty() && self.two.is_empty()
    }

    /// Accounts whose names begin so; both databases have indexes of just these expressions.
    pub fn condition(&self, db: &impl ConnectionTrait) -> Condition {
        use sea_orm::sea_query::ExprTrait as _;
        let postgres = store::kind_of(db) == store::Kind::Postgres;
        let mut condition = Condition::any();
        for (words, begin) in [(1, &self.one), (2, &self.two)] {
            if !begin.is_empty() {
                condition = condition.add(Expr::cust(migrations::first_words(postgres, words)).is_in(begin));
            }
        }
        condition
    }
}
