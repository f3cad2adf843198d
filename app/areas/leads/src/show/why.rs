//! What decided about a lead: the definition, its scores, how its account and its owner were found.

use leptos::prelude::*;
use model::{
    accounts::people_choices::PersonChoice,
    leads::{
        chain::show::{ShownLead, ShownScore},
        definitions::Snapshot,
    },
    receipt::Receipt,
};
use ui::{
    Badge, Criteria, Fact, Facts, LinkButton, Panel, ReceiptButton, ReceiptDrawer, ReceiptOf, Tone, reading,
    receipt_lines, receipt_view,
};

use super::name_of;
use crate::parts::DEFINITION;

/// By which version something was decided.
fn version(number: Option<i32>) -> String {
    number.map_or_else(
        || "the lead definition that the product ships with".to_owned(),
        |number| format!("version {number} of the lead definition"),
    )
}

/// The values that decided, in one line.
fn values(snapshot: &Snapshot) -> String {
    let pain = snapshot.severity.map_or_else(
        || "no pain known".to_owned(),
        |severity| format!("severest pain {severity} of 5"),
    );
    let trigger = snapshot.trigger_until.map_or_else(
        || "nothing urgent".to_owned(),
        |until| format!("urgent until {}", reading::day_of(until)),
    );
    format!(
        "Fit {} · engagement {} · {pain} · {trigger}",
        snapshot.fit, snapshot.engagement
    )
}

/// A mark with its receipt in the one drawer.
fn receipt(id: &'static str, value: String, receipt: &Receipt, of: ReceiptOf) -> AnyView {
    let about = of.about.clone();
    let view = receipt_view(receipt, of);
    view! {
        <ReceiptButton value=value about=about drawer=id />
        <ReceiptDrawer id=id receipt=view />
    }
    .into_any()
}

fn verdict(qualified: bool) -> &'static str {
    if qualified {
        "Meets the definition"
    } else {
        "Below the definition"
    }
}

/// What the definition in force finds now, and what decided when it was asked last.
pub(super) fn definition(shown: &ShownLead) -> AnyView {
    let now = &shown.at_present;
    let tone = if now.qualified { Tone::Good } else { Tone::Warn };
    let until = now
        .until
        .map(|until| format!(" Time alone may change it on {}.", reading::day_of(until)));
    let lines = receipt_lines(&now.receipt);
    let lead = &shown.row.lead;
    let rows = lead.account.map_or_else(
        || format!("/contacts/{}", lead.contact),
        |account| format!("/accounts/{account}"),
    );
    let then = shown.row.lead.judged.as_ref().zip(shown.judged_receipt.as_ref());
    let then = then.map(|(judged, kept)| {
        let day = reading::day_of(judged.snapshot.at);
        let of = ReceiptOf {
            title: verdict(judged.qualified).to_owned(),
            about: format!("{}, {day}. {}", shown.row.contact_name, values(&judged.snapshot)),
            version: version(shown.judged_by),
            rule_href: Some(
                judged
                    .version
                    .map_or_else(|| DEFINITION.to_owned(), |by| format!("{DEFINITION}/versions/{by}")),
            ),
            rows_href: rows.clone(),
        };
        let said = format!("{} on {day}", verdict(judged.qualified));
        view! {
            <div>
                "When it was last qualified or handed over: " {receipt("decided-then", said, kept, of)}
                <br />
                <small class="muted">{values(&judged.snapshot)} ", by " {version(shown.judged_by)}</small>
            </div>
        }
    });
    let of = ReceiptOf {
        title: verdict(now.qualified).to_owned(),
        about: format!("{}, at present. {}", shown.row.contact_name, values(&now.snapshot)),
        version: version(shown.definition),
        rule_href: Some(DEFINITION.to_owned()),
        rows_href: rows,
    };
    let (note, verdict) = (version(shown.definition), verdict(now.qualified));
    let mark = receipt("decides-now", "Receipt".to_owned(), &now.receipt, of);
    view! {
        <Panel title="The definition" note=note action=|| view! { <LinkButton href=DEFINITION small=true>"Read it"</LinkButton> }>
            <div class="stack">
                <div>
                    <Badge text=verdict tone=tone />
                    " "
                    {mark}
                    {until}
                </div>
                <Criteria lines=lines />
                {then}
            </div>
        </Panel>
    }
    .into_any()
}

