//! How the legs keep their word.

use leptos::prelude::*;
use model::{
    Department,
    leads::obligations::{
        Compliance, Tally,
        count::{Kept, PairKept},
    },
};
use ui::{Figure, Figures, department_name, reading};

/// One figure for each leg that owes or owed anything; nothing before the first obligation.
pub(super) fn figures(kept: &Kept) -> Option<AnyView> {
    if kept.pairs.is_empty() {
        return None;
    }
    let legs: Vec<_> = Department::ALL
        .into_iter()
        .filter_map(|leg| {
            let pairs: Vec<&PairKept> = kept.pairs.iter().filter(|pair| pair.leg == leg).collect();
            let all = pairs.iter().fold(Tally::default(), |all, pair| all.plus(pair.tally));
            (!pairs.is_empty()).then(|| figure(format!("{} kept its word", department_name(leg)), all, &pairs))
        })
        .collect();
    let all = (legs.len() > 1).then(|| figure("All legs together".to_owned(), kept.tally, &[]));
    Some(view! { <Figures label="How the legs keep their word">{all} {legs}</Figures> }.into_any())
}

fn figure(title: String, all: Tally, pairs: &[&PairKept]) -> AnyView {
    let mut against: Vec<(String, String)> = pairs
        .iter()
        .filter_map(|pair| {
            let to = format!("to {}", department_name(pair.to).to_lowercase());
            Some((to, pair.compliance?.to_string()))
        })
        .collect();
    against.push(("void, not counted".to_owned(), reading::number(all.void.into())));
    match all.compliance() {
        Some(kept) => {
            let value = move || {
                view! {
                    <b>{percent(kept)}</b>
                    <small class="muted">{kept.to_string()}</small>
                }
            };
            view! { <Figure title=title value=value against=against /> }.into_any()
        }
        None => {
            view! { <Figure title=title missing="Nothing was decided yet: kept or late." against=against /> }.into_any()
        }
    }
}

/// In whole percent; never all of it where one is missing.
fn percent(kept: Compliance) -> String {
    let share = u64::from(kept.met) * 100 / u64::from(kept.decided.max(1));
    format!("{share} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_was_late_is_seen() {
        let said = |met, decided| percent(Compliance { met, decided });
        assert_eq!((said(999, 1_000).as_str(), said(3, 3).as_str()), ("99 %", "100 %"));
        assert_eq!(said(2, 3), "66 %");
    }
}
