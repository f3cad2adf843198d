mod occasions;

use chrono::{DateTime, Utc};
use model::{
    Department::{self, Marketing, Sales, Service},
    Failure, Refusal,
    accounts::{
        deals::{create::CreateDeal, lose::LoseDeal, win::WinDeal},
        name_lead::NameLead,
        restore::RestoreAccount,
        touches::{TouchKind, remove::RemoveTouch},
        trash::TrashAccount,
    },
    activity::Fact,
    business_time::{Calendar, DayOfWeek, Holiday, Window},
    leads::{
        calendars::edit::EditCalendar,
        chain::{RejectReason, reject::RejectLead},
        engagement::{Duty, RulesOfEngagement, TouchLimit, Trigger},
        obligations::{
            Part, Standing, State, VoidReason,
            list::{ListObligations, ObligationRow},
            nearest::NearestOwed,
            of_lead::OwedAboutLead,
            plan::PlanNextTouch,
            tell::TellHowItStands,
        },
    },
    values::{Version, ids::AccountId},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder};

use super::{changes, entity, job, sample::*};
use crate::{
    clock::Clock as _,
    testing::{Who, World, on_both},
};

on_both!(
    a_lead_below_definition_handed_over_voids_the_duty_of_sales_and_breaches_the_word_of_marketing,
    an_hour_from_friday_afternoon_ends_on_monday_morning,
    lunch_and_holidays_do_not_count,
    the_hour_that_is_left_out_in_spring_passes_nobody,
    what_nobody_did_is_breached_at_the_end_of_its_limit_whoever_looks,
    a_call_of_sales_in_time_keeps_its_word_and_a_note_does_not,
    what_was_taken_back_is_owed_again_unless_another_touch_proves_it,
    a_touch_over_the_maximum_is_blocked_naming_the_rule,
    of_two_who_accept_at_once_one_does_and_each_rule_opens_once,
    what_is_given_back_is_not_owed_and_each_side_answers,
    a_won_deal_asks_service_for_a_lead_and_a_lost_one_marketing_for_a_touch,
    nobody_is_asked_to_name_who_is_named_already,
    who_enters_a_stage_is_owed_what_its_rules_say,
    what_lies_in_the_trash_is_not_owed_until_it_comes_back,
    other_rules_leave_what_is_owed_as_it_was,
    what_is_owed_first_about_a_lead_is_told_for_a_page_of_them,
);

