//! The agreement about the journey: its versions, and one version with what departments say and sign.

mod edit;
mod edit_stage;
mod effect;
mod list;
mod show;

pub use edit::EditVersionPage;
pub use edit_stage::EditStagePage;
pub use list::VersionsPage;
pub use show::VersionPage;

/// The page of all versions.
pub const VERSIONS: &str = "/journey/versions";
