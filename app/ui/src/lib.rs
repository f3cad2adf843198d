//! The design system: one file per component. A component knows no page and no clock; what it shows comes in as props, and
//! it reads well without scripts.

mod avatar;
mod badge;
mod brand;
mod button;
mod checkbox;
mod class_list;
mod date_input;
mod error_summary;
mod facts;
mod field;
mod icon;
mod leg;
mod panel;
mod radio;
mod select;
mod stage;
mod text_area;
mod text_input;
mod tone;

pub use avatar::{Avatar, UnknownPerson, initials};
pub use badge::Badge;
pub use brand::{Brand, BrandMark};
pub use button::{Button, ButtonKind, LinkButton};
pub use checkbox::Checkbox;
pub use date_input::DateInput;
pub use error_summary::{ErrorSummary, SummaryLine};
pub use facts::{Fact, Facts};
pub use field::{Field, FieldError, field_id};
pub use icon::Icon;
pub use leg::{
    LegAvatar, LegIcon, LegInFull, LegRow, LegTag, Legs, department_icon, department_letters,
    department_name,
};
pub use panel::Panel;
pub use radio::{RadioChoice, RadioGroup};
pub use select::{Choice, Select};
pub use stage::{StageBand, StagePhase, StageStep, StageTicks};
pub use text_area::TextArea;
pub use text_input::TextInput;
pub use tone::Tone;
