//! The table `import_part`: a file in parts, so that any process can read it, and no process needs it in memory.

use std::io::{self, Read};

use model::values::ids::ImportId;
use sea_orm::{DatabaseConnection, QuerySelect, entity::prelude::*};
use tokio::runtime::Handle;

/// One part of a file.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_part")]
pub struct Model {
    /// Of which import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    /// Its number, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub part: i32,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Reads the parts of a file one after the other. It waits for the database, so it belongs on a thread that may wait.
pub struct Parts {
    runtime: Handle,
    db: DatabaseConnection,
    import: ImportId,
    next: i32,
    bytes: Vec<u8>,
    at: usize,
}

impl Parts {
    /// Stands before the first part. Asked from within a runtime.
    pub fn of(db: &DatabaseConnection, import: ImportId) -> Self {
        Self {
            runtime: Handle::current(),
            db: db.clone(),
            import,
            next: 0,
            bytes: Vec::new(),
            at: 0,
        }
    }

    fn load(&mut self) -> io::Result<bool> {
        let query = Entity::find()
            .select_only()
            .column(Column::Bytes)
            .filter(Column::ImportId.eq(self.import.0))
            .filter(Column::Part.eq(self.next))
            .into_tuple::<Vec<u8>>();
        let loaded = self.runtime.block_on(query.one(&self.db)).map_err(io::Error::other)?;
        let Some(bytes) = loaded else { return Ok(false) };
        self.bytes = bytes;
        self.at = 0;
        self.next += 1;
        Ok(true)
    }
}

impl Read for Parts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.bytes.len() {
            if !self.load()? {
                return Ok(0);
            }
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count;
        Ok(count)
    }
}
