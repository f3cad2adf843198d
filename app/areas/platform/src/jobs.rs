//! The queue of work for later.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use model::{
    form::from_pairs,
    platform::jobs::{
        JobState,
        list::{JobList, JobRow, ListJobs},
        retry::RetryJob,
    },
};
use ui::{
    Badge, Button, Cell, Column, Empty, Icon, Moment, OperationForm, PageHeader, Reads, RowHead, Segmented, Skeleton,
    Tab, Table, Tone, busy, call, failure::label, of, shown, steady, use_revision,
};

use crate::{admin::AdminTabs, people::pager};

const HERE: &str = "/admin/jobs";

/// What waits, runs, was done and failed.
#[component]
pub fn JobsPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let pairs = Memo::new(move |_| query.with(pairs_of));
    let read = Reads::new(
        move || (pairs.get(), revision.get()),
        |(pairs, _)| {
            let asked = from_pairs::<ListJobs>(&pairs).map(call);
            async move {
                match asked {
                    Ok(answer) => answer.await,
                    Err(errors) => Err(errors.into()),
                }
            }
        },
    );
    view! {
        <Title text="Jobs" />
        <PageHeader
            title="Jobs"
            lead="Work that is done after the answer: mail, imports, sweeps. What fails is tried again, each time later."
        />
        <AdminTabs current=HERE />
        <Transition fallback=|| view! { <Skeleton lines=8 /> }>
            {
                let read = steady(read);
                move || {
                    read.get()
                        .map(|read| {
                            shown(
                                read,
                                |list| view! { <Queue list=list query=query.get_untracked() /> }.into_any(),
                            )
                        })
                }
            }
        </Transition>
    }
}

fn pairs_of(query: &ParamsMap) -> Vec<(String, String)> {
    ["state", "cursor"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), query.get(name).filter(|value| !value.is_empty())?)))
        .collect()
}

const fn state_name(state: JobState) -> &'static str {
    match state {
        JobState::Waiting => "Waiting",
        JobState::Running => "Running",
        JobState::Done => "Done",
        JobState::Failed => "Failed",
    }
}

#[component]
fn Queue(list: JobList, query: ParamsMap) -> impl IntoView {
    let chosen = query.get("state").and_then(|key| JobState::from_key(&key));
    let mut tabs = vec![Tab::new("All", HERE, chosen.is_none())];
    for state in JobState::ALL {
        let href = [HERE, "?state=", state.key()].concat();
        let waiting = match state {
            JobState::Waiting => list.waiting,
            JobState::Running => list.running,
            JobState::Failed => list.failed,
            JobState::Done => 0,
        };
        let words = match waiting {
            0 => state_name(state).to_owned(),
            jobs => format!("{} {jobs}", state_name(state)),
        };
        let tab = Tab::new(words, href, chosen == Some(state));
        tabs.push(tab);
    }
    let rows = if list.jobs.items.is_empty() {
        view! {
            <Empty icon=Icon::Clock title="No jobs here" text="Mail, imports and sweeps appear here when there are any." />
        }
        .into_any()
    } else {
        let address = |cursor: Option<&str>| {
            let mut query = query.clone();
            query.remove("cursor");
            if let Some(cursor) = cursor {
                query.insert("cursor", cursor.to_owned());
            }
            [HERE, &query.to_query_string()].concat()
        };
        let said = match list.jobs.items.len() {
            1 => "1 job".to_owned(),
            jobs => format!("{jobs} jobs"),
        };
        let next = list.jobs.next.as_ref().map(|next| address(Some(next.as_str())));
        let first = query.get("cursor").map(|_| address(None));
        let rows: Vec<_> = list
            .jobs
            .items
            .into_iter()
            .map(|job| view! { <Row job=job /> })
            .collect();
        view! {
            <Table caption="Jobs" class="jobs">
                <thead>
                    <tr>
                        <Column label="Job" />
                        <Column label="State" />
                        <Column label="Tries" numeric=true />
                        <Column label="Progress" numeric=true />
                        <Column label="Put in" />
                        <Column label="Next or ended" />
                        <Column label="Last error" class="c-error" />
                        <Column label="Try again" hidden=true />
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
            {pager(said, next, first)}
        }
        .into_any()
    };
    view! {
        <div class="toolbar">
            <Segmented label="State of the jobs" options=tabs />
        </div>
        {rows}
    }
}

#[component]
fn Row(job: JobRow) -> impl IntoView {
    let (tone, open) = match job.state {
        JobState::Waiting if job.tries > 0 => (Tone::Warn, false),
        JobState::Waiting => (Tone::Neutral, true),
        JobState::Running => (Tone::Neutral, false),
        JobState::Done => (Tone::Good, false),
        JobState::Failed => (Tone::Bad, false),
    };
    let id = job.id.to_string();
    view! {
        <tr>
            <RowHead>{label(&job.kind)}</RowHead>
            <Cell label="State">
                <Badge text=state_name(job.state) tone=tone open=open />
            </Cell>
            <Cell label="Tries" numeric=true>
                {format!("{} of {}", job.tries, job.most_tries)}
            </Cell>
            <Cell label="Progress" numeric=true>
                {(job.total > 0).then(|| format!("{} of {}", job.done, job.total))}
            </Cell>
            <Cell label="Put in">
                <Moment at=job.created_at />
            </Cell>
            <Cell label="Next or ended">
                <Moment at=job.ended_at.unwrap_or(job.run_at) />
            </Cell>
            <Cell label="Last error" class="c-error">
                {job.last_error}
            </Cell>
            <Cell class="c-action">
                {(job.state == JobState::Failed)
                    .then(|| {
                        view! {
                            <OperationForm operation={of::<RetryJob>()} id=["retry-", &id].concat()>
                                <input type="hidden" name="job" value=id.clone() />
                                <Retry />
                            </OperationForm>
                        }
                    })}
            </Cell>
        </tr>
    }
}

#[component]
fn Retry() -> impl IntoView {
    view! {
        <Button small=true submit=true busy=busy()>
            "Try again"
        </Button>
    }
}
