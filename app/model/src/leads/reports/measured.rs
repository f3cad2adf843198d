//! A figure, made of its rows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Counts, Figure, Group, LEAST};
use crate::{
    journey::flow::{Stay, rank},
    keyed,
    statistics::Share,
};

/// One row, as a figure counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What it is to the figure.
    pub group: Group,
    /// Minutes of business time or whole days, where the figure is about time.
    pub length: Option<u32>,
    /// Keys of the parts of the whole in which it counts too.
    pub slices: Vec<String>,
}

keyed! {
    /// Whether there are rows enough to say anything.
    Data {
        /// There are.
        Enough = "enough", "Enough data";
        /// There are some, and they would be chance.
        TooFew = "too_few", "Not enough data";
        /// There is none, which is not the same as nought.
        None = "none", "No data";
    }
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadFigure)]
pub struct Measured {
    /// Which one.
    pub figure: Figure,
    /// The numerator.
    pub part: u32,
    /// The denominator: how many rows the figure is made of.
    pub whole: u32,
    /// Whether that is enough.
    pub data: Data,
    /// The share, where it is one and there is enough.
    pub share: Option<Share>,
    /// Minutes of business time, where it is about those and there is enough.
    pub median_minutes: Option<u32>,
    /// Days, where it is about those and there is enough.
    pub days: Option<Stay>,
    /// Rows by rep, where it is about those and there is enough.
    pub per_rep: Option<PerRep>,
    /// How many rows are what to it; those of the numerator first, those that count in neither number last.
    pub groups: Vec<GroupCount>,
    /// The same for parts of the whole: reasons, cohorts or people.
    pub slices: Vec<Slice>,
}

/// Leads by rep.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadsPerRep)]
pub struct PerRep {
    /// So many leads each had.
    pub leads: f64,
    /// So many people there were, those who were there for a part of the period as that part.
    pub reps: f64,
}

/// How many rows are of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadFigureGroup)]
pub struct GroupCount {
    /// Which group.
    pub group: Group,
    /// How many.
    pub count: u32,
}

/// A figure for a part of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadFigureSlice)]
pub struct Slice {
    /// Its key: that of a reason, a month, or the id of a person.
    pub key: String,
    /// What people read.
    pub name: String,
    /// The numerator.
    pub part: u32,
    /// The denominator.
    pub whole: u32,
    /// How many rows it has, those that count in neither number included.
    pub rows: u32,
}

impl Measured {
    /// Made of all its rows. `reps` is how many people of sales there were.
    pub fn of(figure: Figure, cases: impl IntoIterator<Item = Case>, reps: f64) -> Self {
        let mut counts: BTreeMap<Group, u32> = BTreeMap::new();
        let mut slices: BTreeMap<String, Slice> = BTreeMap::new();
        let mut lengths = Vec::new();
        for case in cases {
            *counts.entry(case.group).or_default() += 1;
            lengths.extend(case.length);
            for key in case.slices {
                let slice = slices.entry(key.clone()).or_insert_with(|| Slice::empty(key));
                slice.add(figure.counts(case.group));
            }
        }
        Self {
            slices: slices.into_values().collect(),
            ..Self::counted(figure, &counts, lengths, reps)
        }
    }

    /// Made of how many rows are of which group, where the figure asks for nothing else.
    pub fn of_counts(figure: Figure, counts: &BTreeMap<Group, u32>) -> Self {
        Self::counted(figure, counts, Vec::new(), 0.0)
    }

    fn counted(figure: Figure, counts: &BTreeMap<Group, u32>, lengths: Vec<u32>, reps: f64) -> Self {
        let groups: Vec<GroupCount> = figure
            .groups()
            .iter()
            .map(|group| GroupCount {
                group: *group,
                count: counts.get(group).copied().unwrap_or_default(),
            })
            .collect();
        let sum = |counted: &[Counts]| {
            let those = groups.iter().filter(|one| counted.contains(&figure.counts(one.group)));
            those.map(|one| one.count).sum::<u32>()
        };
        let (part, whole) = (sum(&[Counts::Part]), sum(&[Counts::Part, Counts::Whole]));
        let per_rep = (figure == Figure::PerRep && reps > 0.0).then(|| PerRep {
            leads: f64::from(part) / reps,
            reps,
        });
        let data = match whole {
            0 => Data::None,
            _ if figure == Figure::PerRep && per_rep.is_none() => Data::None,
            // What must not be is counted and not guessed at, so that one is enough.
            _ if figure == Figure::Incomplete => Data::Enough,
            few if few < LEAST => Data::TooFew,
            _ => Data::Enough,
        };
        let enough = data == Data::Enough;
        let mut measured = Self {
            figure,
            part,
            whole,
            data,
            share: None,
            median_minutes: None,
            days: None,
            per_rep: per_rep.filter(|_| enough),
            groups,
            slices: Vec::new(),
        };
        match figure {
            _ if !enough => {}
            Figure::FollowUp | Figure::Acceptance | Figure::Purity | Figure::Nurture | Figure::CloseRatio => {
                measured.share = Share::of(part, whole);
            }
            Figure::FirstTouch => measured.median_minutes = median(lengths),
            Figure::Cycle => measured.days = Stay::of(lengths),
            Figure::PerRep | Figure::Incomplete => {}
        }
        measured
    }

    /// How many rows are of a group.
    pub fn count(&self, group: Group) -> u32 {
        let found = self.groups.iter().find(|one| one.group == group);
        found.map_or(0, |one| one.count)
    }
}

impl Slice {
    const fn empty(key: String) -> Self {
        Self {
            key,
            name: String::new(),
            part: 0,
            whole: 0,
            rows: 0,
        }
    }

    const fn add(&mut self, counts: Counts) {
        self.rows += 1;
        match counts {
            Counts::Part => {
                self.part += 1;
                self.whole += 1;
            }
            Counts::Whole => self.whole += 1,
            Counts::Apart => {}
        }
    }
}

/// The one in the middle, which is one that was really there.
fn median(mut lengths: Vec<u32>) -> Option<u32> {
    lengths.sort_unstable();
    let place = usize::try_from(rank(lengths.len() as u64, 2)).ok()?;
    lengths.get(place.checked_sub(1)?).copied()
}
