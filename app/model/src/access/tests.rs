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