async fn breaches(world: &World) -> Vec<Fact> {
    let facts = world.facts().await.into_iter();
    facts
        .filter(|fact| matches!(fact, Fact::ObligationBreached { .. }))
        .collect()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn a_lead_below_definition_handed_over_voids_the_duty_of_sales_and_breaches_the_word_of_marketing(world: World) {
    agree(&world, within_an_hour()).await;
    let account = exploring(&world).await;
    let row = captured(&world, "rhea", "brackwell.example").await;
    hand_over(&world, &row, Some("They called")).await;

    let duty = one(&world, account, "follow_up", Part::Duty).await;
    let now = world.clock.now();
    let void = State::Void {
        at: now,
        why: VoidReason::PreconditionBroken,
    };
    assert_eq!((duty.obligation.leg, duty.obligation.state), (Sales, void));
    let word = one(&world, account, "follow_up", Part::Word).await;
    let breached = State::Breached { at: now, late: None };
    assert_eq!((word.obligation.leg, word.obligation.state), (Marketing, breached));
    // What marketing owes in return stays: breaking one word frees nobody of another.
    assert_eq!(
        standing(&world, account, "follow_up", Part::Counter).await,
        Standing::Open
    );
    let told = breaches(&world).await;
    let [
        Fact::ObligationBreached {
            leg, managers, told, ..
        },
    ] = told.as_slice()
    else {
        panic!("told once: {told:?}");
    };
    assert_eq!(
        (*leg, managers.as_slice()),
        (Marketing, [Who::MarketingManager.id()].as_slice())
    );
    assert_eq!(told, &["Milan Okafor"]);

    // Nothing changes that any more, neither a call nor time.
    call(&world, Who::Seller, account).await;
    world.clock.advance(chrono::TimeDelta::days(30));
    world.run_jobs().await;
    assert_eq!(standing(&world, account, "follow_up", Part::Duty).await, Standing::Void);
    assert_eq!(
        standing(&world, account, "follow_up", Part::Word).await,
        Standing::Breached
    );
    let kept = tally(&world).await;
    assert_eq!(
        (
            kept.tally.created,
            kept.tally.open,
            kept.tally.void,
            kept.tally.breached
        ),
        (3, 0, 1, 2)
    );
}

/// When the duty to follow up within an hour is due that is opened at a moment.
async fn due(world: &World, opened: &str) -> Option<DateTime<Utc>> {
    agree(world, within_an_hour()).await;
    until(world, opened);
    let (account, _) = handed_over(world).await;
    one(world, account, "follow_up", Part::Duty).await.obligation.due_at
}

/// What sales says of its hours.
async fn hours(world: &World, change: impl FnOnce(&mut Calendar)) {
    let mut calendar = Calendar::office_hours("Europe/Berlin");
    change(&mut calendar);
    let edit = EditCalendar {
        department: Sales,
        calendar,
        seen: Version(0),
    };
    world.as_sales_manager().perform(edit).await.unwrap();
}

async fn an_hour_from_friday_afternoon_ends_on_monday_morning(world: World) {
    // Friday, 6 March, 16:30 in Berlin; Monday, 9 March, 09:30.
    assert_eq!(
        due(&world, "2026-03-06T15:30:00Z").await,
        Some(at("2026-03-09T08:30:00Z"))
    );
}

async fn lunch_and_holidays_do_not_count(world: World) {
    hours(&world, |calendar| {
        let split = vec![Window::hours(9, 12), Window::hours(13, 17)];
        calendar.week = DayOfWeek::ALL.iter().take(5).map(|day| (*day, split.clone())).collect();
        calendar.holidays = vec![Holiday {
            day: "2026-03-09".parse().unwrap(),
            name: "Founders' day".to_owned(),
            windows: Vec::new(),
        }];
    })
    .await;
    // Monday is a holiday, so that Friday, 16:30 leads to Tuesday, 09:30.
    assert_eq!(
        due(&world, "2026-03-06T15:30:00Z").await,
        Some(at("2026-03-10T08:30:00Z"))
    );
    // Wednesday from 11:30: half an hour before lunch, half an hour after it.
    until(&world, "2026-03-11T10:30:00Z");
    let row = captured(&world, "theo", "brackwell.example").await;
    let row = hand_over(&world, &row, None).await;
    let duty = one(&world, row.lead.account.unwrap(), "follow_up", Part::Duty).await;
    assert_eq!(duty.obligation.due_at, Some(at("2026-03-11T12:30:00Z")));
}

async fn the_hour_that_is_left_out_in_spring_passes_nobody(world: World) {
    // Friday, 27 March, 16:30 in winter time; Monday, 30 March, 09:30 in summer time.
    assert_eq!(
        due(&world, "2026-03-27T15:30:00Z").await,
        Some(at("2026-03-30T07:30:00Z"))
    );
}

async fn what_nobody_did_is_breached_at_the_end_of_its_limit_whoever_looks(world: World) {
    agree(&world, within_an_hour()).await;
    let (account, row) = handed_over(&world).await;
    let duty = one(&world, account, "follow_up", Part::Duty).await;
    let due = duty.obligation.due_at.unwrap();
    assert_eq!(due, world.clock.now() + chrono::TimeDelta::hours(1));
    world
        .clock
        .advance(chrono::TimeDelta::hours(1) - chrono::TimeDelta::microseconds(1));
    assert_eq!(standing(&world, account, "follow_up", Part::Duty).await, Standing::Open);
    world.clock.advance(chrono::TimeDelta::microseconds(1));
    // Nobody has looked yet.
    let late = one(&world, account, "follow_up", Part::Duty).await;
    assert_eq!(late.obligation.state, State::Breached { at: due, late: None });
    assert_eq!(standing(&world, account, "follow_up", Part::Word).await, Standing::Met);
    let before = tally(&world).await;
    assert_eq!((before.tally.breached, before.tally.met, before.tally.open), (1, 1, 1));
    assert_eq!(breaches(&world).await, []);
    let listed = ListObligations {
        leg: Some(Sales),
        lead: Some(row.lead.id),
        state: Some(Standing::Breached),
        ..ListObligations::default()
    };
    assert_eq!(
        world.as_seller().ask(listed).await.unwrap().items,
        std::slice::from_ref(&late)
    );

    // Two processes look, again and again.
    let other = world.another_process().await;
    let (one_look, two) = tokio::join!(job::look(&world), job::look(&other));
    one_look.unwrap();
    two.unwrap();
    world.clock.advance(chrono::TimeDelta::minutes(5));
    world.run_jobs().await;
    let told = breaches(&world).await;
    let [Fact::ObligationBreached { at, leg, told, .. }] = told.as_slice() else {
        panic!("told once: {told:?}");
    };
    assert_eq!(
        (*at, *leg, told.as_slice()),
        (due, Sales, ["Sofia Brandt".to_owned()].as_slice())
    );
    assert_eq!(tally(&world).await, before);
    assert_eq!(one(&world, account, "follow_up", Part::Duty).await, late);
    let steps = changes::Entity::find()
        .filter(changes::Column::ObligationId.eq(late.id.0))
        .order_by_asc(changes::Column::Step)
        .all(world.store.reader())
        .await
        .unwrap();
    let states: Vec<_> = steps.iter().map(|step| (step.to_state.as_str(), step.at)).collect();
    assert_eq!(states, [("open", late.opened_at), ("breached", due)]);

    // What comes too late is kept beside the breach and changes nothing.
    call(&world, Who::Seller, account).await;
    let after = one(&world, account, "follow_up", Part::Duty).await;
    let State::Breached {
        at,
        late: Some((known, deed)),
    } = after.obligation.state
    else {
        panic!("{:?}", after.obligation.state);
    };
    assert_eq!((at, known, deed.by), (due, world.clock.now(), Some(Who::Seller.id())));
    assert_eq!(breaches(&world).await.len(), 1);
}

async fn a_call_of_sales_in_time_keeps_its_word_and_a_note_does_not(world: World) {
    agree(&world, within_an_hour()).await;
    let (account, _) = handed_over(&world).await;
    world.clock.advance(chrono::TimeDelta::minutes(10));
    let note = touch(account, TouchKind::Note);
    world.as_seller().perform(note).await.unwrap();
    call(&world, Who::Marketer, account).await;
    assert_eq!(standing(&world, account, "follow_up", Part::Duty).await, Standing::Open);
    call(&world, Who::Seller, account).await;
    let duty = one(&world, account, "follow_up", Part::Duty).await;
    assert!(matches!(duty.obligation.state, State::Met { at, deed: Some(_) } if at == world.clock.now()));
    assert_eq!(standing(&world, account, "follow_up", Part::Word).await, Standing::Met);
    world.clock.advance(chrono::TimeDelta::hours(2));
    world.run_jobs().await;
    assert_eq!(standing(&world, account, "follow_up", Part::Duty).await, Standing::Met);
    assert_eq!(breaches(&world).await, []);
}

async fn what_was_taken_back_is_owed_again_unless_another_touch_proves_it(world: World) {
    agree(&world, within_an_hour()).await;
    let (account, _) = handed_over(&world).await;
    let first = call(&world, Who::Seller, account).await;
    let second = call(&world, Who::SalesManager, account).await;
    let remove = |touch| RemoveTouch { touch };
    world.as_seller().perform(remove(first.id)).await.unwrap();
    let duty = one(&world, account, "follow_up", Part::Duty).await;
    let State::Met { deed: Some(deed), .. } = duty.obligation.state else {
        panic!("another touch proves it: {:?}", duty.obligation.state);
    };
    assert_eq!(deed.by, Some(Who::SalesManager.id()));
    world.as_sales_manager().perform(remove(second.id)).await.unwrap();
    assert_eq!(standing(&world, account, "follow_up", Part::Duty).await, Standing::Open);
    assert_eq!(standing(&world, account, "follow_up", Part::Word).await, Standing::Open);
    world.clock.advance(chrono::TimeDelta::hours(1));
    world.run_jobs().await;
    assert_eq!(
        standing(&world, account, "follow_up", Part::Duty).await,
        Standing::Breached
    );
    assert_eq!(breaches(&world).await.len(), 1);
}

async fn a_touch_over_the_maximum_is_blocked_naming_the_rule(world: World) {
    let mut rules = within_an_hour();
    rules.rules[0].most_touches = Some(TouchLimit {
        most: 2,
        within_days: 14,
    });
    agree(&world, rules).await;
    let account = exploring(&world).await;
    let first = call(&world, Who::Seller, account).await;
    call(&world, Who::SalesManager, account).await;
    let refused = world.as_seller().perform(touch(account, TouchKind::Mail)).await;
    let refusal = Refusal::TooManyTouches {
        name: "Follow up a lead".to_owned(),
        most: 2,
        within_days: 14,
        again_at: world.clock.now() + chrono::TimeDelta::days(14),
    };
    assert_eq!(refused.map(drop), Err(Failure::Refused(refusal.clone())));
    // A note turns to nobody, and the rule limits sales alone.
    let note = touch(account, TouchKind::Note);
    world.as_seller().perform(note).await.unwrap();
    call(&world, Who::Marketer, account).await;
    // One that is taken off makes room, and does not come back over the maximum.
    let remove = RemoveTouch { touch: first.id };
    world.as_seller().perform(remove).await.unwrap();
    call(&world, Who::Seller, account).await;
    let restore = model::accounts::touches::restore::RestoreTouch { touch: first.id };
    let refused = world.as_seller().perform(restore).await;
    assert_eq!(refused.map(drop), Err(Failure::Refused(refusal)));
    world.clock.advance(chrono::TimeDelta::days(14));
    call(&world, Who::Seller, account).await;
}

async fn of_two_who_accept_at_once_one_does_and_each_rule_opens_once(world: World) {
    let (account, row) = handed_over(&world).await;
    let another = world.another_process().await;
    let (one_seller, other) = (world.as_seller(), world.as_sales_manager().at(&another));
    let answers = tokio::join!(
        one_seller.perform(accept(&world, &row)),
        other.perform(accept(&world, &row))
    );
    let ((Ok(_), Err(told)) | (Err(told), Ok(_))) = answers else {
        panic!("exactly one accepts: {answers:?}");
    };
    assert!(matches!(told, Failure::Conflict(_)), "{told:?}");
    let opened = |rule: &'static str| {
        entity::Entity::find()
            .filter(entity::Column::AccountId.eq(account.0))
            .filter(entity::Column::Rule.eq(rule))
            .count(world.store.reader())
    };
    assert_eq!(opened("lead_outcome").await.unwrap(), 1);
    // Both that the hand-over opened and what came of it are there once: duty and word.
    assert_eq!(opened("answer").await.unwrap(), 2);
    assert_eq!(standing(&world, account, "answer", Part::Duty).await, Standing::Met);
    assert_eq!(standing(&world, account, "answer", Part::Word).await, Standing::Met);
}

