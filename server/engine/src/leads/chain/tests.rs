use chrono::{NaiveDate, TimeDelta};
use model::{
    Department, Failure, Refusal,
    accounts::{
        contacts::{Track, create::CreateContact, show::ShowContact},
        create::CreateAccount,
        deals::{create::CreateDeal, lose::LoseDeal},
        signals::record::RecordSignal,
    },
    activity::Fact,
    agreement::{LEAD_DEFINITION, State},
    agreements::{
        Standing,
        versions::{draft::DraftVersion, propose::ProposeVersion, show::ShowVersion, sign::SignVersion},
    },
    criteria::{Condition, Criterion, Limit},
    leads::{
        chain::{
            LeadState, Quality, RejectReason,
            accept::AcceptLead,
            befriend::BefriendLead,
            capture::CaptureLead,
            close::CloseLead,
            convert::ConvertLead,
            gate::HandOverOutcome,
            hand_over::HandOverLead,
            list::{LeadRow, ListLeads},
            nurture::NurtureLead,
            place::PlaceLead,
            qualify::QualifyLead,
            rate::RateLead,
            reject::RejectLead,
            show::ShowLead,
            work::WorkLead,
        },
        definitions::{LeadDefinition, edit::EditLeadDefinition},
        matching::{MatchedBy, TieBreaker},
        routing::RouteReason,
        rules::LeadRule,
    },
    receipt::Met,
    values::{Version, ids::AccountId},
};

use crate::{
    agreements::sample::manager,
    testing::{Who, World, new_account, on_both},
};

on_both!(
    a_lead_goes_all_the_way_as_one_record,
    below_the_definition_a_lead_passes_with_a_reason_only_and_comes_back,
    of_two_who_accept_at_once_one_does_and_the_other_is_told,
    steps_that_do_not_lead_on_and_people_who_may_not_are_refused,
    neither_budget_nor_need_leads_to_the_relationship_track,
    a_person_is_one_lead_at_a_time,
    the_account_is_found_and_the_reason_kept,
    leads_go_to_who_leads_sales_there_else_by_turns,
    leads_are_listed_by_their_next_date_page_by_page,
    one_signature_and_one_person_for_two_bring_no_definition_into_force,
    points_without_a_pain_do_not_qualify_and_the_receipt_says_so,
    signals_of_other_people_there_are_not_the_leads,
    what_was_judged_stands_under_its_version_whatever_comes_later,
);

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn asking(email: &str) -> CaptureLead {
    CaptureLead {
        name: Some("Rhea Calloway".parse().unwrap()),
        email: Some(email.parse().unwrap()),
        ..CaptureLead::default()
    }
}

async fn account(world: &World, domain: &str) -> AccountId {
    let account = CreateAccount {
        domain: Some(domain.parse().unwrap()),
        employees: Some(800),
        ..new_account("Brackwell Dairies")
    };
    world.as_seller().perform(account).await.unwrap().id
}

async fn captured(world: &World) -> LeadRow {
    account(world, "brackwell.example").await;
    world
        .as_marketer()
        .perform(asking("rhea@brackwell.example"))
        .await
        .unwrap()
}

fn hand_over(row: &LeadRow, reason: Option<&str>) -> HandOverLead {
    HandOverLead {
        lead: row.lead.id,
        to: Some(Who::Seller.id()),
        next_on: day(3),
        override_reason: reason.map(|reason| reason.parse().unwrap()),
        seen: row.version,
    }
}

async fn handed_over(world: &World) -> LeadRow {
    let row = captured(world).await;
    let step = hand_over(&row, Some("They called"));
    world.as_marketer().perform(step).await.unwrap()
}

fn accept(row: &LeadRow) -> AcceptLead {
    AcceptLead {
        lead: row.lead.id,
        next_on: day(4),
        seen: row.version,
    }
}

fn broken(rule: LeadRule) -> Failure {
    Failure::Refused(Refusal::from(rule))
}

