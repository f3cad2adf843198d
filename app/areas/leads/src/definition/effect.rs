//! What a version would do to the open leads, shown before anybody signs it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    form::{from_pairs, to_query},
    leads::definitions::{
        preview::{PreviewDefinition, PreviewedDefinition, PreviewedLead},
        replay::Qualifies,
    },
    values::ids::AgreementVersionId,
};
use ui::{Badge, Cell, Column, Pager, Panel, Reads, RowHead, Skeleton, Table, Tone, call, differing, reading, shown};

use super::at;

type Pairs = Vec<(String, String)>;

/// How many open leads would come and go, and which.
#[component]
pub(super) fn Effect(
    /// Which version.
    version: AgreementVersionId,
) -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let given = |name: &str| query.with(|query| query.get(name)).filter(|value| !value.is_empty());
        let pairs = ["qualifies", "cursor"].into_iter();
        pairs
            .filter_map(|name| Some((name.to_owned(), given(name)?)))
            .collect::<Pairs>()
    });
    // It looks at every open lead, so it is as of when the page was opened and does not follow what happens.
    let effect = Reads::new(
        move || asked.get(),
        move |mut pairs| {
            pairs.push(("version".to_owned(), version.to_string()));
            let answer = from_pairs::<PreviewDefinition>(&pairs).map(call);
            async move { answer?.await }
        },
    );
    let own = StoredValue::new(at(version));
    view! {
        <Panel title="What it would do" id="effect">
            <Transition fallback=|| view! { <Skeleton lines=4 label="Looking at all open leads" /> }>
                {
                    let effect = differing(move || effect.get());
                    move || {
                        effect
                            .get()
                            .map(|read| shown(read, move |found| own.with_value(|own| said(own, &asked.get_untracked(), &found))))
                    }
                }
            </Transition>
        </Panel>
    }
}

fn number(many: u64) -> String {
    reading::number(i64::try_from(many).unwrap_or(i64::MAX))
}

fn leads(many: u64) -> String {
    number(many) + if many == 1 { " lead" } else { " leads" }
}

/// What becomes of the leads about which both say this, as a sentence goes on.
const fn becomes(qualifies: Qualifies, many: u64) -> &'static str {
    match (qualifies, many) {
        (Qualifies::OnlySecond, _) => "would newly qualify",
        (Qualifies::OnlyFirst, _) => "would no longer qualify",
        (Qualifies::Both, 1) => "stays qualified",
        (Qualifies::Both, _) => "stay qualified",
        (Qualifies::Neither, 1) => "stays below the definition",
        (Qualifies::Neither, _) => "stay below the definition",
    }
}

fn said(own: &str, asked: &[(String, String)], found: &PreviewedDefinition) -> AnyView {
    let counts = found.counts;
    let address = |pairs: &[(String, String)]| [own, "?", &to_query(pairs), "#effect"].concat();
    let lines = [
        (Qualifies::OnlySecond, counts.only_second),
        (Qualifies::OnlyFirst, counts.only_first),
        (Qualifies::Both, counts.both),
        (Qualifies::Neither, counts.neither),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .map(|(qualifies, many)| {
            let href = address(&[("qualifies".to_owned(), qualifies.key().to_owned())]);
            view! {
                <li>
                    <p>
                        <a href=href>{leads(many)}</a>
                        " "
                        {becomes(qualifies, many)}
                    </p>
                </li>
            }
        })
        .collect();
    let kept: Pairs = asked.iter().filter(|(name, _)| name != "cursor").cloned().collect();
    let next = found.listed.next.as_ref().map(|next| {
        let mut pairs = kept.clone();
        pairs.push(("cursor".to_owned(), next.as_str().to_owned()));
        address(&pairs)
    });
    let first = asked.iter().any(|(name, _)| name == "cursor").then(|| address(&kept));
    let chosen = asked.iter().any(|(name, _)| name == "qualifies");
    let all = [own, "#effect"].concat();
    view! {
        <div class="stack">
            <p>
                <b>
                    {format!(
                        "In force now, {} would newly qualify and {} no longer.",
                        leads(counts.only_second),
                        number(counts.only_first),
                    )}
                </b>
                " "
                <span class="muted">{[&leads(counts.total()), " open and looked at."].concat()}</span>
            </p>
            <ul>{lines}</ul>
            {chosen.then(|| view! { <p><a href=all>"Only those that would come or go"</a></p> })}
            {table(&found.listed.items, next, first)}
        </div>
    }
    .into_any()
}

fn table(rows: &[PreviewedLead], next: Option<String>, first: Option<String>) -> Option<AnyView> {
    let many = leads(u64::try_from(rows.len()).unwrap_or(u64::MAX));
    let lines: Vec<_> = rows.iter().map(row).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Table caption="Leads under what is in force and under this version" bare=true>
                <thead>
                    <tr>
                        <Column label="Lead" />
                        <Column label="Account" />
                        <Column label="Fit" numeric=true />
                        <Column label="Engagement" numeric=true />
                        <Column label="Under this version" />
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </Table>
            <Pager shown=many next=next first=first />
        }
        .into_any()
    })
}

fn row(row: &PreviewedLead) -> AnyView {
    let account = row.account.zip(row.account_name.clone());
    let account = account.map_or_else(
        || view! { <span class="muted">"None yet"</span> }.into_any(),
        |(account, name)| view! { <a href=format!("/accounts/{account}")>{name}</a> }.into_any(),
    );
    let (words, tone) = match row.qualifies {
        Qualifies::OnlySecond => ("Newly qualifies", Tone::Good),
        Qualifies::OnlyFirst => ("No longer qualifies", Tone::Warn),
        Qualifies::Both => ("Qualifies", Tone::Neutral),
        Qualifies::Neither => ("Does not qualify", Tone::Neutral),
    };
    let (href, name) = (format!("/leads/{}", row.lead), row.contact_name.clone());
    let (fit, engagement) = (
        turn(row.now.fit, row.then.fit),
        turn(row.now.engagement, row.then.engagement),
    );
    view! {
        <tr>
            <RowHead>
                <a href=href>{name}</a>
            </RowHead>
            <Cell label="Account">{account}</Cell>
            <Cell label="Fit" numeric=true>
                {fit}
            </Cell>
            <Cell label="Engagement" numeric=true>
                {engagement}
            </Cell>
            <Cell label="Under this version">
                <Badge text=words tone=tone />
            </Cell>
        </tr>
    }
    .into_any()
}

/// Points now and under the version, where they differ.
fn turn(now: u32, then: u32) -> String {
    let number = |points: u32| reading::number(i64::from(points));
    if now == then {
        number(now)
    } else {
        format!("{} → {}", number(now), number(then))
    }
}