async fn what_is_given_back_is_not_owed_and_each_side_answers(world: World) {
    let (account, row) = handed_over(&world).await;
    world.clock.advance(chrono::TimeDelta::minutes(20));
    let reject = RejectLead {
        lead: row.lead.id,
        reasons: vec![RejectReason::TooEarly],
        note: None,
        to: Who::Marketer.id(),
        next_on: day(&world, 20),
        seen: row.version,
    };
    world.as_seller().perform(reject).await.unwrap();
    assert_eq!(standing(&world, account, "answer", Part::Duty).await, Standing::Met);
    let follow_up = one(&world, account, "follow_up", Part::Duty).await;
    let given_back = State::Void {
        at: world.clock.now(),
        why: VoidReason::GivenBack,
    };
    assert_eq!(follow_up.obligation.state, given_back);

    // Marketing plans the next touch, sales tells how it stands; each for itself.
    let planned = one(&world, account, "take_back", Part::Duty).await;
    assert_eq!((planned.obligation.leg, planned.obligation.to), (Marketing, Sales));
    assert_eq!(planned.obligation.person, Some(Who::Marketer.id()));
    let tell = one(&world, account, "take_back", Part::Counter).await;
    assert_eq!((tell.obligation.leg, tell.standing), (Sales, Standing::Open));
    let plan = PlanNextTouch {
        obligation: planned.id,
        on: day(&world, 9),
    };
    let words = TellHowItStands {
        obligation: tell.id,
        words: "They begin in autumn".parse().unwrap(),
    };
    let refused = world.as_seller().perform(plan.clone()).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    let refused = world.as_marketer().perform(words.clone()).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    let answer = world.as_marketer().perform(plan).await.unwrap();
    assert_eq!(answer.standing, Standing::Met);
    let answer = world.as_seller().perform(words).await.unwrap();
    assert_eq!(answer.standing, Standing::Met);
    assert_eq!(standing(&world, account, "take_back", Part::Duty).await, Standing::Met);
    let kinds: Vec<&str> = world.facts_of(account).await.iter().map(Fact::kind).collect();
    assert!(kinds.contains(&"how_it_stands_told") && kinds.contains(&"next_touch_planned"));
}

