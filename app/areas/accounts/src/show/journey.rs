//! The way of the account along the journey: what keeps it where it stands, what the next stage asks, and every move with
//! its reason or its receipt.

use leptos::prelude::*;
use model::{
    journey::{
        Cause, Stages,
        evaluation::Decider,
        standing::explain::{ExplainStanding, Explained},
        transitions::list::{ListTransitions, TransitionRow},
    },
    receipt::Receipt,
    values::{Page, ids::AccountId},
};
use ui::{
    Criteria, Empty, Icon, Panel, Reads, ReceiptButton, ReceiptDrawer, ReceiptOf, loaded, reading, receipt_lines,
    receipt_view, use_revision, use_stages,
};

/// The part of the record.
pub(super) fn journey(account: AccountId) -> AnyView {
    let revision = use_revision();
    let read = Reads::new(
        move || revision.get(),
        move |_| async move {
            let explained = ui::call(ExplainStanding { account }).await?;
            let moves = ListTransitions {
                account: Some(account),
                ..ListTransitions::default()
            };
            Ok((explained, ui::call(moves).await?))
        },
    );
    loaded(read, move |(explained, moves)| {
        let stages = use_stages();
        view! {
            <div class="way">{standing(&explained, &stages)} {history(account, moves, &stages)}</div>
        }
        .into_any()
    })
}

fn standing(explained: &Explained, stages: &Stages) -> AnyView {
    let stage = stages.name(&explained.stage).to_owned();
    let day = reading::day_of;
    let why = match (explained.by, explained.held_until) {
        (Some(Decider::Hand), Some(until)) => {
            format!(
                "Somebody put it there. That holds until {}, then the criteria decide.",
                day(until)
            )
        }
        (Some(Decider::Hand), None) => "Somebody put it there.".to_owned(),
        (Some(Decider::Criteria), _) => "The criteria of the journey put it there.".to_owned(),
        (Some(Decider::Nothing), _) => "The criteria of no other stage hold.".to_owned(),
        (None, _) => "The criteria ask for another stage by now; they decide at their next look.".to_owned(),
    };
    let again = explained
        .look_again_at
        .map(|at| format!(" Time alone may change it on {}.", day(at)));
    let here = explained
        .here
        .as_ref()
        .map(|receipt| asked("What its stage asks", receipt));
    let next = explained.next.as_ref().map(|next| {
        let name = stages.name(&next.stage);
        match &next.receipt {
            Some(receipt) => asked(&format!("What {name} asks"), receipt),
            None => view! {
                <p class="muted">{format!("{name} comes next and is entered by hand.")}</p>
            }
            .into_any(),
        }
    });
    view! {
        <h3>{format!("In {stage} since {}", day(explained.since))}</h3>
        <p>{why} {again}</p>
        {here}
        {next}
    }
    .into_any()
}

fn asked(title: &str, receipt: &Receipt) -> AnyView {
    let title = title.to_owned();
    let lines = receipt_lines(receipt);
    view! {
        <Panel title=title>
            <Criteria lines=lines />
        </Panel>
    }
    .into_any()
}

fn history(account: AccountId, moves: Page<TransitionRow>, stages: &Stages) -> AnyView {
    if moves.items.is_empty() {
        return view! {
            <Empty icon=Icon::Journey title="No move yet" text="The account stands where it began." />
        }
        .into_any();
    }
    let older = moves.next.map(|_| {
        let href = ["/journey/moves?account=", &account.to_string()].concat();
        view! {
            <p>
                <a href=href>"All moves of this account"</a>
            </p>
        }
    });
    let rows: Vec<_> = moves.items.into_iter().map(|row| moved(row, stages)).collect();
    view! {
        <h3>"Every move"</h3>
        <ul class="list">{rows}</ul>
        {older}
    }
    .into_any()
}

fn moved(row: TransitionRow, stages: &Stages) -> AnyView {
    let way = format!("{} to {}", stages.name(&row.from), stages.name(&row.to));
    let by = row.person_name.clone().unwrap_or_else(|| "Tridem".to_owned());
    let why = match &row.cause {
        Cause::Person { reason } => format!("{by}: {reason}"),
        Cause::Import { file } => format!("{by}, with the file {file}"),
        Cause::Undo => format!("{by} took a move back"),
        Cause::Rule => "By the criteria".to_owned(),
        Cause::Mapped => "Its stage was dropped, and the journey says where it goes".to_owned(),
        Cause::Released { why } => ui::released(*why).to_owned(),
    };
    let version = row.journey.map(|number| format!("version {number} of the journey"));
    let held = row
        .held_until
        .map(|until| format!("holds until {}", reading::day_of(until)));
    let about = [Some(why), version.clone(), held]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let receipt = row.receipt.as_ref().map(|receipt| {
        let drawer = format!("receipt-{}", row.id);
        let view = receipt_view(
            receipt,
            ReceiptOf {
                title: stages.name(&row.to).to_owned(),
                about: format!("{}, {}", row.account_name, reading::day_of(row.at)),
                version: version.unwrap_or_else(|| "the journey that the product ships with".to_owned()),
                rule_href: Some("/journey/versions".to_owned()),
                rows_href: format!("/accounts/{}", row.account),
            },
        );
        view! {
            <ReceiptButton value="Why" about=way.clone() drawer=drawer.clone() />
            <ReceiptDrawer id=drawer receipt=view />
        }
    });
    view! {
        <li>
            <div class="grow">
                <b>{way.clone()}</b>
                <small>{about}</small>
            </div>
            {receipt}
            <span class="muted nowrap">{reading::moment(row.at)}</span>
        </li>
    }
    .into_any()
}
