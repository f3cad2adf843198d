//! The stool score that an account had at a moment, as figures group by it.

use std::{cmp::Reverse, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{Complaint, journey::participation::StoolScore};

/// The stool score at a moment: `2_of_3`, or `none_owed` where no leg owed an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ScoreThen {
    /// Legs that had acted of legs that owed an act.
    Of(StoolScore),
    /// No leg owed an act in the stage in which the account stood.
    NoneOwed,
}

impl ScoreThen {
    /// Those that stand in every table, cases or not: where all three legs owe an act, deals are usually decided.
    pub const USUAL: [Self; 5] = [
        Self::of_three(3),
        Self::of_three(2),
        Self::of_three(1),
        Self::of_three(0),
        Self::NoneOwed,
    ];

    const fn of_three(acted: u8) -> Self {
        Self::Of(StoolScore { acted, owed: 3 })
    }

    /// The order in tables: most legs owed first, of them most that acted; last where none owed.
    pub(super) fn place(self) -> (bool, Reverse<u8>, Reverse<u8>) {
        match self {
            Self::Of(StoolScore { acted, owed }) => (false, Reverse(owed), Reverse(acted)),
            Self::NoneOwed => (true, Reverse(0), Reverse(0)),
        }
    }
}

impl From<Option<StoolScore>> for ScoreThen {
    fn from(score: Option<StoolScore>) -> Self {
        score.map_or(Self::NoneOwed, Self::Of)
    }
}

impl fmt::Display for ScoreThen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(StoolScore { acted, owed }) => write!(f, "{acted}_of_{owed}"),
            Self::NoneOwed => f.write_str("none_owed"),
        }
    }
}

impl FromStr for ScoreThen {
    type Err = Complaint;

    fn from_str(text: &str) -> Result<Self, Complaint> {
        if text == "none_owed" {
            return Ok(Self::NoneOwed);
        }
        let score = text.split_once("_of_").and_then(|(acted, owed)| {
            Some(StoolScore {
                acted: acted.parse().ok()?,
                owed: owed.parse().ok()?,
            })
        });
        score
            .filter(|score| (1..=3).contains(&score.owed) && score.acted <= score.owed)
            .map(Self::Of)
            .ok_or(Complaint::NotAChoice)
    }
}

impl TryFrom<String> for ScoreThen {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        text.parse()
    }
}

impl From<ScoreThen> for String {
    fn from(score: ScoreThen) -> Self {
        score.to_string()
    }
}
