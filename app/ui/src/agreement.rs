//! What departments sign, of whatever kind: where a version stands, who signed it, what it changes, what was said about
//! it, and the forms that take it a step further. A page of a kind adds what the content looks like.

mod comments;
mod course;
mod differences;
mod pages;
mod signing;
mod version;
mod versions;
mod words;

pub use comments::{CommentForm, Comments};
pub use course::{CourseBand, DraftForm, History, NextSteps};
pub use differences::{Behind, Differences};
pub use pages::Pages;
pub use signing::SigningPanel;
pub use version::VersionPage;
pub use versions::VersionsPage;
pub use words::{
    JourneyReviewDue, ReviewDue, ReviewDueOf, StateBadge, standing_sentence, state_name, titled, version_name,
};
