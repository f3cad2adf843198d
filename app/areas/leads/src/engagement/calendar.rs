//! The calendar of one department, written by a form.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Department, Failure,
    business_time::{DayOfWeek, Holidays, Hours},
    leads::calendars::{DepartmentCalendar, list::ListCalendars, write::WriteCalendar},
    platform::people::time_zones::ListTimeZones,
};
use ui::{
    Button, ButtonKind, LinkButton, Notice, OperationForm, PageHeader, Panel, Reads, TIME_ZONES, TextArea, TextInput,
    TimeZones, Tone, busy, department_name, error_of, loaded, of, use_revision, value_of,
};

use super::calendars::may_edit;
use crate::parts::CALENDARS;

/// The page.
#[component]
pub(super) fn CalendarPage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| params.with(|params| params.get("department").unwrap_or_default()));
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        |(asked, _)| async move {
            let department = Department::from_key(&asked).ok_or(Failure::NotFound)?;
            let known = ui::call(ListCalendars {}).await?.calendars;
            let found = known.into_iter().find(|calendar| calendar.department == department);
            found.ok_or(Failure::NotFound)
        },
    );
    let zones = Reads::new(|| (), |()| ui::call(ListTimeZones {}));
    loaded(read, move |calendar| page(calendar, zones))
}

fn page(calendar: DepartmentCalendar, zones: Reads<Vec<String>>) -> AnyView {
    let department = calendar.department;
    let title = format!("Calendar of {}", department_name(department).to_lowercase());
    let content = if may_edit(department) {
        view! {
            <Panel title="When people are there">
                <OperationForm
                    operation={of::<WriteCalendar>()}
                    class="stack"
                    then=CALENDARS
                    refused_title="This calendar cannot be saved yet"
                >
                    <input type="hidden" name="department" value=department.key() />
                    <input type="hidden" name="seen" value=calendar.version.to_string() />
                    <Fields calendar=calendar zones=zones />
                </OperationForm>
            </Panel>
        }
        .into_any()
    } else {
        view! {
            <div class="stack">
                <Notice tone=Tone::Evidence>"Managers of the department and admins change it."</Notice>
                <p>{calendar.says}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <Title text=title.clone() />
        <PageHeader
            title=title
            lead="What is owed already ends when it was said to end. What is opened from now on is counted by what you write here."
        >
            <LinkButton href=CALENDARS>"All calendars"</LinkButton>
        </PageHeader>
        <div class="below-head">{content}</div>
    }
    .into_any()
}

#[component]
fn Fields(calendar: DepartmentCalendar, zones: Reads<Vec<String>>) -> impl IntoView {
    let calendar = calendar.calendar;
    let days: Vec<_> = DayOfWeek::ALL
        .iter()
        .map(|day| {
            let mut windows = calendar.week.get(day).cloned().unwrap_or_default();
            windows.sort_unstable();
            view! {
                <TextInput
                    name=day.key()
                    label=day.name()
                    placeholder="closed"
                    value=value_of(day.key(), Hours(windows).to_string())
                    error=error_of(day.key())
                />
            }
        })
        .collect();
    view! {
        <TextInput
            name="name"
            label="Name"
            required=true
            value=value_of("name", calendar.name)
            error=error_of("name")
        />
        <TextInput
            name="time_zone"
            label="Time zone"
            hint="Whose clocks count, such as Europe/Vienna."
            list=TIME_ZONES
            required=true
            value=value_of("time_zone", calendar.time_zone)
            error=error_of("time_zone")
        />
        <TimeZones zones=zones />
        <p class="muted">
            "Hours such as 09:00-12:00, 13:00-17:00. Nothing stands for a day on which it is closed; whoever works past midnight ends at 24:00 and goes on at 00:00."
        </p>
        <div class="halves">{days}</div>
        <TextArea
            name="holidays"
            label="Holidays, one a line"
            hint="2026-12-25 Christmas Day is closed; 2026-12-24 09:00-12:00 Christmas Eve has hours of its own."
            rows=8
            optional=true
            value=value_of("holidays", Holidays(calendar.holidays).to_string())
            error=error_of("holidays")
        />
        <div class="row">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Save the calendar"
            </Button>
        </div>
    }
}
