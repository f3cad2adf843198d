//! Business time: when people of a department are there to keep their word.
//!
//! A [`Calendar`] is what people write: open hours of each day of the week, several a day, and days on which other hours
//! hold. [`BusinessTime`] is a calendar on the clocks of its zone, ready to count: until when a limit runs
//! ([`BusinessTime::due`]) and how much time has passed ([`BusinessTime::elapsed`]). Both go through the days by
//! intervals and skip whole weeks, so that a limit of years costs no more than its holidays and changes of the clock.
//!
//! It is open whenever clocks in the zone show a time inside of a window, from its first moment until before its last.
//! From this follows what happens when clocks change: an hour that is left out passes nobody, so that a window over it
//! is shorter by it in real time; an hour that clocks show twice passes twice, so that a window over it is longer by it.
//! Business time is always real time: an hour of it takes 60 minutes on a stopwatch.

mod calendar;
mod check;
mod clock_time;
mod count;
mod describe;
mod pauses;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
mod written;

pub use self::{
    calendar::{Calendar, DayOfWeek, Holiday, Window},
    clock_time::ClockTime,
    count::BusinessTime,
    describe::{minutes_in_short, minutes_in_words},
    pauses::{Pause, Pauses},
    written::{Holidays, Hours},
};
