//! What a version would do to the accounts, shown before anybody signs it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    form::{from_pairs, to_query},
    journey::versions::{
        preview::{Preview, PreviewVersion},
        replay::{ReplayVersion, Replayed},
    },
    values::ids::AgreementVersionId,
};
use ui::{Cell, Column, LinkButton, Pager, Panel, Reads, RowHead, Skeleton, Table, call, differing, reading, shown};

use super::VERSIONS;

/// How many accounts a version would move, and which; on demand its whole history.
#[component]
pub fn Effect(
    /// Which version.
    version: AgreementVersionId,
) -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let given = |name: &str| query.with(|query| query.get(name)).filter(|value| !value.is_empty());
        let pairs = ["from", "to", "cursor"].into_iter();
        pairs
            .filter_map(|name| Some((name.to_owned(), given(name)?)))
            .collect::<Vec<_>>()
    });
    let history = Memo::new(move |_| query.with(|query| query.get("history").is_some()));
    // Both look at every account, so they are as of when the page was opened and do not follow what happens.
    let effect = Reads::new(
        move || asked.get(),
        move |mut pairs| {
            pairs.push(("version".to_owned(), version.to_string()));
            let answer = from_pairs::<PreviewVersion>(&pairs).map(call);
            async move { answer?.await }
        },
    );
    let replayed = Reads::new(
        move || history.get(),
        move |history| {
            let answer = history.then(|| call(ReplayVersion { version }));
            async move {
                match answer {
                    Some(answer) => answer.await.map(Some),
                    None => Ok(None),
                }
            }
        },
    );
    let own = StoredValue::new([VERSIONS, "/", &version.to_string()].concat());
    view! {
        <Panel title="What it would do" id="effect">
            <Transition fallback=|| view! { <Skeleton lines=4 label="Evaluating all accounts" /> }>
                {
                    let effect = differing(move || effect.get());
                    move || {
                        effect
                            .get()
                            .map(|read| shown(read, move |found| own.with_value(|own| said(own, &asked.get_untracked(), found))))
                    }
                }
            </Transition>
            <Transition fallback=|| view! { <Skeleton lines=8 label="Running the history again" /> }>
                {
                    let replayed = differing(move || replayed.get());
                    move || {
                        replayed
                            .get()
                            .map(|read| {
                                shown(
                                    read,
                                    move |found| match found {
                                        Some(found) => both(found),
                                        None => {
                                            let href = own.with_value(|own| [own, "?history=yes#effect"].concat());
                                            view! {
                                                <p>
                                                    <LinkButton href=href>"Run its history under this version"</LinkButton>
                                                </p>
                                            }
                                                .into_any()
                                        }
                                    },
                                )
                            })
                    }
                }
            </Transition>
        </Panel>
    }
}

fn accounts(many: u64) -> String {
    let number = reading::number(i64::try_from(many).unwrap_or(i64::MAX));
    number + if many == 1 { " account" } else { " accounts" }
}

fn said(own: &str, asked: &[(String, String)], found: Preview) -> AnyView {
    let Preview {
        accounts: looked,
        moves,
        pairs,
        listed,
        ..
    } = found;
    let address = |pairs: &[(String, String)]| [own, "?", &to_query(pairs), "#effect"].concat();
    let pairs: Vec<_> = pairs
        .into_iter()
        .map(|pair| {
            let href = address(&[("from".to_owned(), pair.from), ("to".to_owned(), pair.to)]);
            view! {
                <li>
                    <p>
                        <a href=href>{accounts(pair.accounts)}</a>
                        " from "
                        {pair.from_name}
                        " to "
                        {pair.to_name}
                    </p>
                </li>
            }
        })
        .collect();
    let chosen = asked.iter().any(|(name, _)| name == "from" || name == "to");
    let rows: Vec<_> = listed
        .items
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <RowHead>
                        <a href=["/accounts/", &row.account.to_string()].concat()>{row.name}</a>
                    </RowHead>
                    <Cell label="From">{row.from}</Cell>
                    <Cell label="To">{row.to}</Cell>
                </tr>
            }
        })
        .collect();
    let kept = || {
        asked
            .iter()
            .filter(|(name, _)| name != "cursor")
            .cloned()
            .collect::<Vec<_>>()
    };
    let next = listed.next.as_ref().map(|next| {
        let mut pairs = kept();
        pairs.push(("cursor".to_owned(), next.as_str().to_owned()));
        address(&pairs)
    });
    let first = asked.iter().any(|(name, _)| name == "cursor").then(|| address(&kept()));
    let many = accounts(u64::try_from(rows.len()).unwrap_or(u64::MAX));
    let all = [own, "#effect"].concat();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <Table caption="Accounts that would move" bare=true>
                <thead>
                    <tr>
                        <Column label="Account" />
                        <Column label="From" />
                        <Column label="To" />
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
            <Pager shown=many next=next first=first />
        }
    });
    view! {
        <div class="stack">
            <p>
                <b>{["In force now, it would move ", &accounts(moves), "."].concat()}</b>
                " "
                <span class="muted">
                    {[&accounts(looked), " looked at; moves by hand hold."].concat()}
                </span>
            </p>
            <ul>{pairs}</ul>
            {chosen.then(|| view! { <p><a href=all>"All that would move"</a></p> })}
            {table}
        </div>
    }
    .into_any()
}

fn both(found: Replayed) -> AnyView {
    let number = |many: u64| reading::number(i64::try_from(many).unwrap_or(i64::MAX));
    let words = format!(
        "The whole history of {}, run again in {:.1} s: {} moves under what is in force, {} under this version.",
        accounts(found.accounts),
        found.seconds,
        number(found.moves_in_force),
        number(found.moves),
    );
    let rows: Vec<_> = found
        .stages
        .into_iter()
        .map(|stage| {
            view! {
                <tr>
                    <RowHead>{stage.name}</RowHead>
                    <Cell label="In force">{number(stage.in_force)}</Cell>
                    <Cell label="This version">{number(stage.version)}</Cell>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="stack">
            <h3>"History under this version"</h3>
            <p class="muted">
                {words}
            </p>
            <Table caption="Where accounts end" bare=true>
                <thead>
                    <tr>
                        <Column label="Stage" />
                        <Column label="In force" />
                        <Column label="This version" />
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </div>
    }
    .into_any()
}