/// A definition for which large companies qualify.
fn large() -> LeadDefinition {
    LeadDefinition {
        criteria: Criterion::All(vec![Condition::Employees(Limit::at_least(500)).into()]),
        ..LeadDefinition::shipped()
    }
}

async fn proposed(world: &World, definition: LeadDefinition) -> Standing {
    let draft = DraftVersion {
        agreement: LEAD_DEFINITION,
    };
    let draft = world.as_sales_manager().perform(draft).await.unwrap();
    let edit = EditLeadDefinition {
        version: draft.version,
        seen: draft.edition,
        definition,
    };
    let draft = world.as_sales_manager().perform(edit).await.unwrap();
    let propose = ProposeVersion {
        version: draft.version,
        effective_from: day(2),
        review_by: NaiveDate::from_ymd_opt(2027, 3, 2).unwrap(),
        seen: draft.edition,
    };
    world.as_sales_manager().perform(propose).await.unwrap()
}

async fn signed(world: &World, proposal: &Standing, department: Department) -> Result<Standing, Failure> {
    let sign = SignVersion {
        version: proposal.version,
        department,
        seen: proposal.edition,
    };
    world.acting(manager(department)).perform(sign).await
}

async fn agreed(world: &World, definition: LeadDefinition) -> Standing {
    let proposal = proposed(world, definition).await;
    signed(world, &proposal, Department::Marketing).await.unwrap();
    signed(world, &proposal, Department::Sales).await.unwrap()
}

async fn a_lead_goes_all_the_way_as_one_record(world: World) {
    agreed(&world, large()).await;
    let row = captured(&world).await;
    let (lead, account) = (row.lead.id, row.lead.account.unwrap());
    let qualify = QualifyLead {
        lead,
        next_on: day(3),
        seen: row.version,
    };
    let row = world.as_marketer().perform(qualify).await.unwrap();
    assert_eq!(row.lead.state, LeadState::Qualified);
    let row = world.as_marketer().perform(hand_over(&row, None)).await.unwrap();
    let row = world.as_seller().perform(accept(&row)).await.unwrap();
    let begin = WorkLead {
        lead,
        next_on: day(5),
        seen: row.version,
    };
    let row = world.as_seller().perform(begin).await.unwrap();
    let deal: CreateDeal =
        serde_json::from_value(serde_json::json!({"account": account, "name": "Valves", "amount": "100"})).unwrap();
    let deal = world.as_seller().perform(deal).await.unwrap();
    let convert = ConvertLead {
        lead,
        deal: deal.id,
        next_on: day(9),
        seen: row.version,
    };
    let row = world.as_seller().perform(convert).await.unwrap();
    let close = |row: &LeadRow| CloseLead {
        lead,
        quality: None,
        seen: row.version,
    };
    let early = world.as_seller().perform(close(&row)).await;
    assert_eq!(early, Err(Failure::Refused(Refusal::DealNotDecided)));
    let lose: LoseDeal =
        serde_json::from_value(serde_json::json!({"deal": deal.id, "reason": "Too late", "version": deal.version}))
            .unwrap();
    world.as_seller().perform(lose).await.unwrap();
    let row = world.as_seller().perform(close(&row)).await.unwrap();
    let closing = row.lead.closing.clone().unwrap();
    assert_eq!((closing.won, closing.reason.unwrap().as_str()), (false, "Too late"));
    let rate = RateLead {
        lead,
        quality: 4.try_into().unwrap(),
        seen: row.version,
    };
    let refused = world.as_marketer().perform(rate.clone()).await;
    assert_eq!(refused, Err(broken(LeadRule::RatedBySales)));
    let row = world.as_seller().perform(rate).await.unwrap();
    assert_eq!(row.lead.quality.map(Quality::get), Some(4));

    assert_eq!(row.lead.hand_overs[0].outcome, HandOverOutcome::Lost);
    let shown = world.as_executive().ask(ShowLead { lead }).await.unwrap();
    let states: Vec<LeadState> = shown.steps.iter().map(|step| step.to).collect();
    assert_eq!(
        states,
        [
            LeadState::Captured,
            LeadState::Qualified,
            LeadState::HandedOver,
            LeadState::Accepted,
            LeadState::Working,
            LeadState::Converted
        ]
    );
    let kinds: Vec<&str> = world.facts_of(account).await.iter().map(Fact::kind).collect();
    for kind in [
        "lead_captured",
        "lead_moved",
        "lead_handed_over",
        "lead_closed",
        "lead_rated",
    ] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
}

