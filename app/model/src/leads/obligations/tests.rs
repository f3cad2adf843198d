//! What is promised about obligations, by example.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use rstest::rstest;
use uuid::Uuid;

use super::{
    Calendars, Change, Deed, DeedKind, Event, Instead, Obligation, Opening, Part, Proof, Standing, State, Tally,
    VoidReason, open,
};
use crate::{
    Department::{self, Marketing, Sales},
    Refusal,
    accounts::touches::TouchKind,
    business_time::{BusinessTime, Calendar, DayOfWeek, Holiday, Window},
    journey::Journey,
    leads::engagement::{Rule, RulesOfEngagement, Side, TouchLimit},
    values::{
        Zone,
        ids::{ActivityId, PersonId, TouchId},
    },
};

fn berlin() -> Zone {
    let second = |text: &str| text.parse::<DateTime<Utc>>().unwrap().timestamp();
    let changes = vec![
        (second("2025-10-26T01:00:00Z"), 3_600),
        (second("2026-03-29T01:00:00Z"), 7_200),
        (second("2026-10-25T01:00:00Z"), 3_600),
    ];
    Zone::new("Europe/Berlin", changes)
}

/// Nine to five in Berlin, changed.
fn office(change: impl FnOnce(&mut Calendar)) -> BusinessTime {
    let mut calendar = Calendar::office_hours("Europe/Berlin");
    change(&mut calendar);
    BusinessTime::new(&calendar, berlin()).unwrap()
}

fn nine_to_five() -> BusinessTime {
    office(|_| {})
}

fn at(text: &str) -> DateTime<Utc> {
    berlin().moment(format!("{text}:00").parse::<NaiveDateTime>().unwrap())
}

fn rule(key: &str) -> Rule {
    let rules = RulesOfEngagement::shipped();
    rules.rule(&key.parse().unwrap()).unwrap().clone()
}

