use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use model::{
    Complaint, Department, Failure,
    accounts::{
        create::CreateAccount,
        deals::{create::CreateDeal, win::WinDeal},
        touches::{TouchKind, log::LogTouch},
    },
    criteria::{Condition, Criterion, Limit as Bound},
    leads::{
        chain::{
            LeadState, RejectReason,
            accept::AcceptLead,
            close::CloseLead,
            convert::ConvertLead,
            count::CountLeads,
            gate::{HandOverOutcome, Purity},
            hand_over::HandOverLead,
            list::{LeadRow, ListLeads},
            reject::RejectLead,
        },
        definitions::LeadDefinition,
        reports::{
            Data, Figure, Group, Measured,
            rows::{ListReportRows, ReportRow},
            show::{Reports, ShowReports},
        },
    },
    platform::people::deactivate::DeactivatePerson,
    values::{Limit, ids::AccountId},
};
use sea_orm::{EntityTrait, sea_query::Expr};

use crate::{
    accounts::touches::entity as touch,
    clock::Clock as _,
    leads::sample::{agreed, captured},
    testing::{Who, World, new_account, on_both},
};

on_both!(
    a_figure_of_a_closed_period_stays_the_same_when_a_new_definition_version_comes_into_force,
    two_engines_disagree,
    purity_is_that_of_the_hand_overs_that_leads_keep,
    pages_of_rows_hold_every_row_once,
    what_the_product_sends_by_itself_is_no_follow_up,
    who_passed_below_the_definition_stands_there_with_reason_and_outcome,
    a_report_of_one_department_holds_what_passed_through_it,
    a_lead_whose_owner_has_left_is_found,
    a_period_that_ends_before_it_begins_is_refused,
    each_count_is_that_of_its_list,
    a_deal_is_decided_when_it_is_whenever_its_lead_is_closed,
    a_call_after_a_lead_went_back_is_no_first_touch,
    who_gives_a_lead_away_did_not_get_it,
);

fn today(world: &World) -> NaiveDate {
    world.clock.now().date_naive()
}

fn until(world: &World, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    world.clock.advance(moment - world.clock.now());
}

/// Companies with so many people qualify.
fn large(employees: u32) -> LeadDefinition {
    LeadDefinition {
        criteria: Criterion::All(vec![Condition::Employees(Bound::at_least(employees)).into()]),
        ..LeadDefinition::shipped()
    }
}

async fn account(world: &World, name: &str, employees: u32) -> AccountId {
    let account = CreateAccount {
        domain: Some(format!("{name}.example").parse().unwrap()),
        employees: Some(employees),
        ..new_account(name)
    };
    world.as_seller().perform(account).await.unwrap().id
}

/// Somebody there gives a name, and is handed over to the seller; why, where the definition is not met.
async fn handed_over(world: &World, name: &str, employees: u32, reason: Option<&str>) -> LeadRow {
    account(world, name, employees).await;
    let row = captured(world, &format!("rhea@{name}.example")).await;
    let step = HandOverLead {
        lead: row.lead.id,
        to: Some(Who::Seller.id()),
        next_on: today(world) + Days::new(1),
        override_reason: reason.map(|reason| reason.parse().unwrap()),
        seen: row.version,
    };
    world.as_marketer().perform(step).await.unwrap()
}

async fn call(world: &World, row: &LeadRow) {
    let touch = LogTouch {
        kind: TouchKind::Call,
        body: "Asked how they decide".parse().unwrap(),
        account: row.lead.account.unwrap(),
        contact: None,
        occurred_at: None,
        leg: None,
    };
    world.as_seller().perform(touch).await.unwrap();
}

async fn accept(world: &World, row: &LeadRow) -> LeadRow {
    let accept = AcceptLead {
        lead: row.lead.id,
        next_on: today(world) + Days::new(1),
        seen: row.version,
    };
    world.as_seller().perform(accept).await.unwrap()
}