async fn below_the_definition_a_lead_passes_with_a_reason_only_and_comes_back(world: World) {
    let row = captured(&world).await;
    let refused = world.as_marketer().perform(hand_over(&row, None)).await;
    assert_eq!(refused, Err(broken(LeadRule::BelowDefinition)));
    let row = world
        .as_marketer()
        .perform(hand_over(&row, Some("They called")))
        .await
        .unwrap();
    let passed = &row.lead.hand_overs[0];
    assert_eq!(passed.override_reason.as_ref().unwrap().as_str(), "They called");
    assert!(!passed.judged.qualified);
    let reject = |reasons: &[RejectReason]| RejectLead {
        lead: row.lead.id,
        reasons: reasons.to_vec(),
        note: None,
        to: Who::Marketer.id(),
        next_on: day(20),
        seen: row.version,
    };
    let refused = world.as_seller().perform(reject(&[])).await;
    assert_eq!(refused, Err(broken(LeadRule::ReasonNeeded)));
    let row = world
        .as_seller()
        .perform(reject(&[RejectReason::BelowDefinition]))
        .await
        .unwrap();
    assert_eq!((row.lead.state, row.lead.next_on), (LeadState::Nurturing, day(20)));
    assert_eq!(row.lead.owner.person, Who::Marketer.id());
    assert_eq!(row.lead.hand_overs[0].outcome, HandOverOutcome::Rejected);
    let shown = world.as_seller().ask(ShowLead { lead: row.lead.id }).await.unwrap();
    let rejected = &shown.steps[2];
    assert_eq!(rejected.reasons, [RejectReason::BelowDefinition]);
}

async fn of_two_who_accept_at_once_one_does_and_the_other_is_told(world: World) {
    let row = handed_over(&world).await;
    let (one, other) = (world.as_seller(), world.as_sales_manager());
    let answers = tokio::join!(one.perform(accept(&row)), other.perform(accept(&row)));
    let (taken, told) = match answers {
        (Ok(taken), Err(told)) | (Err(told), Ok(taken)) => (taken, told),
        both => panic!("exactly one accepts: {both:?}"),
    };
    assert_eq!(taken.lead.state, LeadState::Accepted);
    let Failure::Conflict(conflict) = told else {
        panic!("the other is told that it was changed: {told:?}");
    };
    assert_eq!(conflict.version, taken.version.0);
    assert_eq!(conflict.stored.get("state").map(String::as_str), Some("Accepted"));
    assert!(conflict.by.is_some());
    let shown = world.as_seller().ask(ShowLead { lead: row.lead.id }).await.unwrap();
    assert_eq!(shown.steps.len(), 3);
}