/// To follow a lead up, within one hour.
fn follow_up() -> Rule {
    Rule {
        limit_minutes: 60,
        ..rule("follow_up")
    }
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn opened_from(rule: &Rule, start: &str, meets: bool, business: &BusinessTime) -> Vec<Obligation> {
    let opening = Opening {
        at: at(start),
        precondition_holds: meets,
        giver: Some(person(1)),
        receiver: Some(person(2)),
    };
    let opened = open(rule, &opening, &Calendars::all(business));
    opened.into_iter().map(|opened| opened.obligation).collect()
}

/// The one of a part.
fn part(obligations: &[Obligation], part: Part) -> Obligation {
    let found = obligations.iter().find(|obligation| obligation.part == part);
    found.unwrap().clone()
}

/// The duty of sales to follow a lead up within an hour, opened on a Wednesday at ten.
fn duty() -> Obligation {
    part(
        &opened_from(&follow_up(), "2026-11-18T10:00", true, &nine_to_five()),
        Part::Duty,
    )
}

fn touch(kind: TouchKind, leg: Department, by: Option<PersonId>, happened: &str) -> Deed {
    Deed {
        what: DeedKind::Touched(kind),
        leg,
        by,
        proof: Proof::Touch(TouchId(Uuid::from_u128(9))),
        happened_at: at(happened),
    }
}

fn call(happened: &str) -> Deed {
    touch(TouchKind::Call, Sales, Some(person(2)), happened)
}

fn follow(obligation: &mut Obligation, event: &Event, now: &str) -> Vec<Change> {
    let business = nine_to_five();
    obligation.follow(event, at(now), &Calendars::all(&business))
}

#[test]
fn a_lead_below_definition_handed_over_voids_the_obligation_of_sales_and_breaches_that_of_marketing() {
    let business = nine_to_five();
    let obligations = opened_from(&follow_up(), "2026-11-18T10:00", false, &business);
    let duty = part(&obligations, Part::Duty);
    let word = part(&obligations, Part::Word);
    assert_eq!(
        (duty.leg, duty.state),
        (
            Sales,
            State::Void {
                at: at("2026-11-18T10:00"),
                why: VoidReason::PreconditionBroken
            }
        )
    );
    assert_eq!(
        (word.leg, word.standing(at("2026-11-18T10:00"))),
        (Marketing, Standing::Breached)
    );
    let tally = Tally::by_pair(&obligations, at("2026-11-18T10:00"));
    assert_eq!(tally[&(Sales, Marketing)].compliance(), None);
    assert_eq!(tally[&(Sales, Marketing)].void, 1);
    // Marketing has broken its word, and still owes what it owes in return.
    let marketing = tally[&(Marketing, Sales)];
    assert_eq!((marketing.breached, marketing.open), (1, 1));
}

#[test]
fn the_manager_is_told_of_a_lead_below_definition_at_once() {
    let business = nine_to_five();
    let opening = Opening {
        at: at("2026-11-18T10:00"),
        precondition_holds: false,
        giver: None,
        receiver: None,
    };
    let opened = open(&follow_up(), &opening, &Calendars::all(&business));
    let told: Vec<Department> = opened
        .iter()
        .filter(|opened| opened.changes.iter().any(Change::escalates))
        .map(|opened| opened.obligation.leg)
        .collect();
    assert_eq!(told, [Marketing]);
}

fn split(calendar: &mut Calendar) {
    for day in &DayOfWeek::ALL[..5] {
        calendar
            .week
            .insert(*day, vec![Window::hours(9, 12), Window::hours(13, 17)]);
    }
}

fn monday_off(calendar: &mut Calendar) {
    calendar.holidays = vec![Holiday {
        day: "2026-11-16".parse().unwrap(),
        name: "Founding day".to_owned(),
        windows: Vec::new(),
    }];
}

fn around_the_clock(calendar: &mut Calendar) {
    for day in DayOfWeek::ALL {
        calendar.week.insert(*day, vec![Window::hours(0, 24)]);
    }
}

#[rstest]
#[case("Friday 16:30, one hour, nine to five", |_: &mut Calendar| {}, "2026-11-13T16:30", "2026-11-16T09:30")]
#[case("with a lunch split", split, "2026-11-13T16:30", "2026-11-16T09:30")]
#[case("over the lunch split", split, "2026-11-13T11:30", "2026-11-13T13:30")]
#[case("with a holiday", monday_off, "2026-11-13T16:30", "2026-11-17T09:30")]
#[case("over the change in spring", |_: &mut Calendar| {}, "2026-03-27T16:30", "2026-03-30T09:30")]
#[case("over the change in autumn", |_: &mut Calendar| {}, "2026-10-23T16:30", "2026-10-26T09:30")]
#[case(
    "through the change in spring",
    around_the_clock,
    "2026-03-29T01:30",
    "2026-03-29T03:30"
)]
fn an_obligation_is_due_in_business_time(
    #[case] what: &str,
    #[case] change: fn(&mut Calendar),
    #[case] start: &str,
    #[case] due: &str,
) {
    let business = office(change);
    let mut duty = part(&opened_from(&follow_up(), start, true, &business), Part::Duty);
    assert_eq!(duty.due_at, Some(at(due)), "{what}");
    let almost = at(due) - TimeDelta::microseconds(1);
    assert_eq!(duty.standing(almost), Standing::Open, "{what}");
    assert_eq!(duty.standing(at(due)), Standing::Breached, "{what}");
    // However late somebody looks, and the manager of the leg is told once.
    let calendars = Calendars::all(&business);
    let later = at(due) + TimeDelta::days(30);
    let changes = duty.follow(&Event::Looked, later, &calendars);
    let breach = Change {
        at: at(due),
        from: Standing::Open,
        to: Standing::Breached,
    };
    assert_eq!(changes, [breach]);
    assert!(breach.escalates());
    assert_eq!(duty.follow(&Event::Looked, later, &calendars), []);
}

#[test]
fn each_leg_has_its_own_business_time() {
    let mondays = office(|calendar| calendar.week.retain(|day, _| *day == DayOfWeek::Monday));
    let office = nine_to_five();
    let calendars = Calendars {
        marketing: &mondays,
        sales: &office,
        service: &office,
    };
    let opening = Opening {
        at: at("2026-11-18T10:00"),
        precondition_holds: true,
        giver: None,
        receiver: None,
    };
    let opened = open(&follow_up(), &opening, &calendars);
    let due = |wanted| {
        let found = opened.iter().find(|opened| opened.obligation.part == wanted);
        found.and_then(|opened| opened.obligation.due_at)
    };
    // The word ends with the duty that it belongs to.
    assert_eq!(due(Part::Duty), Some(at("2026-11-18T11:00")));
    assert_eq!(due(Part::Word), Some(at("2026-11-18T11:00")));
    // 16 hours of Mondays.
    assert_eq!(due(Part::Counter), Some(at("2026-11-30T17:00")));
}