async fn reject(world: &World, row: &LeadRow) -> LeadRow {
    let reject = RejectLead {
        lead: row.lead.id,
        reasons: vec![RejectReason::NoBudget],
        note: Some("Nothing before next year".parse().unwrap()),
        to: Who::Marketer.id(),
        next_on: today(world) + Days::new(30),
        seen: row.version,
    };
    world.as_seller().perform(reject).await.unwrap()
}

/// The deal that a lead becomes, won three days later; its lead is not closed yet.
async fn won(world: &World, row: &LeadRow) -> LeadRow {
    let account = row.lead.account.unwrap();
    let deal = serde_json::json!({"account": account, "name": "Line three", "amount": "100.00"});
    let deal: CreateDeal = serde_json::from_value(deal).unwrap();
    let deal = world.as_seller().perform(deal).await.unwrap();
    let convert = ConvertLead {
        lead: row.lead.id,
        deal: deal.id,
        next_on: today(world) + Days::new(1),
        seen: row.version,
    };
    let row = world.as_seller().perform(convert).await.unwrap();
    world.clock.advance(TimeDelta::days(3));
    world.as_seller().perform(WinDeal { deal: deal.id }).await.unwrap();
    row
}

async fn close(world: &World, row: &LeadRow) {
    let close = CloseLead {
        lead: row.lead.id,
        quality: None,
        seen: row.version,
    };
    world.as_seller().perform(close).await.unwrap();
}

async fn win(world: &World, row: &LeadRow) {
    let row = won(world, row).await;
    close(world, &row).await;
}

/// A company in which something of everything happened in March.
async fn march(world: &World) {
    agreed(world, large(500)).await;
    let quick = handed_over(world, "quick", 800, None).await;
    world.clock.advance(TimeDelta::minutes(30));
    call(world, &quick).await;
    let quick = accept(world, &quick).await;
    handed_over(world, "silent", 800, None).await;
    let small = handed_over(world, "small", 20, Some("They asked for us by name")).await;
    let given_back = handed_over(world, "given-back", 800, None).await;
    world.clock.advance(TimeDelta::minutes(20));
    accept(world, &small).await;
    reject(world, &given_back).await;
    let slow = handed_over(world, "slow", 800, None).await;
    world.clock.advance(TimeDelta::days(6));
    call(world, &slow).await;
    win(world, &quick).await;
}

fn of_march() -> ShowReports {
    ShowReports {
        from: "2026-03-01".parse().ok(),
        until: "2026-03-31".parse().ok(),
        ..ShowReports::default()
    }
}

async fn reports(world: &World, asked: ShowReports) -> Reports {
    world.as_executive().ask(asked).await.unwrap()
}

async fn figure(world: &World, figure: Figure) -> Measured {
    let Reports { figures, now, .. } = reports(world, of_march()).await;
    let all = figures.into_iter().chain(now);
    all.into_iter().find(|one| one.figure == figure).unwrap()
}

async fn rows(world: &World, mut asked: ListReportRows) -> Vec<ReportRow> {
    let mut all = Vec::new();
    loop {
        let page = world.as_executive().ask(asked.clone()).await.unwrap();
        all.extend(page.items);
        match page.next {
            Some(next) => asked.cursor = Some(next),
            None => return all,
        }
    }
}

async fn a_figure_of_a_closed_period_stays_the_same_when_a_new_definition_version_comes_into_force(world: World) {
    march(&world).await;
    until(&world, "2026-05-04T09:00:00Z");
    let before = serde_json::to_vec(&reports(&world, of_march()).await).unwrap();
    let rows_before = rows(&world, ListReportRows::behind(Figure::Purity, &of_march())).await;

    // By the second version none of them would have met the definition.
    agreed(&world, large(5_000)).await;
    let after = reports(&world, of_march()).await;
    assert_eq!(before, serde_json::to_vec(&after).unwrap());
    assert_eq!(
        rows_before,
        rows(&world, ListReportRows::behind(Figure::Purity, &of_march())).await
    );
    let named = |reports: &Reports| -> Vec<_> { reports.under.definitions.iter().map(|held| held.number).collect() };
    assert_eq!(named(&after), [None, Some(1)]);
    // A period in which the second version holds names it.
    let may = reports(
        &world,
        ShowReports {
            from: "2026-05-01".parse().ok(),
            ..ShowReports::default()
        },
    )
    .await;
    assert_eq!(named(&may), [Some(1), Some(2)]);
}

