//! The agreement about the journey: its versions, and one version with what departments say and sign.

mod list;
mod show;

pub use list::VersionsPage;
pub use show::VersionPage;

/// The page of all versions.
pub const VERSIONS: &str = "/journey/versions";