#[test]
fn a_logged_human_touch_of_the_leg_stops_the_clock() {
    let mut obligation = duty();
    let deed = call("2026-11-18T10:40");
    let changes = follow(&mut obligation, &Event::Done(deed), "2026-11-18T10:50");
    assert_eq!(changes.len(), 1);
    let met = State::Met {
        at: at("2026-11-18T10:50"),
        deed: Some(deed),
    };
    assert_eq!(obligation.state_at(at("2026-12-24T12:00")), met);
}

#[rstest]
#[case("an automatic mail", touch(TouchKind::Mail, Sales, None, "2026-11-18T10:40"))]
#[case("a note", touch(TouchKind::Note, Sales, Some(person(2)), "2026-11-18T10:40"))]
#[case(
    "a call of another leg",
    touch(TouchKind::Call, Marketing, Some(person(1)), "2026-11-18T10:40")
)]
#[case(
    "a call from before",
    touch(TouchKind::Call, Sales, Some(person(2)), "2026-11-18T09:59")
)]
#[case(
    "a call that lies ahead",
    touch(TouchKind::Call, Sales, Some(person(2)), "2026-11-18T10:51")
)]
#[case("an answer", Deed { what: DeedKind::Answered, ..call("2026-11-18T10:40") })]
fn nothing_else_stops_it(#[case] what: &str, #[case] deed: Deed) {
    let mut obligation = duty();
    assert_eq!(
        follow(&mut obligation, &Event::Done(deed), "2026-11-18T10:50"),
        [],
        "{what}"
    );
    assert_eq!(obligation, duty(), "{what}");
}

#[test]
fn what_is_logged_too_late_stays_a_breach_and_is_kept_beside_it() {
    let mut obligation = duty();
    let deed = call("2026-11-18T10:40");
    let changes = follow(&mut obligation, &Event::Done(deed), "2026-11-18T11:00");
    assert_eq!(changes.len(), 1);
    let late = State::Breached {
        at: at("2026-11-18T11:00"),
        late: Some((at("2026-11-18T11:00"), deed)),
    };
    assert_eq!(obligation.state, late);
}

#[test]
fn of_two_deeds_that_become_known_in_one_moment_the_earlier_counts() {
    let early = call("2026-11-18T10:20");
    let late = Deed {
        proof: Proof::Touch(TouchId(Uuid::from_u128(10))),
        ..call("2026-11-18T10:30")
    };
    for order in [[early, late], [late, early]] {
        let mut obligation = duty();
        for deed in order {
            follow(&mut obligation, &Event::Done(deed), "2026-11-18T10:40");
        }
        let known = at("2026-11-18T10:40");
        let deed = Some(early);
        assert_eq!(obligation.state, State::Met { at: known, deed });
    }
}

#[test]
fn two_legs_cannot_both_be_breached_for_one_obligation() {
    let business = nine_to_five();
    let calendars = Calendars::all(&business);
    let broken = Event::Voided(VoidReason::PreconditionBroken);
    let standings = |found_broken: &str| {
        let mut obligations = opened_from(&follow_up(), "2026-11-18T10:00", true, &business);
        for obligation in &mut obligations {
            obligation.follow(&broken, at(found_broken), &calendars);
        }
        let now = at("2026-11-18T12:00");
        [Part::Duty, Part::Word].map(|wanted| part(&obligations, wanted).standing(now))
    };
    assert_eq!(standings("2026-11-18T10:59"), [Standing::Void, Standing::Breached]);
    // Whoever finds it out when the limit has ended finds it out too late.
    assert_eq!(standings("2026-11-18T11:00"), [Standing::Breached, Standing::Met]);
    assert_eq!(standings("2026-11-18T11:30"), [Standing::Breached, Standing::Met]);
}