async fn two_engines_disagree(world: World) {
    march(&world).await;
    world.clock.advance(TimeDelta::days(2));
    let Reports { figures, now, .. } = reports(&world, of_march()).await;
    assert_eq!(figures.len() + now.len(), Figure::ALL.len());
    for measured in figures.into_iter().chain(now) {
        let asked = ListReportRows::behind(measured.figure, &of_march());
        let all = rows(&world, asked.clone()).await;
        let counted: u32 = measured.groups.iter().map(|one| one.count).sum();
        assert_eq!(all.len(), counted as usize, "{:?}", measured.figure);
        for of_group in &measured.groups {
            let group = Some(of_group.group);
            let listed = rows(&world, ListReportRows { group, ..asked.clone() }).await;
            assert_eq!(listed.len(), of_group.count as usize, "{:?} {group:?}", measured.figure);
            assert!(listed.iter().all(|row| row.group == of_group.group));
        }
        for part in &measured.slices {
            let slice = Some(part.key.parse().unwrap());
            let listed = rows(&world, ListReportRows { slice, ..asked.clone() }).await;
            assert_eq!(listed.len(), part.rows as usize, "{:?} {}", measured.figure, part.key);
        }
    }
    let said = async |which| {
        let measured = figure(&world, which).await;
        (measured.part, measured.whole)
    };
    assert_eq!(said(Figure::FollowUp).await, (1, 5));
    assert_eq!(said(Figure::FirstTouch).await, (2, 2));
    assert_eq!(said(Figure::Acceptance).await, (2, 3));
    assert_eq!(said(Figure::Purity).await, (4, 5));
    assert_eq!(said(Figure::Nurture).await, (1, 1));
    assert_eq!(said(Figure::PerRep).await, (4, 4));
    assert_eq!(said(Figure::Cycle).await, (1, 1));
    assert_eq!(said(Figure::CloseRatio).await, (1, 1));
    assert_eq!(said(Figure::Incomplete).await.0, 0);
    assert_eq!(figure(&world, Figure::Acceptance).await.count(Group::Undecided), 2);
    assert_eq!(figure(&world, Figure::Acceptance).await.data, Data::TooFew);
}

/// The figure is counted from the steps, the rule of the gate from what each lead keeps of its hand-overs.
async fn purity_is_that_of_the_hand_overs_that_leads_keep(world: World) {
    march(&world).await;
    let leads = world.as_executive().ask(ListLeads::default()).await.unwrap().items;
    let moment = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let (from, until) = (moment("2026-03-01T00:00:00Z"), moment("2026-04-01T00:00:00Z"));
    let kept = Purity::of(leads.iter().map(|row| &row.lead), from, until);
    let counted = figure(&world, Figure::Purity).await;
    assert_eq!((counted.part, counted.whole), (kept.met, kept.handed_over));
    assert_eq!(counted.count(Group::Overridden) as usize, kept.overrides.len());
}

async fn pages_of_rows_hold_every_row_once(world: World) {
    march(&world).await;
    for which in [Figure::FollowUp, Figure::Cycle, Figure::Nurture, Figure::Incomplete] {
        let asked = ListReportRows::behind(which, &of_march());
        let whole = rows(&world, asked.clone()).await;
        let limit = Limit::try_from(1).unwrap();
        let one_by_one = rows(&world, ListReportRows { limit, ..asked }).await;
        assert!(!whole.is_empty(), "{which:?}");
        assert_eq!(whole, one_by_one, "{which:?}");
        let leads: BTreeSet<_> = whole.iter().map(|row| row.lead).collect();
        assert_eq!(leads.len(), whole.len(), "{which:?}");
    }
}