async fn steps_that_do_not_lead_on_and_people_who_may_not_are_refused(world: World) {
    let row = captured(&world).await;
    let refused = world.as_seller().perform(accept(&row)).await;
    assert_eq!(refused, Err(broken(LeadRule::NotFromThisState)));
    let nurture = |to: Who, on| NurtureLead {
        lead: row.lead.id,
        to: to.id(),
        next_on: on,
        seen: row.version,
    };
    let refused = world.as_marketer().perform(nurture(Who::Seller, day(9))).await;
    assert_eq!(refused, Err(broken(LeadRule::NurtureOwner)));
    let refused = world.as_marketer().perform(nurture(Who::Marketer, day(1))).await;
    assert_eq!(refused, Err(broken(LeadRule::NextInThePast)));
    let refused = world.as_executive().perform(nurture(Who::Marketer, day(9))).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    let row = world
        .as_marketer()
        .perform(nurture(Who::Marketer, day(9)))
        .await
        .unwrap();
    let row = world
        .as_marketer()
        .perform(hand_over(&row, Some("They called")))
        .await
        .unwrap();
    let refused = world.as_marketer().perform(accept(&row)).await;
    assert_eq!(refused, Err(broken(LeadRule::NotYourLead)));
    let late = AcceptLead {
        seen: Version(1),
        ..accept(&row)
    };
    assert!(matches!(
        world.as_seller().perform(late).await,
        Err(Failure::Conflict(_))
    ));
}

async fn neither_budget_nor_need_leads_to_the_relationship_track(world: World) {
    let row = handed_over(&world).await;
    let befriend = |reasons: &[RejectReason]| BefriendLead {
        lead: row.lead.id,
        reasons: reasons.to_vec(),
        to: Who::ServiceMember.id(),
        next_on: day(30),
        seen: row.version,
    };
    let refused = world.as_seller().perform(befriend(&[RejectReason::NoBudget])).await;
    assert_eq!(refused, Err(broken(LeadRule::RelationshipNotOffered)));
    let both = [RejectReason::NoBudget, RejectReason::NoNeed];
    let row = world.as_seller().perform(befriend(&both)).await.unwrap();
    assert_eq!(
        (row.lead.state, row.lead.track),
        (LeadState::Nurturing, Track::Relationship)
    );
    let contact = row.lead.contact;
    let person = world.as_seller().ask(ShowContact { contact }).await.unwrap();
    assert_eq!(person.track, Track::Relationship);
}

async fn a_person_is_one_lead_at_a_time(world: World) {
    let row = captured(&world).await;
    let again = world.as_marketer().perform(asking("rhea@brackwell.example")).await;
    assert_eq!(again, Err(broken(LeadRule::LeadAlready)));
    let known = CaptureLead {
        contact: Some(row.lead.contact),
        ..CaptureLead::default()
    };
    let again = world.as_marketer().perform(known).await;
    assert_eq!(again, Err(broken(LeadRule::LeadAlready)));
}

async fn the_account_is_found_and_the_reason_kept(world: World) {
    let account = account(&world, "brackwell.example").await;
    let row = world
        .as_marketer()
        .perform(asking("rhea@mail.brackwell.example"))
        .await
        .unwrap();
    assert_eq!(row.lead.account, Some(account));
    let shown = world.as_seller().ask(ShowLead { lead: row.lead.id }).await.unwrap();
    let matched = shown.matched.unwrap();
    assert_eq!(
        (matched.by, matched.tie),
        (Some(MatchedBy::EmailDomain), None::<TieBreaker>)
    );
    assert!(!matched.receipt.lines.is_empty());

    let by_name = CaptureLead {
        company: Some("Brackwell Dairies Ltd.".parse().unwrap()),
        ..asking("ira@gmail.com")
    };
    let row = world.as_marketer().perform(by_name).await.unwrap();
    assert_eq!(row.lead.account, Some(account));
    let contact = row.lead.contact;
    let person = world.as_seller().ask(ShowContact { contact }).await.unwrap();
    assert_eq!(person.account, Some(account));

    let nowhere = world.as_marketer().perform(asking("oda@gmail.com")).await.unwrap();
    assert_eq!(nowhere.lead.account, None);
    let place = PlaceLead {
        lead: nowhere.lead.id,
        account,
        seen: nowhere.version,
    };
    let placed = world.as_marketer().perform(place).await.unwrap();
    assert_eq!(placed.lead.account, Some(account));
}

