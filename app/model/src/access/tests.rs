use super::*;

const LEG: Department = Department::Sales;

fn person(number: u8) -> PersonId {
    format!("019aac5c-0000-7000-8000-0000000000{number:02}")
        .parse()
        .unwrap()
}

fn actor(number: u8, department: Option<Department>, role: Role) -> Actor {
    Actor::Person {
        id: person(number),
        department,
        role,
    }
}

#[test]
fn a_leg_is_shared_by_its_lead_its_managers_admins_and_everybody_of_the_department_for_himself() {
    let share = |actor: &Actor, member: u8| {
        may(
            actor,
            Action::ShareLeg {
                leg: LEG,
                lead: Some(person(1)),
                member: person(member),
            },
        )
    };
    let lead = actor(1, Some(LEG), Role::Member);
    let colleague = actor(2, Some(LEG), Role::Member);
    let manager = actor(3, Some(LEG), Role::Manager);
    let elsewhere = actor(4, Some(Department::Service), Role::Member);
    let manager_elsewhere = actor(5, Some(Department::Service), Role::Manager);
    let executive = actor(6, Some(LEG), Role::Executive);
    let admin = actor(7, None, Role::Admin);
    for who in [lead, manager, admin, Actor::System] {
        assert!(share(&who, 9), "{who:?}");
    }
    for who in [colleague, elsewhere, manager_elsewhere, executive, Actor::Anonymous] {
        assert!(!share(&who, 9), "{who:?}");
    }
    assert!(share(&colleague, 2));
    assert!(!share(&elsewhere, 4), "his department has another leg");
    assert!(!share(&executive, 6), "executives change nothing");
}