#[test]
fn a_word_is_kept_with_the_duty_that_it_belongs_to() {
    let business = nine_to_five();
    let mut obligations = opened_from(&follow_up(), "2026-11-18T10:00", true, &business);
    for obligation in &mut obligations {
        follow(obligation, &Event::Done(call("2026-11-18T10:30")), "2026-11-18T10:30");
    }
    let tally = Tally::of(&obligations, at("2026-11-18T10:30"));
    assert_eq!((tally.met, tally.open), (2, 1));
    assert_eq!(
        part(&obligations, Part::Counter).standing(at("2026-11-18T10:30")),
        Standing::Open
    );
}

#[test]
fn what_the_receiver_owes_in_return_falls_with_its_duty() {
    let business = nine_to_five();
    let mut rule = follow_up();
    rule.counter.as_mut().unwrap().by = Side::Receiver;
    let obligations = opened_from(&rule, "2026-11-18T10:00", false, &business);
    let counter = part(&obligations, Part::Counter);
    assert_eq!(
        (counter.leg, counter.standing(at("2026-11-18T10:00"))),
        (Sales, Standing::Void)
    );
}

#[test]
fn a_pause_moves_the_end_by_its_business_time() {
    let mut obligation = duty();
    let business = nine_to_five();
    let calendars = Calendars::all(&business);
    follow(&mut obligation, &Event::Paused, "2026-11-18T10:30");
    assert_eq!(obligation.due_at, None);
    assert_eq!(
        obligation.left(at("2026-11-19T12:00"), &calendars),
        Some(TimeDelta::minutes(30))
    );
    assert_eq!(follow(&mut obligation, &Event::Paused, "2026-11-18T16:00"), []);
    follow(&mut obligation, &Event::Resumed, "2026-11-18T16:45");
    assert_eq!(obligation.due_at, Some(at("2026-11-19T09:15")));
    assert_eq!(
        obligation.left(at("2026-11-18T20:00"), &calendars),
        Some(TimeDelta::minutes(15))
    );
    assert_eq!(obligation.left(at("2026-11-19T09:15"), &calendars), None);
}

#[test]
fn what_is_paused_can_be_kept() {
    let mut obligation = duty();
    follow(&mut obligation, &Event::Paused, "2026-11-18T10:30");
    follow(
        &mut obligation,
        &Event::Done(call("2026-11-20T10:00")),
        "2026-11-20T10:00",
    );
    assert_eq!(obligation.standing(at("2026-11-20T10:00")), Standing::Met);
}

#[test]
fn a_new_person_gets_no_new_time() {
    let mut obligation = duty();
    assert_eq!(
        follow(&mut obligation, &Event::Reassigned(Some(person(7))), "2026-11-18T10:59"),
        []
    );
    assert_eq!((obligation.person, obligation.due_at), (Some(person(7)), duty().due_at));
    // What is late is still to be done by somebody.
    follow(&mut obligation, &Event::Reassigned(Some(person(8))), "2026-11-18T12:00");
    assert_eq!(obligation.person, Some(person(8)));
    follow(
        &mut obligation,
        &Event::Done(call("2026-11-18T13:00")),
        "2026-11-18T13:00",
    );
    follow(&mut obligation, &Event::Reassigned(None), "2026-11-18T14:00");
    assert_eq!(obligation.person, Some(person(8)));
}

#[test]
fn what_was_given_back_can_be_owed_again_with_a_whole_limit() {
    let mut obligation = duty();
    follow(
        &mut obligation,
        &Event::Voided(VoidReason::GivenBack),
        "2026-11-18T10:30",
    );
    assert_eq!(obligation.standing(at("2026-11-18T12:00")), Standing::Void);
    let changes = follow(&mut obligation, &Event::Reopened, "2026-11-18T14:00");
    assert_eq!(changes.len(), 1);
    assert_eq!(obligation.due_at, Some(at("2026-11-18T15:00")));
    // What was done before counts for what was owed before.
    follow(
        &mut obligation,
        &Event::Done(call("2026-11-18T10:20")),
        "2026-11-18T14:10",
    );
    assert_eq!(obligation.standing(at("2026-11-18T14:10")), Standing::Open);
}

#[test]
fn what_fell_with_a_broken_precondition_is_not_owed_again() {
    let business = nine_to_five();
    let obligations = opened_from(&follow_up(), "2026-11-18T10:00", false, &business);
    let mut duty = part(&obligations, Part::Duty);
    assert_eq!(follow(&mut duty, &Event::Reopened, "2026-11-18T11:00"), []);
}

