//! What it is worth that three legs stand by: win rate by stool score, and marketing where buyers choose. Every count leads
//! to the deals that it counts.

use chrono::{DateTime, SecondsFormat, Utc};
use leptos::prelude::*;
use model::{
    form,
    journey::{
        legs::{
            LEAST,
            show::{LateSupport, LegFigures, ShowLegs, WinRate},
        },
        map::show::Period,
    },
    statistics::Share,
};
use ui::{Cell, Column, Panel, Reads, RowHead, Table, loaded, reading, use_revision};

use super::leg_rows::{LEGS, score_name};

/// Both figures of a period. They are read apart from the map, which does not wait for them.
pub(super) fn legs(days: Memo<Period>) -> AnyView {
    let revision = use_revision();
    let read = Reads::new(
        move || (days.get(), revision.get()),
        |(days, _)| ui::call(ShowLegs { days }),
    );
    loaded(read, |figures| {
        view! {
            <h2>"What three legs are worth"</h2>
            <div class="stack">{win_rates(&figures)} {late(&figures.late)}</div>
        }
        .into_any()
    })
}

/// The list of exactly the deals that a figure counts.
fn rows(list: &str, more: &[(&str, &str)]) -> String {
    let pairs = [("list", list)].into_iter().chain(more.iter().copied());
    let pairs: Vec<(String, String)> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    [LEGS, "?", &form::to_query(&pairs)].concat()
}

fn count(number: u32, href: String, of: &str) -> AnyView {
    if number == 0 {
        return view! { <span class="muted">"0"</span> }.into_any();
    }
    let of = [" ", of].concat();
    view! {
        <a href=href>{reading::number(i64::from(number))} <span class="visually-hidden">{of}</span></a>
    }
    .into_any()
}

fn win_rates(figures: &LegFigures) -> AnyView {
    let moment = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let (since, until) = (moment(figures.since), moment(figures.until));
    let rates: Vec<_> = figures.win_rates.iter().map(|rate| row(rate, &since, &until)).collect();
    view! {
        <Panel title="Win rate by stool score" id="win-rates">
            <p class="muted">
                "Deals decided in this time, by how many of the legs that owed an act had acted when it was decided. \
                 Accounts that all legs work on may differ in other ways too: this is a coincidence, and no proof."
            </p>
            <Table caption="How deals ended by the stool score of their accounts">
                <thead>
                    <tr>
                        <Column label="Legs that had acted" />
                        <Column label="Won" numeric=true />
                        <Column label="Lost" numeric=true />
                        <Column label="Deals" numeric=true />
                        <Column label="Win rate" />
                    </tr>
                </thead>
                <tbody>{rates}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

fn row(rate: &WinRate, since: &str, until: &str) -> AnyView {
    let score = rate.score.to_string();
    let name = score_name(rate.score);
    let of = |number: u32, outcome: &str| {
        let mut more = vec![("score", score.as_str()), ("since", since), ("until", until)];
        if !outcome.is_empty() {
            more.push(("outcome", outcome));
        }
        let what = [
            "deals",
            if outcome.is_empty() { "" } else { " " },
            outcome,
            " with ",
            &name,
        ]
        .concat();
        count(number, rows("decided", &more), &what)
    };
    let (won, lost, all) = (of(rate.won, "won"), of(rate.lost, "lost"), of(rate.cases(), ""));
    let said = said(rate);
    view! {
        <tr>
            <RowHead>{name.clone()}</RowHead>
            <Cell label="Won" numeric=true>
                {won}
            </Cell>
            <Cell label="Lost" numeric=true>
                {lost}
            </Cell>
            <Cell label="Deals" numeric=true>
                {all}
            </Cell>
            <Cell label="Win rate">{said}</Cell>
        </tr>
    }
    .into_any()
}

/// The rate with its interval; few cases say nothing, and no case is no data.
fn said(rate: &WinRate) -> AnyView {
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    match (rate.rate, rate.cases()) {
        (Some(Share { share, low, high }), cases) => {
            let interval = format!("n = {cases}, 95 % between {} and {} %", percent(low), percent(high));
            view! { {[&percent(share), " % "].concat()} <small class="muted">{interval}</small> }.into_any()
        }
        (None, 0) => view! { <span class="muted">"no data"</span> }.into_any(),
        (None, cases) => {
            let few = format!("n = {cases}: too few to say, it takes {LEAST}");
            view! { <span class="muted">{few}</span> }.into_any()
        }
    }
}

fn late(late: &LateSupport) -> AnyView {
    let of = |number: u32, supported: &str, what: &str| {
        let more = [("supported", supported)];
        count(
            number,
            rows("late", if supported.is_empty() { &[] } else { &more }),
            what,
        )
    };
    let unasked = (late.unasked > 0).then(|| {
        let said = format!(
            "{} more with accounts in late stages that ask nothing of marketing; they are not counted.",
            reading::number(i64::from(late.unasked))
        );
        view! { <p class="muted">{said}</p> }
    });
    let figure = if late.deals == 0 {
        view! { <p class="muted">"No deal is open with an account in a late stage that asks for marketing."</p> }
            .into_any()
    } else {
        let percent = late.percent.map_or_else(
            || format!(" Too few to say a share, it takes {LEAST}."),
            |percent| format!(" That is {percent} %."),
        );
        let with = of(late.supported, "true", "open deals in late stages with marketing");
        let all = of(late.deals, "", "open deals in late stages");
        let silent = of(
            late.deals - late.supported,
            "false",
            "open deals in late stages without marketing",
        );
        view! {
            <p>
                "Marketing acted in its window at " {with} " of " {all} " open deals with accounts in late stages."
                {percent} " At " {silent} " it is silent."
            </p>
        }
        .into_any()
    };
    view! {
        <Panel title="Marketing in late stages, now" id="late-support">
            {figure}
            {unasked}
        </Panel>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use model::journey::legs::ScoreThen;

    use super::*;

    #[test]
    fn a_figure_leads_to_the_rows_that_it_counts() {
        assert_eq!(
            rows(
                "decided",
                &[("score", &ScoreThen::NoneOwed.to_string()), ("outcome", "won")]
            ),
            "/journey/legs?list=decided&score=none_owed&outcome=won"
        );
    }
}
