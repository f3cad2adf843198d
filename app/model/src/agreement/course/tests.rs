//! The rules one by one.

use chrono::{DateTime, NaiveDate, TimeDelta};
use uuid::Uuid;

use super::{super::AgreementKind, *};
use crate::{Role, values::ids::PersonId};

fn on(day: i64) -> Now {
    let at = DateTime::UNIX_EPOCH + TimeDelta::days(day) + TimeDelta::hours(9);
    Now {
        at,
        day: at.date_naive(),
    }
}

fn day(day: i64) -> NaiveDate {
    on(day).day
}

fn manager(number: u128, department: Department) -> Actor {
    Actor::Person {
        id: PersonId(Uuid::from_u128(number)),
        department: Some(department),
        role: Role::Manager,
    }
}

fn manager_of(department: Department) -> Actor {
    manager(department as u128 + 1, department)
}

fn admin() -> Actor {
    Actor::Person {
        id: PersonId(Uuid::from_u128(99)),
        department: Some(Department::Sales),
        role: Role::Admin,
    }
}

fn id(number: u128) -> AgreementVersionId {
    AgreementVersionId(Uuid::from_u128(number))
}

fn from(effective_from: i64) -> Terms {
    Terms {
        effective_from: day(effective_from),
        review_by: day(effective_from + 365),
    }
}

fn nothing_yet() -> Agreement {
    Agreement::of(AgreementKind::Journey, Vec::new())
}

fn edition(agreement: &Agreement, version: AgreementVersionId) -> Version {
    agreement.version(version).unwrap().edition
}

fn state(agreement: &Agreement, version: AgreementVersionId) -> State {
    agreement.version(version).unwrap().state
}

/// Drafted and proposed on `today`, to hold from another day.
fn proposed(agreement: &mut Agreement, version: AgreementVersionId, effective_from: i64, today: i64) {
    let sales = manager_of(Department::Sales);
    agreement.draft(version, &sales, on(today)).unwrap();
    let seen = edition(agreement, version);
    agreement
        .propose(version, seen, from(effective_from), &sales, on(today))
        .unwrap();
}

fn signed_by_all(agreement: &mut Agreement, version: AgreementVersionId, today: i64) -> Signed {
    let seen = edition(agreement, version);
    let signed = Department::ALL.map(|department| {
        agreement
            .sign(version, seen, department, &manager_of(department), on(today))
            .unwrap()
    });
    let [first, second, last] = signed;
    assert!(!first.complete && !second.complete);
    last
}

fn sign(agreement: &mut Agreement, department: Department, actor: &Actor, today: i64) -> Result<Signed, Failure> {
    let seen = edition(agreement, id(1));
    agreement.sign(id(1), seen, department, actor, on(today))
}

#[test]
fn the_last_signature_brings_a_version_into_force_when_its_day_has_come() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 10, 10);
    let last = signed_by_all(&mut agreement, id(1), 12);
    assert_eq!(last.entry.unwrap().entered, id(1));
    assert_eq!(agreement.active().unwrap().id, id(1));
    assert!(agreement.in_force_at(on(11).at).is_none());
    assert_eq!(agreement.in_force_at(on(12).at).unwrap().id, id(1));
}

#[test]
fn a_signed_version_waits_for_its_day() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 20, 10);
    let last = signed_by_all(&mut agreement, id(1), 12);
    assert!(last.complete && last.entry.is_none());
    assert_eq!(state(&agreement, id(1)), State::Signed);
    assert_eq!(agreement.bring_into_force(on(19)), None);
    assert_eq!(agreement.bring_into_force(on(20)).unwrap().entered, id(1));
    assert_eq!(agreement.bring_into_force(on(20)), None);
}

