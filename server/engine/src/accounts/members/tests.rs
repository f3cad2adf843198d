use chrono::TimeDelta;
use model::{
    Complaint, Failure, Refusal, Role,
    accounts::{
        create::CreateAccount,
        figures::AccountFigures,
        list::ListAccounts,
        members::{MOST, MembershipEnd, add::AddMember, list::ListMembers, remove::RemoveMember},
        name_lead::NameLead,
        restore::RestoreAccount,
        show::ShowAccount,
        trash::TrashAccount,
    },
    activity::Fact,
    journey::{board::show::ShowBoard, today::show::ShowToday},
    platform::people::{deactivate::DeactivatePerson, edit::EditPerson, reactivate::ReactivatePerson},
    values::Version,
};
use sea_orm::{Statement, TryGetable as _};

use super::*;
use crate::{
    clock::Clock as _,
    testing::{Who, World, new_account, on_both},
};

on_both!(
    a_leg_is_shared_by_its_lead_and_by_everybody_of_the_department_for_himself,
    what_is_refused_leaves_the_leg_as_it_was,
    the_eleventh_at_the_same_moment_is_refused,
    a_member_who_leads_the_leg_is_no_member_any_more,
    who_leaves_the_company_or_the_department_leaves_the_legs,
    an_account_keeps_its_members_in_the_trash,
    ones_own_accounts_are_those_that_one_works_on,
);

/// An account that the seller leads for sales.
async fn led_by_seller(world: &World) -> AccountId {
    let create = CreateAccount {
        sales_lead: Some(Who::Seller.id()),
        ..new_account("Brackwell Dairies")
    };
    world.as_seller().perform(create).await.unwrap().id
}

const fn add(account: AccountId, leg: Department, person: PersonId) -> AddMember {
    AddMember { account, leg, person }
}

/// More people of a department, who can sign in.
async fn colleagues(world: &World, department: Department, count: usize) -> Vec<PersonId> {
    let mut made = Vec::new();
    for number in 0..count {
        let id = PersonId(world.clock.new_id());
        let new = people::queries::NewPerson {
            id,
            email: format!("{id}@tridem.test"),
            name: format!("Colleague {number}"),
            department: Some(department),
            role: Role::Member,
            password_hash: Some("none".to_owned()),
            time_zone: "Europe/Berlin".to_owned(),
            signed_in_at: None,
        };
        people::queries::add(world.store.writer(), new, world.clock.now())
            .await
            .unwrap();
        made.push(id);
    }
    made
}

async fn on_leg(world: &World, account: AccountId, leg: Department) -> Vec<PersonId> {
    let answer = world.as_executive().ask(ListMembers { account, leg }).await.unwrap();
    answer.members.into_iter().map(|member| member.person).collect()
}

/// What the log says of memberships that ended at an account.
async fn ended(world: &World, account: AccountId) -> Vec<(PersonId, MembershipEnd)> {
    let facts = world.facts_of(account).await;
    facts
        .into_iter()
        .filter_map(|fact| match fact {
            Fact::MemberRemoved { person, how, .. } => Some((person, how)),
            _ => None,
        })
        .collect()
}

async fn a_leg_is_shared_by_its_lead_and_by_everybody_of_the_department_for_himself(world: World) {
    let account = led_by_seller(&world).await;
    let [colleague, other] = colleagues(&world, Department::Sales, 2).await[..] else {
        panic!("two colleagues");
    };
    let sales = |person| add(account, Department::Sales, person);

    let refused = world.as_marketer().perform(sales(colleague)).await;
    assert_eq!(refused.map(drop), Err(Failure::Forbidden));
    let refused = world.as_marketing_manager().perform(sales(colleague)).await;
    assert_eq!(refused.map(drop), Err(Failure::Forbidden));
    let refused = world.as_executive().perform(sales(colleague)).await;
    assert_eq!(refused.map(drop), Err(Failure::Forbidden));

    // The lead adds a colleague, the manager another one and himself, the admin takes one off.
    let told = world.as_seller().perform(sales(colleague)).await.unwrap();
    assert_eq!(told.members[0].name, "Colleague 0");
    world.clock.advance(TimeDelta::hours(1));
    world.as_sales_manager().perform(sales(other)).await.unwrap();
    world
        .as_sales_manager()
        .perform(sales(Who::SalesManager.id()))
        .await
        .unwrap();
    let off = RemoveMember {
        account,
        leg: Department::Sales,
        person: other,
    };
    world.as_admin().perform(off.clone()).await.unwrap();
    let both = [colleague, Who::SalesManager.id()];
    assert_eq!(on_leg(&world, account, Department::Sales).await, both);
    let again = world.as_admin().perform(off).await;
    assert_eq!(again.map(drop), Err(Failure::NotFound));

    // Nobody leads for service: whoever works there comes by himself and goes by himself.
    let service = |who: Who| add(account, Department::Service, who.id());
    world
        .as_service_member()
        .perform(service(Who::ServiceMember))
        .await
        .unwrap();
    let refused = world.as_service_member().perform(service(Who::ServiceManager)).await;
    assert_eq!(refused.map(drop), Err(Failure::Forbidden));
    let leave = RemoveMember {
        account,
        leg: Department::Service,
        person: Who::ServiceMember.id(),
    };
    world.as_service_member().perform(leave).await.unwrap();
    assert_eq!(on_leg(&world, account, Department::Service).await, []);

    let shown = world.as_executive().ask(ShowAccount { account }).await.unwrap();
    let members: Vec<_> = shown.members.iter().map(|member| member.person).collect();
    assert_eq!(members, both);
    let removed = MembershipEnd::Removed;
    let expected = [(other, removed), (Who::ServiceMember.id(), removed)];
    assert_eq!(ended(&world, account).await, expected);
}

