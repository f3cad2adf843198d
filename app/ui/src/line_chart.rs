//! How figures went over time, each line named at its end. Drawn once for a wide and once for a narrow place, because a
//! scaled drawing has letters of every size.

use leptos::prelude::*;
use model::access::Department;

use crate::chart::{ChartTable, chart_frame};
use crate::class_list::classes;
use crate::scale::{Scale, place, spread, tick_text, ticks};

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is.
    pub label: String,
    /// Its values, one for each point in time; a hole where there was none.
    pub values: Vec<Option<f64>>,
    /// The leg it belongs to, where legs are compared.
    pub department: Option<Department>,
}

/// A line across the chart to measure against.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where it stands.
    pub value: f64,
    /// What it is: `Target 90 %`, `Forrester, 14 %`.
    pub label: String,
}

/// The measures of one drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sheet {
    class: &'static str,
    width: f64,
    height: f64,
    /// Room for the numbers of the axis.
    left: f64,
    /// Room for the names of the lines.
    right: f64,
    /// The least distance between two points' names.
    spacing: f64,
}

const TOP: f64 = 14.0;
const BOTTOM: f64 = 24.0;
const WIDE: Sheet = Sheet {
    class: "wide",
    width: 600.0,
    height: 260.0,
    left: 34.0,
    right: 118.0,
    spacing: 48.0,
};
const NARROW: Sheet = Sheet {
    class: "narrow",
    width: 340.0,
    height: 220.0,
    left: 30.0,
    right: 108.0,
    spacing: 44.0,
};