#[test]
fn the_next_version_replaces_the_one_in_force_and_both_can_be_asked_for() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 10, 10);
    signed_by_all(&mut agreement, id(1), 10);
    proposed(&mut agreement, id(2), 30, 20);
    assert_eq!(agreement.version(id(2)).unwrap().based_on, Some(id(1)));
    signed_by_all(&mut agreement, id(2), 21);
    let entry = agreement.bring_into_force(on(30)).unwrap();
    assert_eq!((entry.entered, entry.replaced), (id(2), Some(id(1))));
    assert_eq!(state(&agreement, id(1)), State::Superseded);
    assert_eq!(agreement.in_force_at(on(29).at).unwrap().id, id(1));
    assert_eq!(agreement.in_force_at(on(30).at).unwrap().id, id(2));
}

#[test]
fn of_two_signed_versions_with_the_same_day_the_higher_number_comes_into_force() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 20, 10);
    proposed(&mut agreement, id(2), 20, 11);
    signed_by_all(&mut agreement, id(2), 12);
    signed_by_all(&mut agreement, id(1), 13);
    let entry = agreement.bring_into_force(on(20)).unwrap();
    assert_eq!((entry.entered, entry.overtaken), (id(2), vec![id(1)]));
    assert_eq!(state(&agreement, id(1)), State::Withdrawn);
}

#[test]
fn a_later_day_comes_after_a_higher_number_with_an_earlier_one() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 40, 10);
    proposed(&mut agreement, id(2), 20, 11);
    signed_by_all(&mut agreement, id(1), 12);
    signed_by_all(&mut agreement, id(2), 12);
    assert_eq!(agreement.bring_into_force(on(20)).unwrap().entered, id(2));
    assert_eq!(agreement.bring_into_force(on(40)).unwrap().entered, id(1));
}

#[test]
fn a_proposal_that_was_overtaken_is_not_signed_any_more() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 10, 10);
    proposed(&mut agreement, id(2), 11, 10);
    signed_by_all(&mut agreement, id(2), 11);
    let marketing = manager_of(Department::Marketing);
    let refused = sign(&mut agreement, Department::Marketing, &marketing, 12);
    assert_eq!(refused, Err(Refusal::AgreementOvertaken { by: 2 }.into()));
}

#[test]
fn nobody_signs_for_two_departments() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 10, 10);
    sign(&mut agreement, Department::Sales, &manager(7, Department::Sales), 10).unwrap();
    let moved = manager(7, Department::Service);
    let refused = sign(&mut agreement, Department::Service, &moved, 11);
    let department = Department::Sales;
    assert_eq!(refused, Err(Refusal::SignedForAnother { department }.into()));
}

#[test]
fn a_department_signs_once() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 10, 10);
    sign(&mut agreement, Department::Sales, &manager(7, Department::Sales), 10).unwrap();
    let refused = sign(&mut agreement, Department::Sales, &manager(8, Department::Sales), 10);
    let department = Department::Sales;
    assert_eq!(refused, Err(Refusal::DepartmentHasSigned { department }.into()));
}

#[test]
fn only_a_manager_signs_and_only_for_his_own_department() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 10, 10);
    let member = Actor::Person {
        id: PersonId(Uuid::from_u128(50)),
        department: Some(Department::Sales),
        role: Role::Member,
    };
    for actor in [
        admin(),
        member,
        manager_of(Department::Service),
        Actor::System,
        Actor::Anonymous,
    ] {
        let refused = sign(&mut agreement, Department::Sales, &actor, 10);
        assert_eq!(refused, Err(Failure::Forbidden), "{actor:?}");
    }
}

#[test]
fn what_was_taken_back_is_a_draft_without_signatures_and_keeps_its_number() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 10, 10);
    let sales = manager_of(Department::Sales);
    let signed_at = edition(&agreement, id(1));
    sign(&mut agreement, Department::Sales, &sales, 10).unwrap();
    agreement.take_back(id(1), signed_at, &sales, on(11)).unwrap();
    assert_eq!(state(&agreement, id(1)), State::Draft);
    assert!(agreement.version(id(1)).unwrap().signatures.is_empty());

    let seen = edition(&agreement, id(1));
    agreement.edit(id(1), seen, &admin(), on(12)).unwrap();
    let seen = edition(&agreement, id(1));
    assert_eq!(agreement.propose(id(1), seen, from(12), &sales, on(12)), Ok(1));
    // Whoever saw the proposal before it was changed has not seen this one.
    let marketing = manager_of(Department::Marketing);
    let refused = agreement.sign(id(1), signed_at, Department::Marketing, &marketing, on(12));
    assert!(matches!(refused, Err(Failure::Conflict(_))));
}

