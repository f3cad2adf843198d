//! The geometry of charts, as plain arithmetic: where a value stands, which ticks an axis has, how labels make room for
//! each other.

/// Maps values to places on a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The value at `start`.
    pub from: f64,
    /// The value at `end`.
    pub to: f64,
    /// The place of `from`.
    pub start: f64,
    /// The place of `to`.
    pub end: f64,
}

impl Scale {
    /// The place of a value. A scale without extent puts everything in its middle.
    pub fn at(&self, value: f64) -> f64 {
        let extent = self.to - self.from;
        if extent.abs() < f64::EPSILON {
            return f64::midpoint(self.start, self.end);
        }
        self.start + (value - self.from) / extent * (self.end - self.start)
    }
}

/// Round values from at most `least` to at least `most`, about `wanted` of them. Never none.
pub fn ticks(least: f64, most: f64, wanted: u32) -> Vec<f64> {
    if !least.is_finite() || !most.is_finite() || wanted == 0 {
        return vec![0.0];
    }
    let (least, most) = if most > least {
        (least, most)
    } else {
        (least.min(0.0), least.max(1.0))
    };
    let rough = (most - least) / f64::from(wanted);
    let magnitude = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * magnitude);
    let mut ticks = Vec::new();
    let first = (least / step).floor();
    let mut count = 0.0;
    loop {
        let tick = (first + count) * step;
        ticks.push(tick);
        if tick >= most - step * 0.001 {
            return ticks;
        }
        count += 1.0;
    }
}

/// A number for an axis: no digits that say nothing, thousands and millions in short.
pub fn tick_text(value: f64) -> String {
    let (value, unit) = match value.abs() {
        size if size >= 1_000_000.0 => (value / 1_000_000.0, " m"),
        size if size >= 10_000.0 => (value / 1_000.0, " k"),
        _ => (value, ""),
    };
    let mut text = format!("{value:.2}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text.push_str(unit);
    text
}

/// Moves labels apart so that none is closer than `gap` to the next, in their order, as little as possible and not
/// beyond `limit`.
pub fn spread(places: &[f64], gap: f64, limit: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| {
        places
            .get(*a)
            .partial_cmp(&places.get(*b))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut moved = places.to_vec();
    let mut free = f64::NEG_INFINITY;
    for place in &order {
        if let Some(own) = moved.get_mut(*place) {
            *own = own.max(free);
            free = *own + gap;
        }
    }
    // What was pushed beyond the edge comes back and pushes the others the other way.
    let mut free = limit;
    for place in order.iter().rev() {
        if let Some(own) = moved.get_mut(*place) {
            *own = own.min(free);
            free = *own - gap;
        }
    }
    moved
}

/// How many of the one before go on, in percent. `None` for the first and where nobody was before.
pub fn go_on(counts: &[u64]) -> Vec<Option<f64>> {
    counts
        .iter()
        .enumerate()
        .map(|(place, count)| {
            let before = *counts.get(place.checked_sub(1)?)?;
            (before > 0).then(|| *count as f64 / before as f64 * 100.0)
        })
        .collect()
}

/// A part of the whole in percent, between 0 and 100.
pub fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 {
        (part / whole * 100.0).clamp(0.0, 100.0)
    } else {
        0.0
    }
}

/// A place for an attribute: one digit is finer than any screen.
pub(crate) fn place(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_in_proportion() {
        let scale = Scale {
            from: 60.0,
            to: 100.0,
            start: 200.0,
            end: 0.0,
        };
        assert!((scale.at(60.0) - 200.0).abs() < 1e-9);
        assert!((scale.at(90.0) - 50.0).abs() < 1e-9);
        let flat = Scale {
            from: 5.0,
            to: 5.0,
            start: 0.0,
            end: 10.0,
        };
        assert!((flat.at(5.0) - 5.0).abs() < 1e-9);
    }

    #[test]
    fn ticks_are_round_and_enclose_the_values() {
        assert_eq!(ticks(66.0, 95.0, 4), [60.0, 70.0, 80.0, 90.0, 100.0]);
        assert_eq!(ticks(0.0, 1284.0, 4), [0.0, 500.0, 1000.0, 1500.0]);
        assert_eq!(ticks(0.0, 0.0, 4), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(ticks(-12.0, 9.0, 4), [-20.0, -10.0, 0.0, 10.0]);
        assert_eq!(ticks(f64::NAN, 1.0, 4), [0.0]);
    }

    #[test]
    fn axis_numbers_are_short() {
        assert_eq!(tick_text(0.25), "0.25");
        assert_eq!(tick_text(100.0), "100");
        assert_eq!(tick_text(1_500.0), "1500");
        assert_eq!(tick_text(250_000.0), "250 k");
        assert_eq!(tick_text(2_500_000.0), "2.5 m");
    }

    #[test]
    fn labels_make_room_for_each_other() {
        assert_eq!(spread(&[50.0, 48.0, 10.0], 14.0, 200.0), [62.0, 48.0, 10.0]);
        assert_eq!(spread(&[100.0, 98.0], 14.0, 100.0), [100.0, 86.0]);
        assert_eq!(spread(&[], 14.0, 100.0), [] as [f64; 0]);
    }

    #[test]
    fn each_step_of_a_funnel_is_measured_against_the_one_before() {
        let shares: Vec<_> = go_on(&[1284, 412, 371, 0, 0])
            .into_iter()
            .map(|share| share.map(f64::round))
            .collect();
        assert_eq!(shares, [None, Some(32.0), Some(90.0), Some(0.0), None]);
        assert!((share(5.0, 0.0)).abs() < 1e-9);
        assert!((share(7.0, 5.0) - 100.0).abs() < 1e-9);
    }
}
