//! The design system: one file per component. A component knows no page and no clock; what it shows comes in as props, and
//! it reads well without scripts.

mod avatar;
mod badge;
mod board;
mod brand;
mod breadcrumbs;
mod button;
mod checkbox;
mod class_list;
mod clock;
mod composer;
mod date_input;
mod dialog;
mod empty;
mod error_page;
mod error_summary;
mod facts;
mod field;
mod file_drop;
mod filter;
mod icon;
mod kbd;
mod leg;
mod menu;
mod next_step;
mod notice;
mod page_header;
mod pager;
mod palette;
mod panel;
mod progress;
mod radio;
mod receipt;
mod segmented;
mod select;
mod shell;
mod skeleton;
mod stage;
mod stepper;
mod table;
mod tabs;
mod text_area;
mod text_input;
mod timeline;
mod toast;
mod tone;
mod when;

pub use avatar::{Avatar, UnknownPerson, initials};
pub use badge::Badge;
pub use board::{Board, BoardCard, BoardColumn, BoardSpine};
pub use brand::{Brand, BrandMark};
pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use button::{Button, ButtonKind, LinkButton};
pub use checkbox::Checkbox;
pub use clock::{Clock, ClockState};
pub use composer::{Composer, ComposerKind};
pub use date_input::DateInput;
pub use dialog::{Dialog, DialogCancel, Drawer, DrawerClose, DrawerWay};
pub use empty::Empty;
pub use error_page::ErrorPage;
pub use error_summary::{ErrorSummary, SummaryLine};
pub use facts::{Fact, Facts};
pub use field::{Field, FieldError, field_id};
pub use file_drop::FileDrop;
pub use filter::{FilterChip, FilterSentence};
pub use icon::Icon;
pub use kbd::Kbd;
pub use leg::{
    LegAvatar, LegIcon, LegInFull, LegRow, LegTag, Legs, department_icon, department_letters,
    department_name,
};
pub use menu::{Menu, MenuHeading, MenuItem, MenuLink};
pub use next_step::NextStep;
pub use notice::Notice;
pub use page_header::PageHeader;
pub use pager::Pager;
pub use palette::{PALETTE, Palette, PaletteEntry, PaletteGroup};
pub use panel::Panel;
pub use progress::{Meter, Progress, Severity};
pub use radio::{RadioChoice, RadioGroup};
pub use receipt::{
    Criteria, Met, Receipt, ReceiptButton, ReceiptDrawer, ReceiptLine, ReceiptRow, ReceiptView,
    Signature, Signatures,
};
pub use segmented::{Segmented, SegmentedField};
pub use select::{Choice, Select};
pub use shell::{NotificationsLink, Rail, RailItem, Shell, ThemeSwitch, TopBar};
pub use skeleton::Skeleton;
pub use stage::{StageBand, StagePhase, StageStep, StageTicks};
pub use stepper::Stepper;
pub use table::{Cell, Column, RowHead, SelectCell, SelectionBar, Sorted, Table};
pub use tabs::{Tab, Tabs};
pub use text_area::TextArea;
pub use text_input::TextInput;
pub use timeline::{Lane, Timeline, TimelineEntry, TimelineGap, TimelineRow};
pub use toast::{Toast, ToastRegion};
pub use tone::Tone;
pub use when::When;