async fn leads_go_to_who_leads_sales_there_else_by_turns(world: World) {
    let led = CreateAccount {
        domain: Some("quillmore.example".parse().unwrap()),
        sales_lead: Some(Who::SalesManager.id()),
        ..new_account("Quillmore Foods")
    };
    world.as_seller().perform(led).await.unwrap();
    let there = world.as_admin().perform(asking("a@quillmore.example")).await.unwrap();
    assert_eq!(there.lead.owner.person, Who::SalesManager.id());
    let shown = world.as_seller().ask(ShowLead { lead: there.lead.id }).await.unwrap();
    assert_eq!(
        shown.routed.map(|routed| routed.reason),
        Some(RouteReason::AccountOwner)
    );

    let mut owners = Vec::new();
    for name in ["b", "c", "d"] {
        world.clock.advance(TimeDelta::minutes(1));
        let row = world
            .as_admin()
            .perform(asking(&format!("{name}@gmail.com")))
            .await
            .unwrap();
        owners.push(row.lead.owner.person);
    }
    assert_eq!(owners, [Who::Seller, Who::SalesManager, Who::Seller].map(Who::id));
}

async fn leads_are_listed_by_their_next_date_page_by_page(world: World) {
    for (name, on) in [("a", 9), ("b", 4), ("c", 4), ("d", 2)] {
        let lead = CaptureLead {
            next_on: Some(day(on)),
            ..asking(&format!("{name}@gmail.com"))
        };
        world.as_marketer().perform(lead).await.unwrap();
    }
    let mut asked = ListLeads {
        limit: Some(3.try_into().unwrap()),
        ..ListLeads::default()
    };
    let first = world.as_executive().ask(asked.clone()).await.unwrap();
    asked.cursor = first.next;
    let second = world.as_executive().ask(asked).await.unwrap();
    let all = first.items.iter().chain(&second.items).map(|row| row.lead.next_on);
    assert_eq!(all.collect::<Vec<_>>(), [day(2), day(4), day(4), day(9)]);

    world.clock.advance(TimeDelta::days(1));
    let many = |asked: ListLeads| async { world.as_seller().ask(asked).await.unwrap().items.len() };
    let overdue = |overdue| ListLeads {
        overdue: Some(overdue),
        ..ListLeads::default()
    };
    assert_eq!((many(overdue(true)).await, many(overdue(false)).await), (1, 3));
    let of = |department| ListLeads {
        department: Some(department),
        ..ListLeads::default()
    };
    assert_eq!(
        (many(of(Department::Marketing)).await, many(of(Department::Sales)).await),
        (4, 0)
    );
    let state = ListLeads {
        state: Some(LeadState::Captured),
        owner: Some(Who::Marketer.id()),
        ..ListLeads::default()
    };
    assert_eq!(many(state).await, 4);
}

async fn one_signature_and_one_person_for_two_bring_no_definition_into_force(world: World) {
    let proposal = proposed(&world, large()).await;
    let signed_once = signed(&world, &proposal, Department::Marketing).await.unwrap();
    assert_eq!(signed_once.state, State::Proposed);
    let for_sales_too = SignVersion {
        version: proposal.version,
        department: Department::Sales,
        seen: proposal.edition,
    };
    let refused = world.as_marketing_manager().perform(for_sales_too).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    let row = captured(&world).await;
    let shown = world.as_seller().ask(ShowLead { lead: row.lead.id }).await.unwrap();
    assert_eq!((shown.definition, shown.at_present.qualified), (None, false));
    let signed_by_both = signed(&world, &proposal, Department::Sales).await.unwrap();
    assert_eq!(signed_by_both.state, State::Active);
    let shown = world.as_seller().ask(ShowLead { lead: row.lead.id }).await.unwrap();
    assert_eq!((shown.definition, shown.at_present.qualified), (Some(1), true));
    let edit = EditLeadDefinition {
        version: proposal.version,
        seen: world
            .as_seller()
            .ask(ShowVersion {
                version: proposal.version,
            })
            .await
            .unwrap()
            .edition,
        definition: LeadDefinition::shipped(),
    };
    let refused = world.as_sales_manager().perform(edit).await;
    assert!(matches!(
        refused,
        Err(Failure::Refused(Refusal::AgreementNotADraft { .. }))
    ));
}

