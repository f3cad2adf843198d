//! Which figures there are, and in what each of their rows counts.

use crate::keyed;

keyed! {
    /// A figure about leads.
    Figure {
        /// Leads with a touch by a person of sales within the limit, of those handed over.
        FollowUp = "follow_up", "Followed up in time";
        /// Business time from the hand-over to the first touch by a person of sales.
        FirstTouch = "first_touch", "Speed to first touch";
        /// Leads that sales took, of those that it answered.
        Acceptance = "acceptance", "Accepted by sales";
        /// Leads that met the definition, of those handed over.
        Purity = "purity", "Hand-off purity";
        /// Leads that are not ready and whose next touch lies ahead, of those that are not ready.
        Nurture = "nurture", "Nurture coverage";
        /// Leads that met the definition and were handed over, by people of sales who were there.
        PerRep = "per_rep", "Leads per rep";
        /// Days from first qualified to won.
        Cycle = "cycle", "Sales cycle";
        /// Leads that were won, of those decided.
        CloseRatio = "close_ratio", "Close ratio";
        /// Open leads without an owner, a state or a next date. There must be none.
        Incomplete = "incomplete", "Without owner, state or date";
    }
}

keyed! {
    /// What a row of a figure is to it.
    Group {
        /// Touched within the limit.
        Followed = "followed", "Followed up in time";
        /// Not touched within the limit.
        Missed = "missed", "Not followed up in time";
        /// The limit has not ended; in neither number, touched or not, or quick ones would count before slow ones.
        Inside = "inside", "Limit not ended";
        /// The rules of engagement had no limit for it then.
        NoLimit = "no_limit", "No limit agreed";
        /// Touched, whenever that was.
        Touched = "touched", "Touched";
        /// Nobody has touched it.
        Untouched = "untouched", "Not touched yet";
        /// Sales took it.
        Accepted = "accepted", "Accepted";
        /// Sales did not take it, or put the person on the relationship track.
        Rejected = "rejected", "Not accepted";
        /// Sales has not answered.
        Undecided = "undecided", "Not answered yet";
        /// Met the definition.
        Met = "met", "Met the definition";
        /// Passed below it, with a reason.
        Overridden = "overridden", "Passed with a reason";
        /// Its next touch lies ahead.
        Planned = "planned", "Next touch ahead";
        /// Its next touch has passed.
        Overdue = "overdue", "Next touch overdue";
        /// Given to somebody of sales.
        Assigned = "assigned", "Handed over and qualified";
        /// The deal was won.
        Won = "won", "Won";
        /// The deal was lost.
        Lost = "lost", "Lost";
        /// It was never qualified, so that nothing says when the cycle began.
        NeverQualified = "never_qualified", "Won, never qualified";
        /// The deal is not decided.
        Open = "open", "Deal still open";
        /// Nobody who can sign in owns it.
        WithoutOwner = "without_owner", "Owner cannot sign in";
        /// It has none of the states that there are.
        WithoutState = "without_state", "No state";
        /// Nobody said when somebody does something about it.
        WithoutDate = "without_date", "No next date";
        /// It has all three.
        Complete = "complete", "Complete";
    }
}

/// In what a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// In the numerator, and therefore in the denominator.
    Part,
    /// In the denominator only.
    Whole,
    /// In neither; it is shown beside the figure.
    Apart,
}

impl Figure {
    /// The groups of its rows, those of the numerator first.
    pub const fn groups(self) -> &'static [Group] {
        use Group as G;
        match self {
            Self::FollowUp => &[G::Followed, G::Missed, G::Inside, G::NoLimit],
            Self::FirstTouch => &[G::Touched, G::Untouched],
            Self::Acceptance => &[G::Accepted, G::Rejected, G::Undecided],
            Self::Purity => &[G::Met, G::Overridden],
            Self::Nurture => &[G::Planned, G::Overdue],
            Self::PerRep => &[G::Assigned],
            Self::Cycle => &[G::Won, G::NeverQualified, G::Open],
            Self::CloseRatio => &[G::Won, G::Lost],
            Self::Incomplete => &[G::WithoutOwner, G::WithoutState, G::WithoutDate, G::Complete],
        }
    }

    /// In what rows of a group count.
    pub const fn counts(self, group: Group) -> Counts {
        use Group as G;
        match group {
            G::Followed
            | G::Touched
            | G::Accepted
            | G::Met
            | G::Planned
            | G::Assigned
            | G::Won
            | G::WithoutOwner
            | G::WithoutState
            | G::WithoutDate => Counts::Part,
            G::Missed | G::Rejected | G::Overridden | G::Overdue | G::Lost | G::Complete => Counts::Whole,
            G::Inside | G::NoLimit | G::Untouched | G::Undecided | G::NeverQualified | G::Open => Counts::Apart,
        }
    }

    /// How it is made, for whoever asks what it means.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::FollowUp => {
                "Leads that a person of sales touched within the limit of the rules of engagement, counted in business \
                 time, of the leads handed over in this period whose limit has ended. Automatic mails do not count."
            }
            Self::FirstTouch => {
                "Median of the business time from the hand-over to the first touch by a person of sales, of the leads \
                 handed over in this period. Those that nobody touched are listed, and not averaged away."
            }
            Self::Acceptance => {
                "Leads that sales accepted, of the leads handed over in this period that it answered. Those without an \
                 answer stand apart."
            }
            Self::Purity => {
                "Leads that met the definition when they were handed over, of all that were in this period. The others \
                 passed because somebody said why."
            }
            Self::Nurture => {
                "Leads in nurturing whose next touch lies ahead, of all leads in nurturing. As it stands now, whatever the \
                 period."
            }
            Self::PerRep => {
                "Leads handed over in this period that met the definition, by people of sales. Who was there for a part of \
                 the period counts for that part."
            }
            Self::Cycle => {
                "Days from first qualified to won, of the leads won in this period: the median, and the quarters around \
                 it. Open deals do not count."
            }
            Self::CloseRatio => "Leads won, of the leads decided in this period.",
            Self::Incomplete => {
                "Open leads whose owner cannot sign in, or without a state or a next date. There must be none. As it \
                 stands now, whatever the period."
            }
        }
    }

    /// Whether it says how things stand now, whatever the period.
    pub const fn is_of_now(self) -> bool {
        matches!(self, Self::Nurture | Self::Incomplete)
    }
}
