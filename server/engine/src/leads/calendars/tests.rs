use chrono::{DateTime, Utc};
use model::{
    Complaint, Department, Failure, FieldErrors,
    activity::Fact,
    business_time::{Calendar, DayOfWeek, Window},
    leads::calendars::{DepartmentCalendar, edit::EditCalendar, list::ListCalendars},
    values::Version,
};

use super::legs;
use crate::{
    clock::Clock as _,
    testing::{Who, World, on_both},
};

on_both!(
    a_department_works_by_office_hours_until_it_says_otherwise,
    a_bad_calendar_is_refused_whole,
    only_its_manager_and_admins_say_when_a_department_is_there,
    of_two_who_edit_at_once_the_second_is_told,
);

async fn listed(world: &World) -> Vec<DepartmentCalendar> {
    world.as_seller().ask(ListCalendars {}).await.unwrap().calendars
}

fn edit(department: Department, calendar: Calendar, seen: i32) -> EditCalendar {
    EditCalendar {
        department,
        calendar,
        seen: Version(seen),
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn a_department_works_by_office_hours_until_it_says_otherwise(world: World) {
    let before = listed(&world).await;
    assert_eq!(before.len(), 3);
    assert!(before.iter().all(|known| known.version == Version(0)));
    assert_eq!(before[0].calendar, Calendar::office_hours("Europe/Berlin"));

    let mut lisbon = Calendar::office_hours("Europe/Lisbon");
    lisbon
        .week
        .insert(DayOfWeek::Monday, vec![Window::hours(8, 12), Window::hours(13, 16)]);
    let edited = edit(Department::Sales, lisbon.clone(), 0);
    let answer = world.as_sales_manager().perform(edited).await.unwrap();
    assert_eq!((answer.version, &answer.calendar), (Version(1), &lisbon));
    assert_eq!(listed(&world).await[1], answer);
    assert_eq!(listed(&world).await[0], before[0]);
    let Some(Fact::CalendarEdited { before, after, .. }) = world.facts().await.pop() else {
        panic!("nothing was recorded");
    };
    assert!(before.contains("Berlin") && after.contains("Lisbon"));

    let legs = legs(world.store.reader(), world.clock.now()).await.unwrap();
    let calendars = legs.calendars();
    // Monday, 2 March, 11:30 in Lisbon: lunch does not count.
    assert_eq!(
        calendars.sales.due(at("2026-03-02T11:30:00Z"), 60),
        at("2026-03-02T13:30:00Z")
    );
    assert_eq!(
        calendars.marketing.due(at("2026-03-02T11:30:00Z"), 60),
        at("2026-03-02T12:30:00Z")
    );
}

async fn a_bad_calendar_is_refused_whole(world: World) {
    let mut never = Calendar::office_hours("Europe/Berlin");
    never.week.clear();
    never.name.clear();
    let refused = world.as_admin().perform(edit(Department::Service, never, 0)).await;
    let expected = FieldErrors::of("name", Complaint::Required).and("week", Complaint::NeverOpen);
    assert_eq!(refused, Err(Failure::Invalid(expected)));
    let nowhere = Calendar::office_hours("Europe/Nowhere");
    let refused = world.as_admin().perform(edit(Department::Service, nowhere, 0)).await;
    assert_eq!(refused, Err(Failure::field("time_zone", Complaint::NotATimeZone)));
    assert!(listed(&world).await.iter().all(|known| known.updated_at.is_none()));
}

async fn only_its_manager_and_admins_say_when_a_department_is_there(world: World) {
    let calendar = || edit(Department::Sales, Calendar::office_hours("Europe/Lisbon"), 0);
    for who in [Who::Seller, Who::MarketingManager, Who::Executive] {
        assert_eq!(world.acting(who).perform(calendar()).await, Err(Failure::Forbidden));
    }
    world.as_admin().perform(calendar()).await.unwrap();
}

async fn of_two_who_edit_at_once_the_second_is_told(world: World) {
    let edit = |zone: &str| edit(Department::Sales, Calendar::office_hours(zone), 0);
    let (one, other) = (world.as_admin(), world.as_sales_manager());
    let answers = tokio::join!(one.perform(edit("Europe/Lisbon")), other.perform(edit("Europe/Madrid")));
    let ((Ok(stored), Err(told)) | (Err(told), Ok(stored))) = answers else {
        panic!("exactly one edits");
    };
    let Failure::Conflict(conflict) = told else {
        panic!("the other is told: {told:?}");
    };
    assert_eq!(conflict.version, stored.version.0);
    assert_eq!(conflict.stored.get("calendar"), Some(&stored.says));
}