/// How its account and its owner were found, as it was kept with the lead.
pub(super) fn facts(shown: &ShownLead, people: StoredValue<Vec<PersonChoice>>) -> AnyView {
    let lead = &shown.row.lead;
    let matched = match &shown.matched {
        Some(matched) => {
            let how = matched.by.map_or_else(
                || {
                    if matched.account.is_some() {
                        "said by somebody"
                    } else {
                        "no account fits"
                    }
                    .to_owned()
                },
                |by| format!("by {}", by.name().to_lowercase()),
            );
            let of = ReceiptOf {
                title: shown
                    .row
                    .account_name
                    .clone()
                    .unwrap_or_else(|| "No account".to_owned()),
                about: format!("How the account of {} was found", shown.row.contact_name),
                version: "how leads find their account".to_owned(),
                rule_href: None,
                rows_href: "/accounts".to_owned(),
            };
            receipt("matched", how, &matched.receipt, of)
        }
        None => view! { <span class="muted">"it was known already"</span> }.into_any(),
    };
    let routed = match &shown.routed {
        Some(routed) => {
            let of = ReceiptOf {
                title: name_of(people, routed.person),
                about: format!("To whom {} was routed", shown.row.contact_name),
                version: "how leads are routed".to_owned(),
                rule_href: None,
                rows_href: "/leads".to_owned(),
            };
            receipt("routed", routed.reason.name().to_owned(), &routed.receipt, of)
        }
        None => view! { <span class="muted">"chosen by hand"</span> }.into_any(),
    };
    let pains = lead
        .account
        .map(|account| view! { <a href=format!("/accounts/{account}/pains")>"what hurts there"</a> });
    let deal = lead
        .deal
        .map(|deal| view! { <a href=format!("/deals/{deal}")>"the deal"</a> });
    let captured = reading::day_of(shown.row.captured_at);
    view! {
        <Panel title="How it came here">
            <Facts>
                <Fact label="Account found">{matched}</Fact>
                <Fact label="Owner found">{routed}</Fact>
                <Fact label="Captured">{captured}</Fact>
                {pains.map(|pains| view! { <Fact label="Pains">{pains}</Fact> })}
                {deal.map(|deal| view! { <Fact label="Became">{deal}</Fact> })}
            </Facts>
        </Panel>
    }
    .into_any()
}

/// Both scores. They are never blended into one.
pub(super) fn scores(shown: &ShownLead) -> AnyView {
    let (fit, engagement) = (score(&shown.fit), score(&shown.engagement));
    view! {
        <Panel title="Scores" note="two, never blended">
            <Facts>
                <Fact label="Fit">{fit}</Fact>
                <Fact label="Engagement">{engagement}</Fact>
            </Facts>
        </Panel>
    }
    .into_any()
}

fn score(score: &ShownScore) -> AnyView {
    let now = looking_at();
    let rows = score.log.rows();
    let later = rows.iter().find(|row| row.at > now).map(|row| {
        let sign = if row.points < 0 { "loses" } else { "gains" };
        format!(
            " · {sign} {} on {} if nothing happens",
            row.points.unsigned_abs(),
            reading::day_of(row.at)
        )
    });
    let count = rows.iter().filter(|row| row.at <= now).count();
    let changes = match count {
        0 => " · nothing gave points".to_owned(),
        1 => " · from 1 change".to_owned(),
        many => format!(" · from {many} changes"),
    };
    view! {
        <b class="num">{score.total.to_string()}</b>
        <span class="muted">{changes} {later}</span>
    }
    .into_any()
}

fn looking_at() -> chrono::DateTime<chrono::Utc> {
    crate::words::looking().1.at
}