async fn what_is_refused_leaves_the_leg_as_it_was(world: World) {
    let account = led_by_seller(&world).await;
    let [gone] = colleagues(&world, Department::Sales, 1).await[..] else {
        panic!("a colleague");
    };
    world
        .as_admin()
        .perform(DeactivatePerson { person: gone })
        .await
        .unwrap();
    let add = async |person: PersonId| {
        let added = world.as_seller().perform(add(account, Department::Sales, person)).await;
        added.map(drop)
    };
    let nobody: PersonId = "01950000-0000-7000-8000-00000000ffff".parse().unwrap();
    let no_such = Err(Failure::field("person", Complaint::NoSuch));
    assert_eq!(add(gone).await, no_such);
    assert_eq!(add(nobody).await, no_such);
    let elsewhere = Err(Failure::field("person", Complaint::OtherDepartment));
    assert_eq!(add(Who::Marketer.id()).await, elsewhere);
    assert_eq!(add(Who::Admin.id()).await, elsewhere);
    assert_eq!(add(Who::Seller.id()).await, Err(Refusal::LeadsThisLeg.into()));
    assert_eq!(on_leg(&world, account, Department::Sales).await, []);
    add(Who::SalesManager.id()).await.unwrap();
    assert_eq!(add(Who::SalesManager.id()).await, Err(Refusal::WorksThisLeg.into()));
    assert_eq!(
        on_leg(&world, account, Department::Sales).await,
        [Who::SalesManager.id()]
    );
    world.as_seller().perform(TrashAccount { account }).await.unwrap();
    let [other] = colleagues(&world, Department::Sales, 1).await[..] else {
        panic!("a colleague");
    };
    assert_eq!(add(other).await, Err(Refusal::InTrash.into()));
}

async fn the_eleventh_at_the_same_moment_is_refused(world: World) {
    let account = led_by_seller(&world).await;
    let people = colleagues(&world, Department::Sales, usize::from(MOST) + 5).await;
    let (last, first) = people.split_at(6);
    for person in first {
        let add = add(account, Department::Sales, *person);
        world.as_seller().perform(add).await.unwrap();
    }
    let other = world.another_process().await;
    let adding = last.iter().enumerate().map(|(place, person)| {
        let seller = if place % 2 == 0 {
            world.as_seller()
        } else {
            world.as_seller().at(&other)
        };
        let add = add(account, Department::Sales, *person);
        async move { seller.perform(add).await.map(drop) }
    });
    let full = Err(Refusal::LegIsFull { most: MOST.into() }.into());
    let mut answers = futures::future::join_all(adding).await;
    answers.sort_by_key(Result::is_err);
    assert_eq!(
        answers,
        [Ok(()), full.clone(), full.clone(), full.clone(), full.clone(), full]
    );
    assert_eq!(
        on_leg(&world, account, Department::Sales).await.len(),
        usize::from(MOST)
    );
}

async fn a_member_who_leads_the_leg_is_no_member_any_more(world: World) {
    let account = led_by_seller(&world).await;
    let manager = Who::SalesManager.id();
    let join = add(account, Department::Sales, manager);
    world.as_sales_manager().perform(join).await.unwrap();
    let name = NameLead {
        account,
        leg: Department::Sales,
        person: Some(manager),
    };
    world.as_seller().perform(name).await.unwrap();
    assert_eq!(on_leg(&world, account, Department::Sales).await, []);
    assert_eq!(ended(&world, account).await, [(manager, MembershipEnd::BecameLead)]);
    // Who led before is no member by that.
    let shown = world.as_executive().ask(ShowAccount { account }).await.unwrap();
    assert_eq!(shown.members, []);
}

