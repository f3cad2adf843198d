use super::*;

fn person(number: u128, role: Role) -> Actor {
    Actor::Person {
        id: PersonId(uuid::Uuid::from_u128(number)),
        department: role.needs_department().then_some(Department::Sales),
        role,
    }
}

fn owner(number: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(number))
}

#[test]
fn managers_and_admins_show_views_to_everybody() {
    let may_share = Role::ALL.map(|role| may(&person(1, role), Action::ShareView));
    assert_eq!(may_share, [false, true, false, true]);
    assert!(!may(&Actor::Anonymous, Action::ShareView));
}

#[test]
fn everybody_changes_and_removes_his_own_view() {
    for role in Role::ALL {
        let actor = person(1, role);
        let (owner, shared) = (owner(1), false);
        assert!(may(&actor, Action::ChangeView { owner, shared }), "{role:?}");
        assert!(may(&actor, Action::RemoveView { owner, shared }), "{role:?}");
    }
}

#[test]
fn nobody_changes_the_view_of_another() {
    for role in Role::ALL {
        for shared in [false, true] {
            let change = Action::ChangeView {
                owner: owner(2),
                shared,
            };
            assert!(!may(&person(1, role), change), "{role:?}, {shared}");
        }
    }
}

#[test]
fn whoever_may_share_no_more_can_only_remove_what_he_shared() {
    let (owner, shared) = (owner(1), true);
    let may_change = Role::ALL.map(|role| may(&person(1, role), Action::ChangeView { owner, shared }));
    assert_eq!(may_change, [false, true, false, true]);
    assert!(may(&person(1, Role::Member), Action::RemoveView { owner, shared }));
}

#[test]
fn an_admin_removes_what_others_share_and_nothing_that_they_keep_to_themselves() {
    for (shared, expected) in [
        (true, [false, false, false, true]),
        (false, [false, false, false, false]),
    ] {
        let owner = owner(2);
        let may_remove = Role::ALL.map(|role| may(&person(1, role), Action::RemoveView { owner, shared }));
        assert_eq!(may_remove, expected, "shared: {shared}");
    }
}

const LEG: Department = Department::Sales;

fn actor(number: u128, department: Option<Department>, role: Role) -> Actor {
    Actor::Person {
        id: owner(number),
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
                lead: Some(owner(1)),
                member: owner(u128::from(member)),
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