/// Stretches of points without a hole, as `x,y` pairs.
fn stretches(values: &[Option<f64>], across: &Scale, up: &Scale) -> Vec<String> {
    let mut stretches = vec![String::new()];
    for (point, value) in values.iter().enumerate() {
        match (value, stretches.last_mut()) {
            (Some(value), Some(stretch)) => {
                if !stretch.is_empty() {
                    stretch.push(' ');
                }
                stretch.push_str(&place(across.at(point as f64)));
                stretch.push(',');
                stretch.push_str(&place(up.at(*value)));
            }
            _ => stretches.push(String::new()),
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

/// Every how many points one is named, so that the names do not touch. The last one is always named.
fn every(points: usize, room: f64, spacing: f64) -> usize {
    let fitting = (room / spacing).max(1.0);
    let mut every = 1_usize;
    while points.saturating_sub(1) as f64 / every as f64 > fitting {
        every += 1;
    }
    every
}

/// Lines over time with their target and an outer reference.
#[component]
pub fn LineChart(
    /// What is shown.
    #[prop(into)]
    label: String,
    /// What it says, in one sentence, for those who do not see it.
    #[prop(into)]
    description: String,
    /// The id of the drawing, unique on the page.
    #[prop(into)]
    id: String,
    /// The points in time.
    points: Vec<String>,
    /// The lines; three at most can be told apart.
    series: Vec<Series>,
    /// Set after each number, such as ` %`.
    #[prop(optional, into)]
    unit: String,
    /// What we want to reach.
    #[prop(optional, into)]
    target: Option<Mark>,
    /// What others reach, with its source.
    #[prop(optional, into)]
    reference: Option<Mark>,
) -> impl IntoView {
    let table = ChartTable {
        columns: std::iter::once("Time".to_owned())
            .chain(series.iter().map(|line| line.label.clone()))
            .collect(),
        rows: points
            .iter()
            .enumerate()
            .map(|(point, name)| {
                let values = series
                    .iter()
                    .map(|line| match line.values.get(point).copied().flatten() {
                        Some(value) => [&tick_text(value), unit.as_str()].concat(),
                        None => "–".to_owned(),
                    });
                std::iter::once(name.clone()).chain(values).collect()
            })
            .collect(),
    };
    let lines = Lines {
        label,
        description,
        id,
        points,
        series,
        unit,
        target,
        reference,
    };
    let drawing = view! {
        {lines.drawn(WIDE)}
        {lines.drawn(NARROW)}
    };
    chart_frame(lines.label.clone(), drawing.into_any(), table)
}

struct Lines {
    label: String,
    description: String,
    id: String,
    points: Vec<String>,
    series: Vec<Series>,
    unit: String,
    target: Option<Mark>,
    reference: Option<Mark>,
}

impl Lines {
    fn drawn(&self, sheet: Sheet) -> AnyView {
        let marks = self.target.iter().chain(&self.reference).map(|mark| mark.value);
        let values = self
            .series
            .iter()
            .flat_map(|line| line.values.iter().copied().flatten())
            .chain(marks);
        let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
            (least.min(value), most.max(value))
        });
        let ticks = ticks(least, most, 4);
        let (bottom, end) = (sheet.height - BOTTOM, sheet.width - sheet.right);
        let up = Scale {
            from: ticks.first().copied().unwrap_or(0.0),
            to: ticks.last().copied().unwrap_or(1.0),
            start: bottom,
            end: TOP,
        };
        let newest = self.points.len().saturating_sub(1);
        let across = Scale {
            from: 0.0,
            to: newest as f64,
            start: sheet.left,
            end,
        };

        let grid: Vec<_> = ticks
            .iter()
            .map(|tick| {
                let y = place(up.at(*tick));
                let same = y.clone();
                view! {
                    <g>
                        <line class="grid" x1=place(sheet.left) x2=place(end) y1=y y2=same></line>
                        <text class="faint end" x=place(sheet.left - 6.0) y=place(up.at(*tick) + 4.0)>
                            {tick_text(*tick)}
                        </text>
                    </g>
                }
            })
            .collect();
        let every = every(self.points.len(), end - sheet.left, sheet.spacing);
        let names: Vec<_> = self
            .points
            .iter()
            .enumerate()
            .filter(|(point, _)| (newest - point).is_multiple_of(every))
            .map(|(point, name)| {
                view! {
                    <text class="faint middle" x=place(across.at(point as f64)) y=place(sheet.height - 4.0)>
                        {name.clone()}
                    </text>
                }
            })
            .collect();
        let rulers: Vec<_> = self
            .target
            .iter()
            .map(|mark| ("target", mark))
            .chain(self.reference.iter().map(|mark| ("reference", mark)))
            .map(|(class, mark)| {
                let y = up.at(mark.value);
                view! {
                    <g>
                        <line class=class x1=place(sheet.left) x2=place(end) y1=place(y) y2=place(y)></line>
                        <text class="ruler" x=place(sheet.left + 4.0) y=place(y - 5.0)>
                            {mark.label.clone()}
                        </text>
                    </g>
                }
            })
            .collect();
        let ends: Vec<(f64, f64)> = self
            .series
            .iter()
            .filter_map(|line| {
                let (point, value) = line
                    .values
                    .iter()
                    .enumerate()
                    .rev()
                    .find_map(|(point, value)| Some((point, (*value)?)))?;
                Some((across.at(point as f64), value))
            })
            .collect();
        let label_places = spread(&ends.iter().map(|end| up.at(end.1)).collect::<Vec<_>>(), 15.0, bottom);
        let drawn: Vec<_> = self
            .series
            .iter()
            .filter(|line| line.values.iter().any(Option::is_some))
            .zip(ends.iter().zip(label_places))
            .map(|(line, (end, label_at))| {
                let key = line.department.map_or("", Department::key);
                let stretches: Vec<_> = stretches(&line.values, &across, &up)
                    .into_iter()
                    .map(|points| view! { <polyline class=classes(&["series", key]) points=points></polyline> })
                    .collect();
                let text = [&line.label, " ", &tick_text(end.1), &self.unit].concat();
                view! {
                    <g>
                        {stretches}
                        {mark(line.department, end.0, up.at(end.1))}
                        <text class=classes(&["strong", key]) x=place(end.0 + 10.0) y=place(label_at + 4.0)>
                            {text}
                        </text>
                    </g>
                }
            })
            .collect();
        let title = [&self.id, "-", sheet.class, "-title"].concat();
        let desc = [&self.id, "-", sheet.class, "-desc"].concat();
        let described = [&title, " ", &desc].concat();
        let view_box = format!("0 0 {} {}", sheet.width, sheet.height);
        view! {
            <svg class=sheet.class viewBox=view_box role="img" aria-labelledby=described>
                <title id=title>{self.label.clone()}</title>
                <desc id=desc>{self.description.clone()}</desc>
                {grid}
                {names}
                {drawn}
                {rulers}
            </svg>
        }
        .into_any()
    }
}

/// The end of a line, in the shape of its leg.
fn mark(department: Option<Department>, x: f64, y: f64) -> AnyView {
    match department {
        Some(Department::Sales) => view! {
            <rect class="point sales" x=place(x - 4.0) y=place(y - 4.0) width="8" height="8"></rect>
        }
        .into_any(),
        Some(Department::Service) => {
            let outline = format!("M{:.1} {:.1}h9v4c0 3-2 5-4.5 5s-4.5-2-4.5-5z", x - 4.5, y - 4.5);
            view! { <path class="point service" d=outline></path> }.into_any()
        }
        department => view! {
            <circle
                class=classes(&["point", department.map_or("", Department::key)])
                cx=place(x)
                cy=place(y)
                r="4.5"
            ></circle>
        }
        .into_any(),
    }
}

/// A line without axes beside a figure: the way it went, not how far.
#[component]
pub fn Sparkline(
    /// What it shows, with first and last value.
    #[prop(into)]
    label: String,
    /// The values, first to last.
    values: Vec<f64>,
    /// What we want to reach.
    #[prop(optional, into)]
    target: Option<f64>,
) -> impl IntoView {
    let all = values.iter().copied().chain(target);
    let (least, most) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
        (least.min(value), most.max(value))
    });
    let up = Scale {
        from: least,
        to: most,
        start: 25.0,
        end: 3.0,
    };
    let across = Scale {
        from: 0.0,
        to: values.len().saturating_sub(1) as f64,
        start: 2.0,
        end: 116.0,
    };
    let values: Vec<_> = values.into_iter().map(Some).collect();
    let end = values.last().copied().flatten().map(|value| {
        view! { <circle class="point" cx="116" cy=place(up.at(value)) r="2.5"></circle> }
    });
    let target = target.map(|target| {
        let y = place(up.at(target));
        let same = y.clone();
        view! { <line class="target" x1="0" x2="120" y1=y y2=same></line> }
    });
    let line: Vec<_> = stretches(&values, &across, &up)
        .into_iter()
        .map(|points| view! { <polyline class="series" points=points></polyline> })
        .collect();
    view! {
        <svg class="sparkline" viewBox="0 0 120 28" role="img" aria-label=label>
            {target}
            {line}
            {end}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACROSS: Scale = Scale {
        from: 0.0,
        to: 4.0,
        start: 0.0,
        end: 40.0,
    };
    const UP: Scale = Scale {
        from: 0.0,
        to: 10.0,
        start: 100.0,
        end: 0.0,
    };

    #[test]
    fn a_hole_breaks_the_line() {
        let values = [Some(0.0), Some(5.0), None, Some(10.0), Some(10.0)];
        assert_eq!(
            stretches(&values, &ACROSS, &UP),
            ["0.0,100.0 10.0,50.0", "30.0,0.0 40.0,0.0"]
        );
        assert!(stretches(&[None, None], &ACROSS, &UP).is_empty());
    }

    #[test]
    fn names_of_points_do_not_touch() {
        assert_eq!(every(8, 438.0, 48.0), 1);
        assert_eq!(every(8, 226.0, 44.0), 2);
        assert_eq!(every(1, 226.0, 44.0), 1);
        assert_eq!(every(0, 226.0, 44.0), 1);
    }
}
