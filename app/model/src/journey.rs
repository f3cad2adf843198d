//! The buyer's journey: ordered stages seen from the buyer's side, from status quo to advocate.

pub mod board;
pub mod evaluation;
pub mod flow;
pub mod legs;
pub mod map;
pub mod missing_legs;
pub mod participation;
pub mod replay;
pub mod stages;
pub mod standing;
pub mod today;
pub mod transitions;
pub mod versions;

mod agreed;
mod check;
mod crosswalk;
mod difference;
mod editing;
mod key;
mod phase;
mod place;
mod shipped;
mod stage;
mod steps;

pub use agreed::{AgreedStage, Journey};
pub use crosswalk::{Aida, Funnel};
pub use editing::about_stage;
pub use key::StageKey;
pub use phase::Phase;
pub use place::{Cause, HoldEnd, Move, Place};
pub use stage::{Owed, Stage, whole_days};
pub use stages::Stages;
pub use steps::{Direction, Step, Steps, Vocabulary};
