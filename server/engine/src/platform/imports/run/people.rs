//! Our people, as other systems name them.

use std::collections::HashMap;

use model::{Complaint, Department, platform::imports::row::OwnerRef, values::text::Line};
use sea_orm::{DatabaseTransaction, EntityTrait, QuerySelect};
use uuid::Uuid;

use super::Chunk;
use crate::{Fault, platform::people::entity};

/// One of us.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub department: Option<Department>,
}

/// All of us, by what files call us.
pub struct People {
    all: HashMap<Uuid, Person>,
    by_email: HashMap<String, Uuid>,
    /// `None` where two have the name.
    by_name: HashMap<String, Option<Uuid>>,
    by_key: HashMap<String, Uuid>,
}

impl People {
    pub async fn load<'r>(chunk: &Chunk<'_>, named: impl Iterator<Item = &'r OwnerRef>) -> Result<Self, Fault> {
        let mut keys: Vec<&str> = named
            .filter_map(|named| match named {
                OwnerRef::NameOrKey(key) => Some(key.as_str()),
                OwnerRef::Address(_) => None,
            })
            .collect();
        keys.sort_unstable();
        keys.dedup();
        let by_key = chunk.records_of("person", keys).await?;
        Ok(Self {
            by_key,
            ..Self::all(chunk.db()).await?
        })
    }

    /// All of us, without keys of another system.
    pub async fn all(db: &DatabaseTransaction) -> Result<Self, Fault> {
        let rows: Vec<(Uuid, String, String, Option<String>)> = entity::Entity::find()
            .select_only()
            .column(entity::Column::Id)
            .column(entity::Column::Email)
            .column(entity::Column::Name)
            .column(entity::Column::Department)
            .into_tuple()
            .all(db)
            .await?;
        let mut people = Self {
            all: HashMap::with_capacity(rows.len()),
            by_email: HashMap::with_capacity(rows.len()),
            by_name: HashMap::with_capacity(rows.len()),
            by_key: HashMap::new(),
        };
        for (id, email, name, department) in rows {
            people.by_email.insert(email, id);
            people
                .by_name
                .entry(name.to_lowercase())
                .and_modify(|one| *one = None)
                .or_insert(Some(id));
            let department = department.as_deref().and_then(Department::from_key);
            people.all.insert(id, Person { id, name, department });
        }
        Ok(people)
    }

    pub fn named(&self, id: Option<Uuid>) -> Option<&Person> {
        self.all.get(&id?)
    }

    pub fn by_email(&self, email: &str) -> Option<&Person> {
        self.all.get(self.by_email.get(email)?)
    }

    pub fn by_name(&self, name: &str) -> Option<&Person> {
        self.all.get(&(*self.by_name.get(&name.to_lowercase())?)?)
    }

    fn find(&self, named: &OwnerRef) -> Option<&Person> {
        match named {
            OwnerRef::Address(address) => self.by_email(address.as_str()),
            OwnerRef::NameOrKey(line) => self
                .by_key
                .get(line.as_str())
                .and_then(|id| self.all.get(id))
                .or_else(|| self.by_name(line.as_str())),
        }
    }

    /// The person that a cell names; one who is not here is noted and left out.
    pub fn resolve(
        &self,
        chunk: &mut Chunk<'_>,
        row: usize,
        field: &str,
        named: Option<&OwnerRef>,
    ) -> Result<Option<Person>, Fault> {
        let Some(named) = named else { return Ok(None) };
        match self.find(named) {
            Some(person) => Ok(Some(person.clone())),
            None => {
                let said = match named {
                    OwnerRef::Address(address) => address.as_str(),
                    OwnerRef::NameOrKey(line) => Line::as_str(line),
                };
                chunk.warn(row, field, said, Complaint::NoSuch)?;
                Ok(None)
            }
        }
    }

    /// The person that a cell names to lead a leg: one of its department.
    pub fn lead(
        &self,
        chunk: &mut Chunk<'_>,
        row: usize,
        leg: Department,
        named: Option<&OwnerRef>,
    ) -> Result<Option<Person>, Fault> {
        let field = match leg {
            Department::Marketing => "marketing_owner",
            Department::Sales => "sales_owner",
            Department::Service => "service_owner",
        };
        let person = self.resolve(chunk, row, field, named)?;
        match person {
            Some(person) if person.department != Some(leg) => {
                chunk.warn(row, field, &person.name, Complaint::OtherDepartment)?;
                Ok(None)
            }
            person => Ok(person),
        }
    }
}
