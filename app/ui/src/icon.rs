//! The one set of outline icons: 16 px grid, 1.5 px stroke, in the colour of the text around them.

use leptos::prelude::*;

/// A picture that stands beside a word. It is hidden from screen readers: the word says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// The list of accounts, and one account.
    Accounts,
    /// Administration, settings.
    Admin,
    /// What the departments agreed on.
    Alignment,
    /// What comes next.
    Arrow,
    /// Notifications.
    Bell,
    /// Columns of stages.
    Board,
    /// A date, a plan.
    Calendar,
    /// Met, done.
    Check,
    /// Opens downwards.
    ChevronDown,
    /// Goes back.
    ChevronLeft,
    /// Goes on.
    ChevronRight,
    /// Closes upwards.
    ChevronUp,
    /// A time, a limit.
    Clock,
    /// Which columns a list shows.
    Columns,
    /// The content library, a document.
    Content,
    /// Closes; not met.
    Cross,
    /// Those who bought.
    Customers,
    /// Takes a file away.
    Download,
    /// The handle by which a thing is moved.
    Dragged,
    /// Changes what is written.
    Edit,
    /// Takes the rows of a screen out.
    Export,
    /// Leads out of Tridem.
    External,
    /// Narrows a list.
    Filter,
    /// Met in part.
    Half,
    /// What was before.
    History,
    /// Something to know.
    Info,
    /// The way of the buyer.
    Journey,
    /// A secret, an access.
    Key,
    /// People who may buy.
    Leads,
    /// An address.
    Link,
    /// Frozen, not to be changed.
    Lock,
    /// E-mail.
    Mail,
    /// The marketing leg: a megaphone.
    Marketing,
    /// People who meet.
    Meeting,
    /// Opens the rail on a phone.
    Menu,
    /// Dark theme.
    Moon,
    /// Further actions.
    More,
    /// A note.
    Note,
    /// A call.
    Phone,
    /// Adds.
    Plus,
    /// Puts a page on paper.
    Print,
    /// Marketing programs.
    Programs,
    /// Accounts that stir.
    Radar,
    /// Opens the evidence of a computed value.
    Receipt,
    /// Those who speak for us.
    References,
    /// The sales leg: a telephone.
    Sales,
    /// Figures.
    Scorecard,
    /// Finds.
    Search,
    /// The service leg: a lifebuoy.
    Service,
    /// Protected; roles and rights.
    Shield,
    /// Leaves.
    SignOut,
    /// Sorted, largest first.
    SortDown,
    /// Sorted, smallest first.
    SortUp,
    /// Light theme.
    Sun,
    /// The theme of the device.
    System,
    /// The day of a person.
    Today,
    /// Puts into the trash.
    Trash,
    /// Takes back.
    Undo,
    /// Brings a file in.
    Upload,
    /// One person.
    User,
    /// Several people.
    Users,
    /// The voice of the customer.
    Voice,
    /// Something is wrong or soon will be.
    Warning,
}

impl Icon {
    /// Every icon, in the order of the alphabet.
    pub const ALL: [Self; 63] = [
        Self::Accounts,
        Self::Admin,
        Self::Alignment,
        Self::Arrow,
        Self::Bell,
        Self::Board,
        Self::Calendar,
        Self::Check,
        Self::ChevronDown,
        Self::ChevronLeft,
        Self::ChevronRight,
        Self::ChevronUp,
        Self::Clock,
        Self::Columns,
        Self::Content,
        Self::Cross,
        Self::Customers,
        Self::Download,
        Self::Dragged,
        Self::Edit,
        Self::Export,
        Self::External,
        Self::Filter,
        Self::Half,
        Self::History,
        Self::Info,
        Self::Journey,
        Self::Key,
        Self::Leads,
        Self::Link,
        Self::Lock,
        Self::Mail,
        Self::Marketing,
        Self::Meeting,
        Self::Menu,
        Self::Moon,
        Self::More,
        Self::Note,
        Self::Phone,
        Self::Plus,
        Self::Print,
        Self::Programs,
        Self::Radar,
        Self::Receipt,
        Self::References,
        Self::Sales,
        Self::Scorecard,
        Self::Search,
        Self::Service,
        Self::Shield,
        Self::SignOut,
        Self::SortDown,
        Self::SortUp,
        Self::Sun,
        Self::System,
        Self::Today,
        Self::Trash,
        Self::Undo,
        Self::Upload,
        Self::User,
        Self::Users,
        Self::Voice,
        Self::Warning,
    ];

    /// The drawing at the size of the working text, 16 px.
    pub fn view(self) -> AnyView {
        self.drawn("icon")
    }

