//! The people of the three departments, for admins.

mod edit;
mod link;
mod list;
mod new;
mod show;

pub use list::PeoplePage;
pub(crate) use list::pager;
pub use new::InvitePage;
pub use show::PersonPage;
