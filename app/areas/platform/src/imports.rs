//! Import: a file of accounts, contacts or deals comes in, is mapped, tried, imported, and taken back where that was
//! wrong. One page that changes with the state of the import, and works without scripts.

mod list;
mod map;
mod new;
mod report;
mod show;
mod trial;
mod words;

pub use list::ImportsPage;
pub use new::NewImportPage;
pub use show::ImportPage;
