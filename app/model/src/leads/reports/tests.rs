use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

use super::{show::ShowReports, *};
use crate::{
    Complaint,
    business_time::{BusinessTime, Calendar},
    leads::{
        chain::{LeadState, RejectReason},
        engagement::RulesOfEngagement,
    },
    values::Zone,
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn office() -> BusinessTime {
    BusinessTime::new(&Calendar::office_hours("UTC"), Zone::utc()).unwrap()
}

/// Handed over on a Monday at ten.
fn handed_over() -> HandedOver {
    HandedOver {
        at: at("2026-03-02T10:00:00Z"),
        met: true,
        answered: None,
        touched_at: None,
    }
}

fn answered(to: LeadState, when: &str) -> Answered {
    Answered {
        at: at(when),
        to,
        reasons: vec![RejectReason::NoNeed],
    }
}

fn case(group: Group) -> Case {
    Case {
        group,
        length: None,
        slices: Vec::new(),
    }
}

#[test]
fn a_touch_in_the_moment_in_which_the_limit_ends_is_late() {
    let (office, later) = (office(), at("2026-03-09T10:00:00Z"));
    let due = office.due(handed_over().at, 60);
    let touched = |when| HandedOver {
        touched_at: Some(when),
        ..handed_over()
    };
    let followed = |lead: HandedOver| lead.followed_up(Some(60), &office, later);
    assert_eq!(followed(touched(due - TimeDelta::microseconds(1))), Group::Followed);
    assert_eq!(followed(touched(due)), Group::Missed);
    assert_eq!(followed(handed_over()), Group::Missed);
}

#[test]
fn a_lead_whose_limit_has_not_ended_counts_in_neither_number_touched_or_not() {
    let (office, soon) = (office(), at("2026-03-02T10:30:00Z"));
    let touched = HandedOver {
        touched_at: Some(at("2026-03-02T10:05:00Z")),
        ..handed_over()
    };
    for lead in [touched, handed_over()] {
        let group = lead.followed_up(Some(60), &office, soon);
        assert_eq!(group, Group::Inside);
        assert_eq!(Figure::FollowUp.counts(group), Counts::Apart);
    }
}

#[test]
fn only_minutes_in_which_sales_is_there_count() {
    // From Friday morning to Monday morning.
    let office = office();
    let over_the_weekend = HandedOver {
        at: at("2026-03-06T10:00:00Z"),
        touched_at: Some(at("2026-03-09T10:00:00Z")),
        ..handed_over()
    };
    let on_friday = office.elapsed(over_the_weekend.at, at("2026-03-07T00:00:00Z"));
    let on_monday = office.elapsed(at("2026-03-09T00:00:00Z"), at("2026-03-09T10:00:00Z"));
    let (group, minutes) = over_the_weekend.first_touch(&office);
    let expected = (on_friday + on_monday).num_minutes();
    assert_eq!((group, minutes.map(i64::from)), (Group::Touched, Some(expected)));
    assert!(expected < 24 * 60);
}

#[test]
fn a_touch_after_the_lead_was_given_back_is_about_something_else() {
    let office = office();
    let touched_at = Some(at("2026-03-02T11:00:00Z"));
    let given_back = HandedOver {
        answered: Some(answered(LeadState::Rejected, "2026-03-02T10:30:00Z")),
        touched_at,
        ..handed_over()
    };
    assert_eq!(given_back.first_touch(&office), (Group::Untouched, None));
    let taken = HandedOver {
        answered: Some(answered(LeadState::Accepted, "2026-03-02T10:30:00Z")),
        ..given_back
    };
    assert_eq!(taken.first_touch(&office), (Group::Touched, Some(60)));
}

#[test]
fn who_has_not_answered_stands_apart() {
    let group = |to| {
        HandedOver {
            answered: Some(answered(to, "2026-03-03T10:00:00Z")),
            ..handed_over()
        }
        .accepted()
    };
    assert_eq!(group(LeadState::Accepted), Group::Accepted);
    assert_eq!(group(LeadState::Rejected), Group::Rejected);
    assert_eq!(group(LeadState::Nurturing), Group::Rejected);
    assert_eq!(handed_over().accepted(), Group::Undecided);
    assert_eq!(Figure::Acceptance.counts(Group::Undecided), Counts::Apart);
}

#[test]
fn no_row_is_no_data_and_never_nought() {
    for figure in Figure::ALL {
        let measured = Measured::of(*figure, [], 3.0);
        assert_eq!((measured.data, measured.share), (Data::None, None), "{figure:?}");
    }
    // Rows beside the figure are no data either.
    let open = Measured::of(Figure::Acceptance, [case(Group::Undecided)], 0.0);
    assert_eq!(
        (open.data, open.whole, open.count(Group::Undecided)),
        (Data::None, 0, 1)
    );
}

#[test]
fn few_rows_are_not_enough_to_say_a_share() {
    let rows = |many: usize| Measured::of(Figure::Purity, vec![case(Group::Met); many], 0.0);
    let few = rows(LEAST as usize - 1);
    assert_eq!((few.data, few.share, few.part), (Data::TooFew, None, LEAST - 1));
    let enough = rows(LEAST as usize);
    assert!(enough.data == Data::Enough && enough.share.is_some());
}

#[test]
fn one_lead_without_an_owner_is_said_though_it_is_one() {
    let measured = Measured::of(Figure::Incomplete, [case(Group::WithoutOwner)], 0.0);
    assert_eq!((measured.data, measured.part), (Data::Enough, 1));
}

#[test]
fn who_was_there_for_half_of_the_period_is_half_a_rep() {
    let (from, until) = (at("2026-03-01T00:00:00Z"), at("2026-03-31T00:00:00Z"));
    let half = at("2026-03-16T00:00:00Z");
    let rep = |since, until| Rep { since, until };
    let before = from - TimeDelta::days(100);
    let there = |people: &[Rep]| format!("{:.6}", reps(people.iter().copied(), from, until));
    let half_of_two = [rep(half, None), rep(before, Some(half))];
    assert_eq!(there(&[rep(before, None), half_of_two[0], half_of_two[1]]), "2.000000");
    assert_eq!(there(&[rep(until, None), rep(before, Some(from))]), "0.000000");
}

#[test]
fn a_cycle_begins_when_the_lead_was_first_qualified() {
    let closed = |qualified: Option<&str>, won| Closed {
        qualified_at: qualified.map(at),
        decided: Some((at("2026-03-20T10:00:00Z"), won)),
    };
    let ten_days = closed(Some("2026-03-10T09:00:00Z"), true);
    assert_eq!(ten_days.cycle(), Some((Group::Won, Some(10))));
    assert_eq!(closed(None, true).cycle(), Some((Group::NeverQualified, None)));
    assert_eq!(closed(Some("2026-03-10T09:00:00Z"), false).cycle(), None);
    let open = Closed {
        qualified_at: None,
        decided: None,
    };
    assert_eq!((open.cycle(), open.close()), (Some((Group::Open, None)), None));
}

#[test]
fn the_longest_limit_of_a_first_touch_is_the_one_that_counts() {
    let mut rules = RulesOfEngagement::shipped();
    let shipped = limit_minutes(&rules).unwrap();
    assert!(rules.rules.iter().any(|rule| rule.limit_minutes == shipped));
    rules.rules.clear();
    assert_eq!(limit_minutes(&rules), None);
    assert_eq!(
        handed_over().followed_up(None, &office(), at("2026-03-09T10:00:00Z")),
        Group::NoLimit
    );
}

#[test]
fn a_period_ends_after_it_begins_and_has_a_length() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let asked = |from: &str, until: &str| ShowReports {
        from: Some(day(from)),
        until: Some(day(until)),
        ..ShowReports::default()
    };
    let today = day("2026-03-31");
    assert_eq!(ShowReports::default().days(today), Ok((day("2026-01-01"), today)));
    let refused = |asked: ShowReports, field: &str| asked.days(today).unwrap_err().get(field).cloned();
    let backwards = asked("2026-03-02", "2026-03-01");
    assert_eq!(refused(backwards, "until"), Some(Complaint::BeforeTheStart));
    assert!(refused(asked("2010-01-01", "2026-03-01"), "from").is_some());
    assert!(refused(asked("+99999-01-01", "+99999-01-01"), "from").is_some());
}