async fn deal(world: &World, account: AccountId) -> model::accounts::deals::Deal {
    let deal = serde_json::json!({"account": account, "name": "Valves", "amount": "100"});
    let deal: CreateDeal = serde_json::from_value(deal).unwrap();
    world.as_seller().perform(deal).await.unwrap()
}

async fn name_for_service(world: &World, account: AccountId, person: Option<Who>) {
    let name = NameLead {
        account,
        leg: Service,
        person: person.map(Who::id),
    };
    world.as_service_manager().perform(name).await.unwrap();
}

async fn a_won_deal_asks_service_for_a_lead_and_a_lost_one_marketing_for_a_touch(world: World) {
    let account = exploring(&world).await;
    name_for_service(&world, account, None).await;
    let (won, lost) = (deal(&world, account).await, deal(&world, account).await);
    let lose = serde_json::json!({"deal": lost.id, "reason": "Too late", "version": lost.version});
    let lose: LoseDeal = serde_json::from_value(lose).unwrap();
    world.as_seller().perform(lose).await.unwrap();
    let duty = one(&world, account, "lost", Part::Duty).await;
    assert_eq!((duty.obligation.leg, duty.deal), (Marketing, Some(lost.id)));
    assert_eq!(duty.stage, "exploring");
    let win = serde_json::json!({"deal": won.id, "version": won.version});
    let win: WinDeal = serde_json::from_value(win).unwrap();
    world.as_seller().perform(win).await.unwrap();
    let duty = one(&world, account, "won", Part::Duty).await;
    assert_eq!((duty.obligation.leg, duty.trigger), (Service, Trigger::DealWon));
    assert_eq!(duty.obligation.person, None);
    name_for_service(&world, account, Some(Who::ServiceManager)).await;
    assert_eq!(standing(&world, account, "won", Part::Duty).await, Standing::Met);
    assert_eq!(standing(&world, account, "won", Part::Counter).await, Standing::Open);
}