#[test]
fn a_touch_that_is_removed_proves_nothing_any_more() {
    let mut met = duty();
    let deed = call("2026-11-18T10:40");
    follow(&mut met, &Event::Done(deed), "2026-11-18T10:40");
    // In time it is owed as before.
    let mut open = met.clone();
    follow(&mut open, &Event::TakenBack(deed.proof, None), "2026-11-18T10:45");
    assert_eq!(open, duty());
    // When the limit has ended it was breached when it ended.
    let mut breached = met.clone();
    let changes = follow(&mut breached, &Event::TakenBack(deed.proof, None), "2026-11-20T10:00");
    let standings: Vec<Standing> = changes.iter().map(|change| change.to).collect();
    assert_eq!(standings, [Standing::Open, Standing::Breached]);
    assert_eq!(changes[1].at, at("2026-11-18T11:00"));
    // Another touch that was logged in time proves it as well; one that was logged later does not.
    let other = |logged: &str| Instead {
        deed: Deed {
            proof: Proof::Touch(TouchId(Uuid::from_u128(10))),
            ..call("2026-11-18T10:50")
        },
        logged_at: at(logged),
    };
    let mut kept = met.clone();
    let taken = Event::TakenBack(deed.proof, Some(other("2026-11-18T10:59")));
    assert_eq!(follow(&mut kept, &taken, "2026-11-20T10:00"), []);
    assert_eq!(kept.standing(at("2026-11-20T10:00")), Standing::Met);
    let taken = Event::TakenBack(deed.proof, Some(other("2026-11-18T11:00")));
    follow(&mut met, &taken, "2026-11-20T10:00");
    assert_eq!(met.standing(at("2026-11-20T10:00")), Standing::Breached);
}

#[test]
fn a_touch_over_the_maximum_is_blocked_naming_the_rule() {
    let mut rules = RulesOfEngagement::shipped();
    rules.rules[0].most_touches = Some(TouchLimit {
        most: 2,
        within_days: 7,
    });
    let touches = [at("2026-11-16T10:00"), at("2026-11-17T10:00")];
    let asked = rules.may_touch(Sales, "selecting", at("2026-11-18T10:00"), &touches);
    let Err(Refusal::TooManyTouches { name, most, .. }) = asked else {
        panic!("not refused: {asked:?}");
    };
    assert_eq!((name.as_str(), most), ("Follow up a lead", 2));
}

#[test]
fn every_duty_is_kept_by_its_own_deed() {
    let business = nine_to_five();
    let deeds = [
        DeedKind::Touched(TouchKind::Meeting),
        DeedKind::Answered,
        DeedKind::ToldHowItStands,
        DeedKind::NextTouchPlanned,
        DeedKind::LeadNamed,
    ];
    for rule in &RulesOfEngagement::shipped().rules {
        let opened = opened_from(rule, "2026-11-18T10:00", true, &business);
        let keeping = deeds.iter().filter(|what| {
            let mut duty = part(&opened, Part::Duty);
            let deed = Deed {
                what: **what,
                leg: rule.receiving,
                by: Some(person(2)),
                proof: Proof::Activity(ActivityId(Uuid::from_u128(1))),
                happened_at: at("2026-11-18T10:10"),
            };
            follow(&mut duty, &Event::Done(deed), "2026-11-18T10:10");
            duty.standing(at("2026-11-18T10:10")) == Standing::Met
        });
        assert_eq!(keeping.count(), 1, "{}", rule.key);
    }
}

#[test]
fn coverage_is_defined_cells_of_required_cells() {
    let coverage = RulesOfEngagement::shipped().coverage(&Journey::shipped().stages());
    assert_eq!(coverage.to_string(), "16 of 28");
}

#[test]
fn obligations_are_read_as_they_were_written() {
    let business = nine_to_five();
    for mut obligation in opened_from(&follow_up(), "2026-11-18T10:00", true, &business) {
        follow(
            &mut obligation,
            &Event::Done(call("2026-11-18T10:40")),
            "2026-11-18T10:40",
        );
        let json = serde_json::to_value(&obligation).unwrap();
        assert_eq!(serde_json::from_value::<Obligation>(json.clone()).unwrap(), obligation);
        assert_eq!(crate::reading::from_json(json), Ok(obligation));
    }
}