async fn who_leaves_the_company_or_the_department_leaves_the_legs(world: World) {
    let (first, second) = (led_by_seller(&world).await, led_by_seller(&world).await);
    let [leaves, changes] = colleagues(&world, Department::Sales, 2).await[..] else {
        panic!("two colleagues");
    };
    for (account, person) in [(first, leaves), (second, leaves), (first, changes)] {
        let add = add(account, Department::Sales, person);
        world.as_seller().perform(add).await.unwrap();
    }
    let edit = |name: &str, department, seen| EditPerson {
        person: changes,
        name: name.parse().unwrap(),
        department: Some(department),
        role: Role::Member,
        release: false,
        seen: Version(seen),
    };
    let renamed = edit("Another Name", Department::Sales, 1);
    world.as_admin().perform(renamed).await.unwrap();
    assert_eq!(on_leg(&world, first, Department::Sales).await, [leaves, changes]);
    let moved = edit("Another Name", Department::Service, 2);
    world.as_admin().perform(moved).await.unwrap();
    world
        .as_admin()
        .perform(DeactivatePerson { person: leaves })
        .await
        .unwrap();
    for account in [first, second] {
        assert_eq!(on_leg(&world, account, Department::Sales).await, []);
    }
    let expected = [
        (changes, MembershipEnd::ChangedDepartment),
        (leaves, MembershipEnd::LeftCompany),
    ];
    assert_eq!(ended(&world, first).await, expected);
    assert_eq!(ended(&world, second).await, [(leaves, MembershipEnd::LeftCompany)]);
    world
        .as_admin()
        .perform(ReactivatePerson { person: leaves })
        .await
        .unwrap();
    assert_eq!(on_leg(&world, first, Department::Sales).await, []);
}

async fn an_account_keeps_its_members_in_the_trash(world: World) {
    let account = led_by_seller(&world).await;
    let manager = Who::SalesManager.id();
    let join = add(account, Department::Sales, manager);
    world.as_sales_manager().perform(join).await.unwrap();
    world.as_seller().perform(TrashAccount { account }).await.unwrap();
    assert_eq!(works_on(&world, Who::SalesManager).await, Vec::<AccountId>::new());
    world.as_seller().perform(RestoreAccount { account }).await.unwrap();
    assert_eq!(works_on(&world, Who::SalesManager).await, [account]);
    assert_eq!(on_leg(&world, account, Department::Sales).await, [manager]);
}

/// The accounts that the list shows as somebody's own; its sums add up the same ones.
async fn works_on(world: &World, who: Who) -> Vec<AccountId> {
    let asked = ListAccounts {
        worked_by: Some(who.id()),
        ..ListAccounts::default()
    };
    let figures = AccountFigures::from(asked.filter());
    let rows = world.as_executive().ask(asked).await.unwrap().items;
    let figures = world.as_executive().ask(figures).await.unwrap();
    assert_eq!(figures.accounts, rows.len() as u64);
    rows.into_iter().map(|row| row.id).collect()
}

async fn ones_own_accounts_are_those_that_one_works_on(world: World) {
    let shared = led_by_seller(&world).await;
    let led = CreateAccount {
        service_lead: Some(Who::ServiceMember.id()),
        ..new_account("Alder")
    };
    let led = world.as_seller().perform(led).await.unwrap().id;
    led_by_seller(&world).await;
    let join = add(shared, Department::Service, Who::ServiceMember.id());
    world.as_service_member().perform(join).await.unwrap();

    let mut own = works_on(&world, Who::ServiceMember).await;
    own.sort();
    assert_eq!(own, [shared, led]);
    let board = ShowBoard {
        mine: true,
        ..ShowBoard::default()
    };
    let board = world.as_service_member().ask(board).await.unwrap();
    assert_eq!(board.columns.iter().map(|column| column.count).sum::<u32>(), 2);
    let leads = ShowBoard {
        lead: Some(Who::ServiceMember.id()),
        ..ShowBoard::default()
    };
    let leads = world.as_service_member().ask(leads).await.unwrap();
    assert_eq!(leads.columns.iter().map(|column| column.count).sum::<u32>(), 1);
    let today = world.as_service_member().ask(ShowToday::default()).await.unwrap();
    assert_eq!(today.accounts, 2);
    // Two legs are missing at each; what others did there is told.
    assert_eq!(today.missing.count, 2);
    assert!(today.news.iter().any(|news| news.account == shared));
}

#[tokio::test]
async fn ones_own_accounts_are_looked_up_and_not_sought_among_all() {
    let world = World::new().await;
    for sort in ["updated_at", "name_key", "open_amount_minor"] {
        let own = Accounts::find()
            .filter(Account::TrashedAt.is_null())
            .filter(worked_by(Who::Seller.id()))
            .order_by_desc(Expr::cust(sort))
            .build(sea_orm::DatabaseBackend::Sqlite);
        let explain = Statement::from_sql_and_values(
            sea_orm::DatabaseBackend::Sqlite,
            format!("EXPLAIN QUERY PLAN {}", own.sql),
            own.values.unwrap().0,
        );
        let rows = world.store.reader().query_all_raw(explain).await.unwrap();
        let plan: Vec<String> = rows
            .iter()
            .map(|row| String::try_get(row, "", "detail").unwrap())
            .collect();
        let plan = plan.join("\n");
        assert!(!plan.contains("SCAN account"), "by {sort}:\n{plan}");
        assert!(plan.contains("leg_member_of_person"), "by {sort}:\n{plan}");
        for leg in ["marketing", "sales", "service"] {
            assert!(plan.contains(&format!("account_of_{leg}")), "by {sort}:\n{plan}");
        }
    }
}