async fn nobody_is_asked_to_name_who_is_named_already(world: World) {
    let account = exploring(&world).await;
    let won = deal(&world, account).await;
    let win = serde_json::json!({"deal": won.id, "version": won.version});
    let win: WinDeal = serde_json::from_value(win).unwrap();
    world.as_seller().perform(win).await.unwrap();
    let rules = owed(&world, account).await;
    assert!(rules.iter().all(|row| row.obligation.rule.as_str() != "won"));
}

async fn who_enters_a_stage_is_owed_what_its_rules_say(world: World) {
    let account = exploring(&world).await;
    assert_eq!(owed(&world, account).await, []);
    put(&world, account, "justifying").await;
    let support = one(&world, account, "late_support", Part::Duty).await;
    assert_eq!(
        (support.obligation.leg, support.stage.as_str()),
        (Marketing, "justifying")
    );
    assert_eq!(support.obligation.person, Some(Who::Marketer.id()));
    // Somebody else leads the leg: the clock goes on.
    let name = NameLead {
        account,
        leg: Marketing,
        person: Some(Who::MarketingManager.id()),
    };
    world.as_marketing_manager().perform(name).await.unwrap();
    let handed = one(&world, account, "late_support", Part::Duty).await;
    assert_eq!(handed.obligation.person, Some(Who::MarketingManager.id()));
    assert_eq!(handed.obligation.due_at, support.obligation.due_at);
    call(&world, Who::Marketer, account).await;
    assert_eq!(
        standing(&world, account, "late_support", Part::Duty).await,
        Standing::Met
    );
    assert_eq!(
        standing(&world, account, "late_proof", Part::Duty).await,
        Standing::Open
    );
}

