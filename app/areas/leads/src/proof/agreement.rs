//! How far departments agree that are through, and on which leads they do not.

use leptos::prelude::*;
use model::leads::definitions::blind::{
    Disagreement, Divergence, kappa_in_words,
    show::{SampleAgreement, ShownSample},
};
use ui::{Badge, Cell, Column, Figure, Figures, Notice, Panel, RowHead, Table, Tone, department_name, reading};

use super::classify::answer;

/// Each two departments that are through.
pub(super) fn all(sample: &ShownSample) -> Vec<AnyView> {
    sample.agreement.iter().map(|pair| between(sample, pair)).collect()
}

fn between(sample: &ShownSample, pair: &SampleAgreement) -> AnyView {
    let (first, second) = (department_name(pair.first), department_name(pair.second));
    let title = format!("{first} and {}", second.to_lowercase());
    let Divergence {
        leads,
        agreed,
        kappa,
        disagreements,
    } = &pair.divergence;
    let number = |number: u32| reading::number(i64::from(number));
    let agree = format!("{} of {}", number(*agreed), number(*leads));
    let meaning = kappa.map_or_else(
        || "Kappa is not defined here: both put all leads into one class, so that chance alone explains it.".to_owned(),
        |kappa| format!("Agreement beyond chance is {}.", kappa_in_words(kappa)),
    );
    let figures = match kappa {
        Some(kappa) => {
            let text = format!("{kappa:.2}");
            let value = move || view! { <b>{text}</b> }.into_any();
            let against = vec![("Agree on".to_owned(), agree)];
            view! { <Figure title="Cohen’s kappa" value=value against=against /> }.into_any()
        }
        None => {
            let against = vec![("Agree on".to_owned(), agree)];
            view! { <Figure title="Cohen’s kappa" missing="Not defined" against=against /> }.into_any()
        }
    };
    let apart = if disagreements.is_empty() {
        view! { <Notice tone=Tone::Good>"They agree on every lead of the sample."</Notice> }.into_any()
    } else {
        disagreed(sample, disagreements, first, second)
    };
    view! {
        <Panel title=title note="how far they agree">
            <div class="stack lead-reports">
                <Figures label="How far they agree">{figures}</Figures>
                <p>{meaning}</p>
                <p class="muted">
                    "1 is agreement on all, 0 is no more than chance would have it. Up to 0.2 is called slight, to 0.4 fair, to 0.6 moderate, to 0.8 substantial, above almost perfect."
                </p>
                {apart}
            </div>
        </Panel>
    }
    .into_any()
}

/// The leads to talk about.
fn disagreed(sample: &ShownSample, apart: &[Disagreement], first: &str, second: &str) -> AnyView {
    let row = |one: &Disagreement| {
        let (_, lead) = sample.lead(one.lead)?;
        let (name, href) = (lead.contact_name.clone(), format!("/leads/{}", lead.lead));
        let account = lead.account.map(|account| {
            let href = format!("/accounts/{account}");
            view! { <a href=href>{lead.account_name.clone().unwrap_or_default()}</a> }
        });
        let badge = |yes: bool| {
            let (text, tone) = answer(yes);
            view! { <Badge text=text tone=tone /> }.into_any()
        };
        let (says, against) = (badge(one.first_says_yes), badge(!one.first_says_yes));
        let (first, second) = (first.to_owned(), second.to_owned());
        Some(view! {
            <tr>
                <RowHead>
                    <a class="name" href=href>
                        {name}
                    </a>
                </RowHead>
                <Cell label="Account">{account}</Cell>
                <Cell label=first>{says}</Cell>
                <Cell label=second>{against}</Cell>
            </tr>
        })
    };
    let rows: Vec<_> = apart.iter().filter_map(row).collect();
    let (first, second) = (first.to_owned(), second.to_owned());
    let said = match rows.len() {
        1 => "On 1 lead they do not:".to_owned(),
        many => format!("On {many} leads they do not:"),
    };
    view! {
        <p>{said}</p>
        <Table caption="Leads on which they do not agree" class="leads" bare=true>
            <thead>
                <tr>
                    <Column label="Lead" />
                    <Column label="Account" />
                    <Column label=first />
                    <Column label=second />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
