//! All versions of the journey, newest first.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Department,
    agreement::JOURNEY,
    agreements::{
        list::{AgreementRow, ListAgreements},
        versions::list::{ListVersions, VersionRow},
    },
    form::from_pairs,
    values::Page,
};
use ui::{
    Cell, Column, Empty, Icon, LegTag, Moment, Notice, PageHeader, Pager, Reads, RowHead, Skeleton, Table, Tone,
    agreement::{DraftForm, ReviewDue, StateBadge, titled, version_name},
    call, reading, shown, steady, use_revision,
};

use super::VERSIONS;

/// The list of versions.
#[component]
pub fn VersionsPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let read = Reads::new(
        move || (cursor.get(), revision.get()),
        |(cursor, _)| {
            let mut pairs = vec![("agreement".to_owned(), JOURNEY.to_string())];
            if !cursor.is_empty() {
                pairs.push(("cursor".to_owned(), cursor));
            }
            let asked = from_pairs::<ListVersions>(&pairs).map(call);
            let agreements = call(ListAgreements {});
            async move { Ok((agreements.await?, asked?.await?)) }
        },
    );
    view! {
        <Title text="Versions of the journey" />
        <PageHeader
            title="Versions of the journey"
            lead="Marketing, sales and service sign the journey together. What is in force never changes; a new version takes its place."
        >
            <DraftForm agreement=JOURNEY then=[VERSIONS, "/{version}"].concat() />
        </PageHeader>
        {crate::parts::parts(VERSIONS)}
        <Transition fallback=|| view! { <Skeleton lines=6 /> }>
            {
                let read = steady(read);
                move || {
                    read.get()
                        .map(|read| {
                            shown(
                                read,
                                |(agreements, page)| {
                                    let further = !cursor.get_untracked().is_empty();
                                    view! { <Versions agreements=agreements page=page further=further /> }.into_any()
                                },
                            )
                        })
                }
            }
        </Transition>
    }
}

#[component]
fn Versions(agreements: Vec<AgreementRow>, page: Page<VersionRow>, further: bool) -> impl IntoView {
    let agreement = agreements.into_iter().find(|row| row.agreement == JOURNEY);
    let due = agreement.as_ref().and_then(|row| {
        row.review_by
            .filter(|_| row.review_due)
            .map(|since| (row.name.clone(), since))
    });
    let none_in_force = agreement.is_some_and(|row| row.in_force.is_none());
    view! {
        <div class="stack below-head">
            {due.map(|(name, since)| view! { <ReviewDue name=name since=since href=VERSIONS /> })}
            {none_in_force
                .then(|| {
                    view! {
                        <Notice tone=Tone::Evidence>
                            "The departments have not agreed on a journey of their own yet, so the one that the product ships with holds."
                        </Notice>
                    }
                })}
            <Rows page=page further=further />
        </div>
    }
}

#[component]
fn Rows(page: Page<VersionRow>, further: bool) -> impl IntoView {
    if page.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Journey
                title="No version yet"
                text="A draft starts from the journey that the product ships with. A manager or an admin starts one."
            />
        }
        .into_any();
    }
    let said = match page.items.len() {
        1 => "1 version".to_owned(),
        versions => format!("{versions} versions"),
    };
    let next = page
        .next
        .as_ref()
        .map(|next| [VERSIONS, "?cursor=", next.as_str()].concat());
    let first = further.then(|| VERSIONS.to_owned());
    let rows: Vec<_> = page.items.into_iter().map(row).collect();
    view! {
        <Table caption="Versions of the journey">
            <thead>
                <tr>
                    <Column label="Version" />
                    <Column label="State" />
                    <Column label="Signed by" />
                    <Column label="In force" />
                    <Column label="Review by" />
                    <Column label="Drafted" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <Pager shown=said next=next first=first />
    }
    .into_any()
}

fn row(version: VersionRow) -> AnyView {
    let href = [VERSIONS, "/", &version.version.to_string()].concat();
    let name = titled(&version_name(version.number));
    let signed: Vec<_> = Department::ALL
        .into_iter()
        .filter(|department| version.signed.contains(department))
        .map(|department| view! { <LegTag department=department /> })
        .collect();
    let nobody = signed.is_empty().then_some("Nobody yet");
    let review = version.review_by.map(reading::full_day).unwrap_or_default();
    let in_force = in_force(&version);
    let VersionRow {
        state,
        review_due,
        drafted_at,
        drafted_by,
        ..
    } = version;
    view! {
        <tr>
            <RowHead>
                <a href=href>{name}</a>
            </RowHead>
            <Cell label="State">
                <StateBadge state=state />
            </Cell>
            <Cell label="Signed by">
                <span class="row">{signed} {nobody.map(|words| view! { <span class="muted">{words}</span> })}</span>
            </Cell>
            <Cell label="In force">{in_force}</Cell>
            <Cell label="Review by">
                {review}
                {review_due.then(|| view! { " " <ui::Badge text="Due" tone=Tone::Warn /> })}
            </Cell>
            <Cell label="Drafted">
                <Moment at=drafted_at />
                {drafted_by.map(|name| [" by ", &name].concat())}
            </Cell>
        </tr>
    }
    .into_any()
}

/// Since when and until when, or from which day on.
fn in_force(version: &VersionRow) -> AnyView {
    match (version.in_force_since, version.in_force_until, version.effective_from) {
        (Some(since), Some(until), _) => view! { <Moment at=since /> " to " <Moment at=until /> }.into_any(),
        (Some(since), None, _) => view! { "since " <Moment at=since /> }.into_any(),
        (None, _, Some(day)) => ["from ", &reading::full_day(day)].concat().into_any(),
        (None, _, None) => ().into_any(),
    }
}
