//! How many obligations stand how.

use std::{collections::BTreeMap, fmt};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Obligation, Standing};
use crate::Department;

/// Obligations by how they stand. Always: created = open + met + breached + void.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ObligationTally)]
pub struct Tally {
    /// All of them.
    pub created: u32,
    /// Neither done nor late.
    pub open: u32,
    /// Kept.
    pub met: u32,
    /// Not kept in time.
    pub breached: u32,
    /// Not owed.
    pub void: u32,
}

/// Obligations that were met of those that were decided: met or breached. What was void was nobody's to keep and does not
/// count; what is open is not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Compliance {
    /// How many were met.
    pub met: u32,
    /// How many were met or breached; at least one.
    pub decided: u32,
}

impl fmt::Display for Compliance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.met, self.decided)
    }
}

impl Tally {
    /// How obligations stand at a moment.
    pub fn of<'a>(obligations: impl IntoIterator<Item = &'a Obligation>, now: DateTime<Utc>) -> Self {
        obligations.into_iter().fold(Self::default(), |mut tally, obligation| {
            tally.add(obligation.standing(now));
            tally
        })
    }

    /// The same for each pair of legs: who owes, and to whom.
    pub fn by_pair<'a>(
        obligations: impl IntoIterator<Item = &'a Obligation>,
        now: DateTime<Utc>,
    ) -> BTreeMap<(Department, Department), Self> {
        let mut pairs: BTreeMap<(Department, Department), Self> = BTreeMap::new();
        for obligation in obligations {
            let pair = pairs.entry((obligation.leg, obligation.to)).or_default();
            pair.add(obligation.standing(now));
        }
        pairs
    }

    /// So many that stand so.
    pub fn of_standing(standing: Standing, number: u32) -> Self {
        let mut tally = Self {
            created: number,
            ..Self::default()
        };
        match standing {
            Standing::Open => tally.open = number,
            Standing::Met => tally.met = number,
            Standing::Breached => tally.breached = number,
            Standing::Void => tally.void = number,
        }
        tally
    }

    /// Counts one that stands so.
    pub const fn add(&mut self, standing: Standing) {
        self.created += 1;
        match standing {
            Standing::Open => self.open += 1,
            Standing::Met => self.met += 1,
            Standing::Breached => self.breached += 1,
            Standing::Void => self.void += 1,
        }
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            created: self.created + other.created,
            open: self.open + other.open,
            met: self.met + other.met,
            breached: self.breached + other.breached,
            void: self.void + other.void,
        }
    }

    /// How many kept their word of those who could; none where nothing was decided, and never 0 %.
    pub const fn compliance(self) -> Option<Compliance> {
        let decided = self.met + self.breached;
        match decided {
            0 => None,
            decided => Some(Compliance { met: self.met, decided }),
        }
    }
}