fn groups(figure: Figure) -> impl Strategy<Value = Vec<Case>> {
    let one = (proptest::sample::select(figure.groups()), 0_u32..500, 0_u8..4);
    let made = one.prop_map(|(group, length, slice)| Case {
        group,
        length: Some(length),
        slices: vec![slice.to_string()],
    });
    proptest::collection::vec(made, 0..40)
}

proptest! {
    #[test]
    fn every_row_is_counted_once_and_parts_add_up_to_the_whole(
        (figure, cases) in proptest::sample::select(Figure::ALL).prop_flat_map(|figure| (Just(figure), groups(figure)))
    ) {
        let measured = Measured::of(figure, cases.clone(), 2.0);
        let counted: u32 = measured.groups.iter().map(|one| one.count).sum();
        prop_assert_eq!(counted as usize, cases.len());
        prop_assert!(measured.part <= measured.whole && measured.whole <= counted);
        prop_assert_eq!(measured.slices.iter().map(|one| one.rows).sum::<u32>(), counted);
        prop_assert_eq!(measured.slices.iter().map(|one| one.part).sum::<u32>(), measured.part);
        prop_assert_eq!(measured.slices.iter().map(|one| one.whole).sum::<u32>(), measured.whole);
        if measured.whole < LEAST && figure != Figure::Incomplete {
            prop_assert!(measured.share.is_none() && measured.days.is_none() && measured.median_minutes.is_none());
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(mut cases in groups(Figure::FirstTouch)) {
        let forward = Measured::of(Figure::FirstTouch, cases.clone(), 0.0);
        cases.reverse();
        prop_assert_eq!(forward, Measured::of(Figure::FirstTouch, cases, 0.0));
    }
}