#[test]
fn numbers_follow_the_order_of_proposals() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 20, 10);
    let sales = manager_of(Department::Sales);
    let seen = edition(&agreement, id(1));
    agreement.take_back(id(1), seen, &sales, on(10)).unwrap();
    proposed(&mut agreement, id(2), 20, 11);
    assert_eq!(agreement.version(id(2)).unwrap().number, Some(2));
    let seen = edition(&agreement, id(1));
    assert_eq!(agreement.propose(id(1), seen, from(20), &sales, on(12)), Ok(3));
}

#[test]
fn a_proposal_is_not_changed_and_a_draft_is_not_signed() {
    let mut agreement = nothing_yet();
    let sales = manager_of(Department::Sales);
    agreement.draft(id(1), &sales, on(10)).unwrap();
    let refused = sign(&mut agreement, Department::Sales, &sales, 10);
    let state = State::Draft;
    assert_eq!(refused, Err(Refusal::AgreementNotProposed { state }.into()));
    let seen = edition(&agreement, id(1));
    agreement.propose(id(1), seen, from(10), &sales, on(10)).unwrap();
    let seen = edition(&agreement, id(1));
    let state = State::Proposed;
    let refused = Err(Refusal::AgreementNotADraft { state }.into());
    assert_eq!(agreement.edit(id(1), seen, &sales, on(10)), refused);
}

#[test]
fn a_version_does_not_begin_in_the_past_and_is_reviewed_after_it_began() {
    let mut agreement = nothing_yet();
    let sales = manager_of(Department::Sales);
    agreement.draft(id(1), &sales, on(10)).unwrap();
    let yesterday = agreement.propose(id(1), Version(1), from(9), &sales, on(10));
    assert_eq!(yesterday, Err(Failure::field("effective_from", Complaint::InThePast)));
    let terms = Terms {
        effective_from: day(10),
        review_by: day(10),
    };
    let at_once = agreement.propose(id(1), Version(1), terms, &sales, on(10));
    assert_eq!(at_once, Err(Failure::field("review_by", Complaint::BeforeTheStart)));
}

#[test]
fn what_all_signed_is_withdrawn_only_by_one_who_signs() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 20, 10);
    signed_by_all(&mut agreement, id(1), 10);
    let seen = edition(&agreement, id(1));
    assert_eq!(
        agreement.withdraw(id(1), seen, &admin(), on(11)),
        Err(Failure::Forbidden)
    );
    let service = manager_of(Department::Service);
    agreement.withdraw(id(1), seen, &service, on(11)).unwrap();
    assert_eq!(agreement.bring_into_force(on(20)), None);
    let state = State::Withdrawn;
    let again = agreement.withdraw(id(1), seen, &service, on(11));
    assert_eq!(again, Err(Refusal::AgreementSettled { state }.into()));
}

#[test]
fn what_is_in_force_is_not_withdrawn() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 10, 10);
    signed_by_all(&mut agreement, id(1), 10);
    let seen = edition(&agreement, id(1));
    let state = State::Active;
    for actor in [admin(), manager_of(Department::Sales)] {
        let refused = agreement.withdraw(id(1), seen, &actor, on(11));
        assert_eq!(refused, Err(Refusal::AgreementSettled { state }.into()));
    }
}

#[test]
fn a_review_is_due_from_its_day_on_and_only_while_in_force() {
    let mut agreement = nothing_yet();
    proposed(&mut agreement, id(1), 10, 10);
    assert!(!agreement.version(id(1)).unwrap().review_is_due(day(400)));
    signed_by_all(&mut agreement, id(1), 10);
    let version = agreement.active().unwrap();
    assert!(!version.review_is_due(day(374)));
    assert!(version.review_is_due(day(375)));
}
