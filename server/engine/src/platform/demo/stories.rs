//! Where each account stands and what is remarkable about it, and the way along the journey that led there.

use chrono::{DateTime, Datelike, NaiveTime, TimeDelta, Utc, Weekday};
use model::{
    Department,
    journey::{Phase, Stage, Stages},
};

use super::dice::Dice;

/// What is remarkable about an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// Nothing.
    Plain,
    /// Marketing's lead has left, and nobody there has acted for 25 days.
    MarketingSilent,
    /// A leg never had a lead.
    Without(Department),
    /// Stays longer than such accounts usually do.
    Stalled,
    /// The day of the decision has passed.
    Overdue,
    /// The decision is a matter of days.
    DecidesSoon,
    /// The last move led back.
    WentBack,
    /// Was lost once and came back.
    Recycled,
    /// Much is read there, and nobody has given a name.
    Stirs,
}

use Department::{Marketing, Sales, Service};

/// The first accounts, so that also a small company shows everything.
const FIRST: [(&str, Story); 40] = [
    ("justifying", Story::MarketingSilent),
    ("selecting", Story::DecidesSoon),
    ("committing_to_solution", Story::Recycled),
    ("exploring", Story::Without(Service)),
    ("loosening", Story::Stirs),
    ("expanding", Story::Plain),
    ("onboarding", Story::Plain),
    ("justifying", Story::Stalled),
    ("realising", Story::Plain),
    ("committing_to_change", Story::Plain),
    ("selecting", Story::Overdue),
    ("advocating", Story::Plain),
    ("committing_to_solution", Story::Stalled),
    ("exploring", Story::Plain),
    ("loosening", Story::Plain),
    ("expanding", Story::Plain),
    ("dormant", Story::Plain),
    ("realising", Story::Without(Marketing)),
    ("lost", Story::Plain),
    ("justifying", Story::WentBack),
    ("churned", Story::Plain),
    ("disqualified", Story::Plain),
    ("selecting", Story::Plain),
    ("exploring", Story::Stalled),
    ("committing_to_change", Story::Without(Sales)),
    ("realising", Story::Plain),
    ("onboarding", Story::Stalled),
    ("committing_to_solution", Story::Plain),
    ("justifying", Story::Plain),
    ("loosening", Story::Stirs),
    ("advocating", Story::Plain),
    ("exploring", Story::WentBack),
    ("expanding", Story::Overdue),
    ("lost", Story::Plain),
    ("realising", Story::Plain),
    ("dormant", Story::Plain),
    ("loosening", Story::Plain),
    ("selecting", Story::Stalled),
    ("committing_to_change", Story::Stalled),
    ("justifying", Story::Overdue),
];

/// The stages on the way, in the buyer's order.
const WAY: [&str; 10] = [
    "loosening",
    "committing_to_change",
    "exploring",
    "committing_to_solution",
    "justifying",
    "selecting",
    "onboarding",
    "realising",
    "expanding",
    "advocating",
];

/// No history is longer than this.
const LONGEST: i64 = 725;
/// No stage is shorter, so that moves keep their order whatever weekday they fall on.
const SHORTEST: i64 = 6;

/// The stage and the story of an account.
pub(super) fn of_account(place: usize, dice: &mut Dice) -> (&'static str, Story) {
    if let Some(known) = FIRST.get(place) {
        return *known;
    }
    let stage = dice.weighted(&[
        (17, "loosening"),
        (12, "committing_to_change"),
        (11, "exploring"),
        (8, "committing_to_solution"),
        (7, "justifying"),
        (5, "selecting"),
        (4, "onboarding"),
        (12, "realising"),
        (5, "expanding"),
        (4, "advocating"),
        (6, "dormant"),
        (4, "disqualified"),
        (5, "lost"),
        (2, "churned"),
    ]);
    let story = dice.weighted(&[
        (68, Story::Plain),
        (12, Story::Stalled),
        (5, Story::Overdue),
        (4, Story::WentBack),
        (3, Story::Recycled),
        (2, Story::Stirs),
        (2, Story::Without(Marketing)),
        (2, Story::Without(Sales)),
        (3, Story::Without(Service)),
    ]);
    (stage, story)
}

/// One stage that an account went through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    pub stage: &'a Stage,
    /// Where the stage stands in the buyer's order, from 0.
    pub place: i16,
    pub since: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl Step<'_> {
    pub(super) fn days(&self) -> i64 {
        (self.until - self.since).num_days()
    }
}

