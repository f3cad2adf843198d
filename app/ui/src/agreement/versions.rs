//! All versions of an agreement, newest first.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Department,
    agreements::{
        list::{AgreementRow, ListAgreements},
        versions::list::{ListVersions, VersionRow},
    },
    form::from_pairs,
    values::Page,
};

use super::{
    course::DraftForm,
    pages::Pages,
    words::{ReviewDue, StateBadge, titled, version_name},
};
use crate::{
    Badge, Cell, Column, Empty, Icon, LegTag, Moment, Notice, PageHeader, Pager, Reads, RowHead, Skeleton, Table, Tone,
    call, reading, shown, steady, use_revision,
};

/// The page with all versions of an agreement. What stands inside is shown below its heading.
#[component]
pub fn VersionsPage(
    /// Of which agreement.
    pages: Pages,
    /// What leads to the other pages of the place.
    children: Children,
) -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let read = Reads::new(
        move || (cursor.get(), revision.get()),
        move |(cursor, _)| {
            let mut pairs = vec![("agreement".to_owned(), pages.agreement.to_string())];
            if !cursor.is_empty() {
                pairs.push(("cursor".to_owned(), cursor));
            }
            let asked = from_pairs::<ListVersions>(&pairs).map(call);
            let agreements = call(ListAgreements {});
            async move { Ok((agreements.await?, asked?.await?)) }
        },
    );
    let title = ["Versions of ", pages.name].concat();
    view! {
        <Title text=title.clone() />
        <PageHeader title=title lead=pages.lead>
            <DraftForm agreement=pages.agreement then=[pages.path, "/{version}"].concat() />
        </PageHeader>
        {children()}
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
                                    versions(pages, agreements, page, further)
                                },
                            )
                        })
                }
            }
        </Transition>
    }
}

fn versions(pages: Pages, agreements: Vec<AgreementRow>, page: Page<VersionRow>, further: bool) -> AnyView {
    let agreement = agreements.into_iter().find(|row| row.agreement == pages.agreement);
    let due = agreement.as_ref().and_then(|row| {
        row.review_by
            .filter(|_| row.review_due)
            .map(|since| (row.name.clone(), since))
    });
    let none_in_force = agreement.is_some_and(|row| row.in_force.is_none());
    view! {
        <div class="stack below-head">
            {due.map(|(name, since)| view! { <ReviewDue name=name since=since href=pages.path /> })}
            {none_in_force
                .then(|| {
                    let words = format!(
                        "The departments have not agreed on {} themselves yet, so what the product ships with holds.",
                        pages.name,
                    );
                    view! { <Notice tone=Tone::Evidence>{words}</Notice> }
                })}
            {listed(pages, page, further)}
        </div>
    }
    .into_any()
}

fn listed(pages: Pages, page: Page<VersionRow>, further: bool) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Edit
                title="No version yet"
                text="A draft starts from what the product ships with. A manager or an admin starts one."
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
        .map(|next| [pages.path, "?cursor=", next.as_str()].concat());
    let first = further.then(|| pages.path.to_owned());
    let rows: Vec<_> = page.items.into_iter().map(|version| row(pages, version)).collect();
    view! {
        <Table caption=["Versions of ", pages.name].concat()>
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

fn row(pages: Pages, version: VersionRow) -> AnyView {
    let href = [pages.path, "/", &version.version.to_string()].concat();
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
                {review_due.then(|| view! { " " <Badge text="Due" tone=Tone::Warn /> })}
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