async fn what_the_product_sends_by_itself_is_no_follow_up(world: World) {
    march(&world).await;
    assert_eq!(figure(&world, Figure::FollowUp).await.count(Group::Followed), 1);
    // As the product stores what it sends: without an author.
    touch::Entity::update_many()
        .col_expr(touch::Column::AuthorId, Expr::value(None::<sea_orm::prelude::Uuid>))
        .exec(world.store.writer())
        .await
        .unwrap();
    world.clock.advance(TimeDelta::minutes(1));
    assert_eq!(figure(&world, Figure::FollowUp).await.count(Group::Followed), 0);
    assert_eq!(figure(&world, Figure::FirstTouch).await.data, Data::None);
}

async fn who_passed_below_the_definition_stands_there_with_reason_and_outcome(world: World) {
    march(&world).await;
    let group = Some(Group::Overridden);
    let asked = ListReportRows::behind(Figure::Purity, &of_march());
    let overridden = rows(&world, ListReportRows { group, ..asked }).await;
    let [row] = overridden.as_slice() else {
        panic!("{overridden:?}");
    };
    assert_eq!(row.note.as_deref(), Some("They asked for us by name"));
    assert_eq!(row.outcome, Some(HandOverOutcome::Accepted));
    let group = Some(Group::Rejected);
    let asked = ListReportRows::behind(Figure::Acceptance, &of_march());
    let rejected = rows(&world, ListReportRows { group, ..asked }).await;
    assert_eq!(rejected[0].reasons, [RejectReason::NoBudget]);
    assert_eq!(rejected[0].note.as_deref(), Some("Nothing before next year"));
    let accepted = Some(Group::Accepted);
    let asked = ListReportRows::behind(Figure::Acceptance, &of_march());
    let accepted = rows(
        &world,
        ListReportRows {
            group: accepted,
            ..asked
        },
    )
    .await;
    // Why one of them passed below the definition is no answer of sales.
    assert!(accepted.iter().all(|row| row.note.is_none()), "{accepted:?}");
}

async fn a_report_of_one_department_holds_what_passed_through_it(world: World) {
    march(&world).await;
    let of = async |department, owner: Option<Who>| {
        let asked = ShowReports {
            department,
            owner: owner.map(Who::id),
            ..of_march()
        };
        let reports = reports(&world, asked).await;
        let whole = |which| reports.figures.iter().find(|one| one.figure == which).unwrap().whole;
        (whole(Figure::Purity), whole(Figure::CloseRatio))
    };
    assert_eq!(of(Some(Department::Marketing), None).await, (5, 1));
    assert_eq!(of(Some(Department::Sales), None).await, (5, 1));
    assert_eq!(of(Some(Department::Service), None).await, (0, 0));
    assert_eq!(of(None, Some(Who::Seller)).await, (5, 1));
    assert_eq!(of(None, Some(Who::SalesManager)).await, (0, 0));
}

async fn a_lead_whose_owner_has_left_is_found(world: World) {
    march(&world).await;
    let without = |measured: Measured| measured.count(Group::WithoutOwner);
    assert_eq!(without(figure(&world, Figure::Incomplete).await), 0);
    let person = Who::Seller.id();
    world.as_admin().perform(DeactivatePerson { person }).await.unwrap();
    // Of five leads one was won and one was given back.
    assert_eq!(without(figure(&world, Figure::Incomplete).await), 3);
}

async fn a_period_that_ends_before_it_begins_is_refused(world: World) {
    let asked = ShowReports {
        from: "2026-03-31".parse().ok(),
        until: "2026-03-01".parse().ok(),
        ..ShowReports::default()
    };
    let refused = world.as_executive().ask(asked).await;
    assert_eq!(refused, Err(Failure::field("until", Complaint::BeforeTheStart)));
}