async fn what_lies_in_the_trash_is_not_owed_until_it_comes_back(world: World) {
    let account = exploring(&world).await;
    put(&world, account, "selecting").await;
    call(&world, Who::Marketer, account).await;
    let trash = TrashAccount { account };
    world.as_sales_manager().perform(trash).await.unwrap();
    assert_eq!(
        standing(&world, account, "late_support", Part::Duty).await,
        Standing::Met
    );
    assert_eq!(
        standing(&world, account, "late_proof", Part::Duty).await,
        Standing::Void
    );
    world.clock.advance(chrono::TimeDelta::days(30));
    world.run_jobs().await;
    assert_eq!(breaches(&world).await, []);
    let restore = RestoreAccount { account };
    world.as_sales_manager().perform(restore).await.unwrap();
    let back = one(&world, account, "late_proof", Part::Duty).await;
    assert_eq!(
        (back.standing, back.obligation.running_since),
        (Standing::Open, world.clock.now())
    );
    assert_eq!(
        standing(&world, account, "late_support", Part::Duty).await,
        Standing::Met
    );
}

async fn other_rules_leave_what_is_owed_as_it_was(world: World) {
    agree(&world, within_an_hour()).await;
    let (account, _) = handed_over(&world).await;
    let before = owed(&world, account).await;
    agree(&world, RulesOfEngagement::shipped()).await;
    hours(&world, |calendar| {
        calendar.week.retain(|day, _| *day == DayOfWeek::Friday);
    })
    .await;
    let obligations = |rows: &[ObligationRow]| rows.iter().map(|row| row.obligation.clone()).collect::<Vec<_>>();
    assert_eq!(obligations(&owed(&world, account).await), obligations(&before));
    let row = captured(&world, "theo", "brackwell.example").await;
    hand_over(&world, &row, None).await;
    let after = one(&world, account, "follow_up", Part::Duty).await;
    assert_ne!(after.rules, before[0].rules);
    let of = |department: Department| after.obligation.leg == department;
    assert!(of(Sales) && after.obligation.due_at > before[0].obligation.due_at);
}

async fn what_is_owed_first_about_a_lead_is_told_for_a_page_of_them(world: World) {
    let (_, row) = handed_over(&world).await;
    let quiet = captured(&world, "theo", "elsewhere.example").await;
    let leads = vec![row.lead.id, quiet.lead.id];
    let asked = NearestOwed { leads };
    let first = world.as_seller().ask(asked.clone()).await.unwrap();
    let [owed] = first.as_slice() else {
        panic!("one lead has something owed: {first:?}");
    };
    // Of what sales owes within 4 and 8 hours, and marketing in return within 16.
    assert_eq!((owed.lead, owed.leg, owed.duty), (row.lead.id, Sales, Duty::Touch));
    assert_eq!((owed.clock.limit_minutes, owed.clock.left_minutes), (240, Some(240)));

    // What is late is told as long as the leg can make up for it, and what was done late no more.
    world.clock.advance(chrono::TimeDelta::days(7));
    world.run_jobs().await;
    let late = world.as_seller().ask(asked.clone()).await.unwrap();
    assert_eq!((late[0].leg, late[0].clock.standing), (Sales, Standing::Breached));
    assert_eq!(late[0].clock.left_minutes, None);
    let lead = row.lead.id;
    let lines = world.as_seller().ask(OwedAboutLead { lead }).await.unwrap();
    let said: Vec<_> = lines.iter().map(|line| (line.leg, line.clock.standing)).collect();
    assert_eq!(said.first(), Some(&(Sales, Standing::Breached)), "{said:?}");
    assert!(
        lines[0]
            .terms
            .starts_with("Follow up a lead: when marketing hands a lead over to sales")
    );
    let many = NearestOwed {
        leads: vec![row.lead.id; 201],
    };
    assert!(matches!(world.as_seller().ask(many).await, Err(Failure::Invalid(_))));
}