/// The way to a stage: from the first stage on, the last step lasts until now.
pub(super) fn way<'a>(
    journey: &'a Stages,
    stage: &str,
    story: Story,
    now: DateTime<Utc>,
    dice: &mut Dice,
) -> Vec<Step<'a>> {
    let stages: Vec<&Stage> = keys_to(stage, story, dice)
        .into_iter()
        .filter_map(|key| journey.by_key(key))
        .collect();
    let last = stages.len() - 1;
    let mut days: Vec<i64> = stages
        .iter()
        .enumerate()
        .map(|(place, stage)| {
            if place == last {
                days_so_far(stage, story, dice)
            } else {
                (norm(stage) * dice.between(35, 125) / 100).max(SHORTEST)
            }
        })
        .collect();
    let before: i64 = days[..last].iter().sum();
    let room = (LONGEST - days[last]).max(1);
    if before > room {
        for stay in &mut days[..last] {
            *stay = (*stay * room / before).max(SHORTEST);
        }
    }
    let mut until = now;
    let mut day = now;
    let mut steps = Vec::with_capacity(stages.len());
    for (stage, stay) in stages.into_iter().zip(days).rev() {
        day -= TimeDelta::days(stay);
        let since = office_hour(day, now, dice);
        steps.push(Step {
            stage,
            place: journey.position(stage.key.as_str()),
            since,
            until,
        });
        until = since;
    }
    steps.reverse();
    steps
}

fn keys_to(stage: &str, story: Story, dice: &mut Dice) -> Vec<&'static str> {
    let target = WAY.iter().position(|key| *key == stage);
    let mut keys: Vec<&'static str> = match (target, stage) {
        (Some(target), _) if story == Story::Recycled && (2..6).contains(&target) => {
            let mut keys: Vec<&'static str> = WAY[..=4].to_vec();
            keys.push("lost");
            keys.extend(&WAY[2..=target]);
            return keys;
        }
        (Some(target), _) => {
            let mut keys = WAY[..=target].to_vec();
            if story == Story::WentBack && (1..5).contains(&target) {
                keys.push(WAY[target + 1]);
                keys.push(WAY[target]);
            }
            keys
        }
        (None, "dormant") => off(&WAY[..=dice.place(4) + 1], "dormant"),
        (None, "disqualified") => off(&WAY[..=dice.place(3)], "disqualified"),
        (None, "lost") => off(&WAY[..=dice.place(3) + 3], "lost"),
        (None, _) => off(&WAY[..=7], "churned"),
    };
    // Some buyers do two steps at once, some one step twice.
    if keys.len() > 4 && dice.chance(12) {
        keys.remove(1 + dice.place(2));
    } else if keys.len() > 5 && dice.chance(12) {
        keys.splice(3..3, [keys[3], keys[2]]);
    }
    keys
}

fn off(way: &[&'static str], detour: &'static str) -> Vec<&'static str> {
    let mut keys = way.to_vec();
    keys.push(detour);
    keys
}

fn norm(stage: &Stage) -> i64 {
    stage.norm_days.map_or(150, i64::from)
}

fn days_so_far(stage: &Stage, story: Story, dice: &mut Dice) -> i64 {
    let norm = norm(stage);
    match story {
        Story::Stalled if stage.norm_days.is_some() => norm * dice.between(115, 190) / 100,
        Story::Stirs => dice.between(9, 25),
        Story::MarketingSilent => norm.min(27),
        _ if stage.phase == Phase::Detour => dice.between(12, 200),
        _ => dice.between(1, norm * 85 / 100),
    }
}

/// Whether a move led back.
pub(super) fn leads_back(from: &Step<'_>, to: &Step<'_>) -> bool {
    from.stage.is_on_the_way() && to.stage.is_on_the_way() && to.place < from.place
}

/// An hour at which people work, on that day or the working day before; never in the future.
pub(super) fn office_hour(day: DateTime<Utc>, now: DateTime<Utc>, dice: &mut Dice) -> DateTime<Utc> {
    let minute = dice.between(0, 9 * 60 - 1);
    let opens = NaiveTime::from_hms_opt(7, 0, 0).unwrap_or_default();
    let mut day = day.date_naive();
    loop {
        let at = day.and_time(opens).and_utc() + TimeDelta::minutes(minute);
        if at < now && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            return at;
        }
        day -= TimeDelta::days(1);
    }
}

#[cfg(test)]
mod tests {
    use model::journey::Journey;

    use super::*;

    #[test]
    fn every_way_begins_at_the_beginning_ends_where_it_should_and_keeps_its_order() {
        let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let stages = Journey::shipped().stages();
        for seed in 0..300 {
            for stage in &stages {
                for story in [
                    Story::Plain,
                    Story::Stalled,
                    Story::WentBack,
                    Story::Recycled,
                    Story::Stirs,
                ] {
                    let way = way(&stages, stage.key.as_str(), story, now, &mut Dice::new(seed, 1));
                    assert_eq!(way[0].stage.key, "loosening");
                    assert_eq!(way[way.len() - 1].stage.key, stage.key);
                    assert!(
                        way.windows(2)
                            .all(|pair| pair[0].since < pair[1].since && pair[0].stage.key != pair[1].stage.key)
                    );
                    assert!(way.iter().all(|step| step.since < now));
                    assert!(way[0].since > now - TimeDelta::days(760));
                }
            }
        }
    }

    #[test]
    fn nobody_moves_accounts_at_night_or_on_sunday() {
        let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let mut dice = Dice::new(1, 1);
        for day in 0..400 {
            let at = office_hour(now - TimeDelta::days(day), now, &mut dice);
            assert!(at < now && !matches!(at.weekday(), Weekday::Sat | Weekday::Sun));
            assert!((7..16).contains(&chrono::Timelike::hour(&at)));
        }
    }
}