async fn each_count_is_that_of_its_list(world: World) {
    march(&world).await;
    world.clock.advance(TimeDelta::days(3));
    for (owner, department) in [
        (None, None),
        (Some(Who::Seller.id()), None),
        (None, Some(Department::Marketing)),
    ] {
        let counts = world.as_seller().ask(CountLeads { owner, department }).await.unwrap();
        for state in LeadState::ALL.iter().map(|state| Some(*state)).chain([None]) {
            for overdue in [None, Some(true)] {
                let asked = ListLeads {
                    state,
                    owner,
                    department,
                    overdue,
                    ..ListLeads::default()
                };
                let listed = world.as_seller().ask(asked).await.unwrap().items.len();
                let counted = counts.of(state, overdue.is_some()) as usize;
                assert_eq!(counted, listed, "{state:?} {owner:?} {department:?} {overdue:?}");
            }
        }
    }
    let all = world.as_seller().ask(CountLeads::default()).await.unwrap();
    assert!(all.of(None, true) > 0 && all.of(None, false) == 5);
}

async fn a_deal_is_decided_when_it_is_whenever_its_lead_is_closed(world: World) {
    agreed(&world, large(500)).await;
    let row = handed_over(&world, "quick", 800, None).await;
    let row = won(&world, &accept(&world, &row).await).await;
    let decided = world.clock.now();
    until(&world, "2026-04-09T09:00:00Z");
    let told = async |figure| {
        let rows = rows(&world, ListReportRows::behind(figure, &of_march())).await;
        rows.iter().map(|row| (row.group, row.at, row.days)).collect::<Vec<_>>()
    };
    let cycle = [(Group::Won, decided, Some(3))];
    assert_eq!(told(Figure::Cycle).await, cycle);
    assert_eq!(told(Figure::CloseRatio).await, [(Group::Won, decided, None)]);
    close(&world, &row).await;
    assert_eq!(told(Figure::Cycle).await, cycle);
}

async fn a_call_after_a_lead_went_back_is_no_first_touch(world: World) {
    agreed(&world, large(500)).await;
    let row = handed_over(&world, "late", 800, None).await;
    let row = accept(&world, &row).await;
    world.clock.advance(TimeDelta::days(2));
    let row = reject(&world, &row).await;
    until(&world, "2026-05-04T09:00:00Z");
    let again = HandOverLead {
        lead: row.lead.id,
        to: Some(Who::Seller.id()),
        next_on: today(&world) + Days::new(1),
        override_reason: None,
        seen: row.version,
    };
    let row = world.as_marketer().perform(again).await.unwrap();
    world.clock.advance(TimeDelta::minutes(30));
    call(&world, &row).await;
    let touched = async |asked: ShowReports| {
        let rows = rows(&world, ListReportRows::behind(Figure::FirstTouch, &asked)).await;
        rows.iter().map(|row| (row.group, row.minutes)).collect::<Vec<_>>()
    };
    assert_eq!(touched(of_march()).await, [(Group::Untouched, None)]);
    let may = ShowReports {
        from: "2026-05-01".parse().ok(),
        ..ShowReports::default()
    };
    assert_eq!(touched(may).await, [(Group::Touched, Some(30))]);
}

async fn who_gives_a_lead_away_did_not_get_it(world: World) {
    agreed(&world, large(500)).await;
    handed_over(&world, "given", 800, None).await;
    let of = |who: Who| ShowReports {
        owner: Some(who.id()),
        ..of_march()
    };
    let got = async |who| {
        rows(&world, ListReportRows::behind(Figure::PerRep, &of(who)))
            .await
            .len()
    };
    assert_eq!((got(Who::Seller).await, got(Who::Marketer).await), (1, 0));
}