fn signal(row: &LeadRow, contact: bool) -> RecordSignal {
    let contact = contact.then_some(row.lead.contact);
    let account = row.lead.account;
    serde_json::from_value(serde_json::json!({"account": account, "contact": contact, "kind": "demo"})).unwrap()
}

async fn points_without_a_pain_do_not_qualify_and_the_receipt_says_so(world: World) {
    let row = captured(&world).await;
    for _ in 0..3 {
        world.as_marketer().perform(signal(&row, true)).await.unwrap();
    }
    let shown = world.as_seller().ask(ShowLead { lead: row.lead.id }).await.unwrap();
    assert!(shown.fit.total >= 30 && shown.engagement.total >= 40, "{shown:?}");
    for score in [&shown.fit, &shown.engagement] {
        let past = score.log.rows().iter().filter(|one| one.at <= row.captured_at);
        assert_eq!(
            past.map(|one| i64::from(one.points)).sum::<i64>(),
            i64::from(score.total)
        );
    }
    assert!(!shown.at_present.qualified);
    let unmet = shown
        .at_present
        .receipt
        .lines
        .iter()
        .filter(|line| line.met != Met::Yes);
    let unmet: Vec<&str> = unmet.map(|line| line.asked.as_str()).collect();
    assert!(
        !unmet.is_empty() && unmet.iter().all(|asked| asked.contains("pain")),
        "{unmet:?}"
    );
    let qualify = QualifyLead {
        lead: row.lead.id,
        next_on: day(3),
        seen: row.version,
    };
    let refused = world.as_marketer().perform(qualify).await;
    assert_eq!(refused, Err(broken(LeadRule::BelowDefinition)));
}

async fn signals_of_other_people_there_are_not_the_leads(world: World) {
    let row = captured(&world).await;
    let other: CreateContact =
        serde_json::from_value(serde_json::json!({"account": row.lead.account, "name": "Ira Voss"})).unwrap();
    let other = world.as_seller().perform(other).await.unwrap();
    let theirs = RecordSignal {
        contact: Some(other.id),
        ..signal(&row, false)
    };
    world.as_marketer().perform(theirs).await.unwrap();
    let engagement = || async {
        let shown = world.as_seller().ask(ShowLead { lead: row.lead.id }).await.unwrap();
        shown.engagement.total
    };
    assert_eq!(engagement().await, 0);
    world.as_marketer().perform(signal(&row, false)).await.unwrap();
    assert_eq!(engagement().await, 20);
    world.as_marketer().perform(signal(&row, true)).await.unwrap();
    assert_eq!(engagement().await, 40);
}

async fn what_was_judged_stands_under_its_version_whatever_comes_later(world: World) {
    agreed(&world, large()).await;
    let row = captured(&world).await;
    let qualify = QualifyLead {
        lead: row.lead.id,
        next_on: day(3),
        seen: row.version,
    };
    let row = world.as_marketer().perform(qualify).await.unwrap();
    let before = world.as_seller().ask(ShowLead { lead: row.lead.id }).await.unwrap();
    world.clock.advance(TimeDelta::hours(1));
    agreed(&world, LeadDefinition::shipped()).await;
    let after = world.as_seller().ask(ShowLead { lead: row.lead.id }).await.unwrap();

    assert_eq!((after.judged_by, after.definition), (Some(1), Some(2)));
    assert_eq!(
        (&after.row.lead.judged, &after.judged_receipt),
        (&before.row.lead.judged, &before.judged_receipt)
    );
    let judged = after.row.lead.judged.unwrap();
    assert!(judged.qualified && !judged.snapshot.values.is_empty());
    assert_eq!(judged.snapshot.at, row.captured_at);
    assert!(!after.at_present.qualified);
}