    /// The drawing at the size of the small text, 14 px.
    pub fn small(self) -> AnyView {
        self.drawn("icon small")
    }

    fn drawn(self, class: &'static str) -> AnyView {
        // Dots are strokes without length: they need a wider pen to be seen.
        let class = match (self, class) {
            (Self::More | Self::Dragged, "icon") => "icon dotted",
            (Self::More | Self::Dragged, _) => "icon small dotted",
            _ => class,
        };
        view! {
            <svg class=class viewBox="0 0 16 16" aria-hidden="true">
                <path d=self.path()></path>
            </svg>
        }
        .into_any()
    }

    /// The outline as an SVG path on a grid of 16 by 16.
    const fn path(self) -> &'static str {
        match self {
            Self::Accounts => "M3 13.5v-10h6v10M9 6.5h4v7M1.5 13.5h13M5.2 6h1.6M5.2 8.5h1.6M5.2 11h1.6",
            Self::Admin => {
                "M2 4.5h7.5M12.5 4.5H14M2 11.5h2M7 11.5h7M9.5 4.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0M4 11.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0"
            }
            Self::Alignment => {
                "M1.5 11a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M10.5 11a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M6 4a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M4.6 9.3 7 5.7M11.4 9.3 9 5.7M5.5 11h5"
            }
            Self::Arrow => "M3 8h10M9.5 4.5 13 8l-3.5 3.5",
            Self::Bell => "M4 11V7.2a4 4 0 0 1 8 0V11l1 1.2H3zM6.8 14h2.4",
            Self::Board => "M2.5 3h3v10h-3zM6.5 3h3v7h-3zM10.5 3h3v4.5h-3z",
            Self::Calendar => "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v2.5M10.5 2v2.5",
            Self::Check => "m3.5 8.5 3 3 6-7",
            Self::ChevronDown => "m4 6 4 4 4-4",
            Self::ChevronLeft => "m10 4-4 4 4 4",
            Self::ChevronRight => "m6 4 4 4-4 4",
            Self::ChevronUp => "m4 10 4-4 4 4",
            Self::Clock => "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0M8 5v3.2l2 1.3",
            Self::Columns => "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
            Self::Content => "M4 2h5.5L12.5 5v9H4zM9.3 2v3.2h3.2M6.2 8.5h4.2M6.2 11h4.2",
            Self::Cross => "m4.5 4.5 7 7M11.5 4.5l-7 7",
            Self::Customers => {
                "M8 13.3S2.5 10.2 2.5 6.3A2.9 2.9 0 0 1 8 5a2.9 2.9 0 0 1 5.5 1.3C13.5 10.2 8 13.3 8 13.3z"
            }
            Self::Download => "M8 2.5V10M5 7.2 8 10l3-2.8M3 9.5v4h10v-4",
            Self::Dragged => "M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1",
            Self::Edit => "M3 13h2.5L13 5.5 10.5 3 3 10.5z",
            Self::Export => "M8 10V2.5M5 5.3l3-2.8 3 2.8M3 9.5v4h10v-4",
            Self::External => "M9 3h4v4M13 3 7.5 8.5M11.5 9.5v3.5h-8.5V4.5H7",
            Self::Filter => "M2.5 4h11M4.5 8h7M6.5 12h3",
            Self::Half => "M3.5 8h9",
            Self::History => "M3 8a5 5 0 1 0 1.6-3.7L3 5.8M3 3v2.8h2.8M8 5.5V8l1.8 1.2",
            Self::Info => "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0M8 7.5v3.3M8 5.2v.1",
            Self::Journey => {
                "M1.8 12a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0M10.8 4a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0M5.2 12h4.5a2 2 0 0 0 0-4H6.3a2 2 0 0 1 0-4h4.5"
            }
            Self::Key => "M2.8 10.5a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0 -5.4 0M7.5 8.5 13 3M11 5l1.8 1.8M9.3 6.7l1.2 1.2",
            Self::Leads => {
                "M3.7 5.2a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M1.8 13c.3-2.5 2-3.9 4.4-3.9s4.1 1.4 4.4 3.9M11.3 7.5l1.3 1.3 2.2-2.3"
            }
            Self::Link => "M6.5 9.5 9.5 6.5M7.5 4.5l1-1a2.8 2.8 0 0 1 4 4l-1 1M8.5 11.5l-1 1a2.8 2.8 0 0 1-4-4l1-1",
            Self::Lock => "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
            Self::Mail => "M2.5 4h11v8.5h-11zM2.8 4.5 8 8.8l5.2-4.3",
            Self::Marketing => "M2.5 6.5v3h2.3l5.7 3v-9l-5.7 3zM12.5 6.3c.8.9.8 2.5 0 3.4",
            Self::Meeting => {
                "M3.5 5.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M9.5 6.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0M1.8 12.5c.2-2.3 1.6-3.5 3.7-3.5s3.5 1.2 3.7 3.5M10.5 9.8c2.2-.2 3.5.8 3.7 2.7"
            }
            Self::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
            Self::Moon => "M13 9.7A5.5 5.5 0 1 1 6.3 3a4.5 4.5 0 0 0 6.7 6.7z",
            Self::More => "M3.5 8h.1M8 8h.1M12.5 8h.1",
            Self::Note => "M3 3h10v7l-3 3H3zM13 10h-3v3M5.5 6h5M5.5 8.5h2.5",
            Self::Phone | Self::Sales => {
                "M3.5 2.5h2l1.2 3-1.5 1.2a7.5 7.5 0 0 0 4.1 4.1l1.2-1.5 3 1.2v2c0 .6-.4 1-1 1A10 10 0 0 1 2.5 3.5c0-.6.4-1 1-1z"
            }
            Self::Plus => "M8 3.5v9M3.5 8h9",
            Self::Print => "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
            Self::Programs => "M2.5 13.5v-11M2.5 3.5h9l-2 2.7 2 2.8h-9",
            Self::Radar => "M8 8 12 4M8 2.5A5.5 5.5 0 1 0 13.5 8M8 5.2A2.8 2.8 0 1 0 10.8 8",
            Self::Receipt => "M3.5 2.5h9v11.2l-1.8-1.2-1.3 1.2L8 12.5l-1.4 1.2-1.3-1.2-1.8 1.2zM6 5.7h4M6 8.3h4",
            Self::References => "M2.5 3h11v7.5H8.5L5.5 13.3v-2.8h-3zM5.5 6h5M5.5 8h3",
            Self::Scorecard => "M2.5 13.5h11M4 11V8.5M7 11V5.5M10 11V7M13 11V3",
            Self::Search => "M3 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M10.2 10.2l3.3 3.3",
            Self::Service => {
                "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0M5.8 8a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0M4.1 4.1l2.3 2.3M9.6 9.6l2.3 2.3M11.9 4.1 9.6 6.4M6.4 9.6l-2.3 2.3"
            }
            Self::Shield => "M8 2.3 13 4v4c0 2.8-2 4.8-5 5.9C5 12.8 3 10.8 3 8V4z",
            Self::SignOut => "M9.5 5V2.5h-7v11h7V11M6 8h7.5M11 5.5 13.5 8 11 10.5",
            Self::SortDown => "M8 3.5v9M4.5 9 8 12.5 11.5 9",
            Self::SortUp => "M8 12.5v-9M4.5 7 8 3.5 11.5 7",
            Self::Sun => {
                "M5.3 8a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0 -5.4 0M8 1.8v1.5M8 12.7v1.5M1.8 8h1.5M12.7 8h1.5M3.6 3.6l1.1 1.1M11.3 11.3l1.1 1.1M12.4 3.6l-1.1 1.1M4.7 11.3l-1.1 1.1"
            }
            Self::System => "M2.5 3h11v7.5h-11zM6 13.3h4M8 10.5v2.8",
            Self::Today => "M2.5 8.5 8 3l5.5 5.5M4 7.5v5.5h8V7.5",
            Self::Trash => "M3 4.5h10M6 4.5v-2h4v2M4.3 4.5l.7 9h6l.7-9",
            Self::Undo => "M5.5 3 2.5 6l3 3M2.5 6h6.7a3.8 3.8 0 0 1 0 7.5H6",
            Self::Upload => "M8 10V2.5M5 5.3l3-2.8 3 2.8M2.5 10v3.5h11V10",
            Self::User => {
                "M5.3 5.2a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0 -5.4 0M2.8 13.5c.4-2.8 2.3-4.3 5.2-4.3s4.8 1.5 5.2 4.3"
            }
            Self::Users => {
                "M3.5 5.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M1.5 13.3c.3-2.5 1.9-3.9 4.5-3.9s4.2 1.4 4.5 3.9M10.5 3.3a2.5 2.5 0 0 1 0 4.4M12 9.8c1.5.5 2.3 1.7 2.5 3.5"
            }
            Self::Voice => "M6 4.5a2 2 0 0 1 4 0v3a2 2 0 0 1-4 0zM3.7 7.5a4.3 4.3 0 0 0 8.6 0M8 11.8v2",
            Self::Warning => "M8 2.5 14 13H2zM8 6.5v3M8 11.3v.1",
        }
    }
}
