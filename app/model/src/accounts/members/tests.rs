use super::*;

const LEG: Department = Department::Service;

fn person(number: u8) -> PersonId {
    format!("019aac5c-0000-7000-8000-0000000000{number:02}")
        .parse()
        .unwrap()
}

fn somebody() -> Candidate {
    Candidate {
        person: person(99),
        department: Some(LEG),
        state: PersonState::Active,
    }
}

#[test]
fn a_member_works_for_the_department_and_can_sign_in() {
    assert_eq!(may_join(LEG, &somebody(), Some(person(1)), &[person(2)]), Ok(()));
    assert_eq!(may_join(LEG, &somebody(), None, &[]), Ok(()));
    for department in [None, Some(Department::Sales), Some(Department::Marketing)] {
        let elsewhere = Candidate {
            department,
            ..somebody()
        };
        let refused = may_join(LEG, &elsewhere, None, &[]);
        assert_eq!(refused, Err(Failure::field("person", Complaint::OtherDepartment)));
    }
    for state in [PersonState::Invited, PersonState::Deactivated] {
        let absent = Candidate { state, ..somebody() };
        let refused = may_join(LEG, &absent, None, &[]);
        assert_eq!(refused, Err(Failure::field("person", Complaint::NoSuch)));
    }
}

#[test]
fn nobody_is_on_a_leg_twice() {
    let me = somebody();
    let leads = may_join(LEG, &me, Some(me.person), &[]);
    assert_eq!(leads, Err(Refusal::LeadsThisLeg.into()));
    let works = may_join(LEG, &me, None, &[person(1), me.person]);
    assert_eq!(works, Err(Refusal::WorksThisLeg.into()));
}

#[test]
fn ten_work_a_leg_beside_its_lead() {
    let nine: Vec<_> = (0..9).map(person).collect();
    assert_eq!(may_join(LEG, &somebody(), Some(person(50)), &nine), Ok(()));
    let ten: Vec<_> = (0..10).map(person).collect();
    let refused = may_join(LEG, &somebody(), None, &ten);
    assert_eq!(refused, Err(Refusal::LegIsFull { most: 10 }.into()));
}
