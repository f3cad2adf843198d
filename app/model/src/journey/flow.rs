//! The flow through the journey in a period: what came, what left and where to, and how long it had stayed. Made from
//! moves alone. Where nothing left there is no conversion and no stay: no data is never nought.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Direction, Steps};

/// Moves from one stage to another in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moves {
    /// Key of the stage that they left.
    pub from: String,
    /// Key of the stage that they entered.
    pub to: String,
    /// How many.
    pub count: u32,
}

/// What went through one step in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Flow {
    /// Moves into it.
    pub entered: u32,
    /// Moves out of it: those forward, back, onto detours and elsewhere together.
    pub left: u32,
    /// Moves to a later step.
    pub forward: u32,
    /// Moves to an earlier step; from a detour those back onto the way.
    pub back: u32,
    /// Moves onto a detour.
    pub detours: u32,
    /// Moves to stages that the journey no longer has.
    pub elsewhere: u32,
    /// How many of those that left went forward, in whole percent; nothing where none left, and for detours, from which
    /// nothing leads forward.
    pub conversion_percent: Option<u8>,
    /// Where they went, most first.
    pub next: Vec<Target>,
}

/// Where moves out of a step went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Target {
    /// Key of the step.
    pub step: String,
    /// How many.
    pub count: u32,
}

/// The flow through each step, in the order of the steps. A move within one step neither leaves nor enters it.
pub fn flow(steps: &Steps, moves: &[Moves]) -> Vec<Flow> {
    let mut flows = vec![Flow::default(); steps.all().len()];
    let mut targets = vec![BTreeMap::<usize, u32>::new(); flows.len()];
    for Moves { from, to, count } in moves {
        let (from, to) = (steps.place_of(from), steps.place_of(to));
        if from == to {
            continue;
        }
        if let Some(entered) = to.and_then(|to| flows.get_mut(to)) {
            entered.entered += count;
        }
        let Some(place) = from else { continue };
        if let Some(left) = flows.get_mut(place) {
            left.left += count;
            *match to.and_then(|to| steps.direction(place, to)) {
                Some(Direction::Forward) => &mut left.forward,
                Some(Direction::Back) => &mut left.back,
                Some(Direction::Detour) => &mut left.detours,
                None => &mut left.elsewhere,
            } += count;
        }
        if let (Some(to), Some(targets)) = (to, targets.get_mut(place)) {
            *targets.entry(to).or_default() += count;
        }
    }
    for ((flow, targets), step) in flows.iter_mut().zip(targets).zip(steps.all()) {
        if !step.is_detour {
            flow.conversion_percent = percent(flow.forward, flow.left);
        }
        let named = |(place, count): (usize, u32)| {
            let step = steps.all().get(place)?.key.clone();
            Some(Target { step, count })
        };
        flow.next = targets.into_iter().filter_map(named).collect();
        flow.next.sort_by_key(|target| std::cmp::Reverse(target.count));
    }
    flows
}

/// A part of the whole in whole percent; nothing where there is no whole.
pub fn percent(part: u32, whole: u32) -> Option<u8> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    let rounded = (part * 200 + whole).checked_div(whole * 2)?;
    u8::try_from(rounded.min(100)).ok()
}

/// How long accounts had stayed in a step that they left in a period, in whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Stay {
    /// How many left.
    pub count: u32,
    /// The shortest stay.
    pub least_days: u32,
    /// A quarter stayed so long or shorter.
    pub lower_days: u32,
    /// Half of them stayed so long or shorter.
    pub median_days: u32,
    /// Three quarters stayed so long or shorter.
    pub upper_days: u32,
    /// The longest stay.
    pub most_days: u32,
}

/// Which of `count` values in order, counted from 1, has so many quarters of them up to it: the nearest rank, so that
/// each quartile is a value that was really there.
pub const fn rank(count: u64, quarters: u64) -> u64 {
    (count * quarters).div_ceil(4)
}

impl Stay {
    /// Made of whole days in any order; nothing where nobody left.
    pub fn of(mut days: Vec<u32>) -> Option<Self> {
        days.sort_unstable();
        let count = days.len() as u64;
        let at = |quarters: u64| {
            let place = usize::try_from(rank(count, quarters)).ok()?.checked_sub(1)?;
            days.get(place).copied()
        };
        Some(Self {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            least_days: *days.first()?,
            lower_days: at(1)?,
            median_days: at(2)?,
            upper_days: at(3)?,
            most_days: *days.last()?,
        })
    }
}
