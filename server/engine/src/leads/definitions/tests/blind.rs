//! Departments classify the same leads without seeing what the others say.

use model::{
    leads::{
        definitions::blind::{
            classify::ClassifyLead,
            draw::DrawSample,
            lead::ShowSampleLead,
            show::{ShowSample, ShownSample},
        },
        rules::LeadRule,
    },
    values::ids::LeadId,
};

use super::*;
use crate::{leads::sample::drafted, testing::Who};

on_both!(
    departments_classify_blind_and_see_how_far_they_agree,
    a_sample_is_drawn_once_and_before_the_signatures,
    the_same_seed_draws_the_same_leads_and_is_told,
    a_lead_is_told_as_it_was_known_when_it_was_drawn,
    once_signed_everybody_sees_what_was_compared,
);

fn broken<T>(rule: LeadRule) -> Result<T, Failure> {
    Err(Failure::Refused(Refusal::from(rule)))
}

async fn leads(world: &World, many: usize) {
    account(world, "brackwell.example").await;
    for number in 0..many {
        captured(world, &format!("person{number}@brackwell.example")).await;
    }
}

async fn classify(
    world: &World,
    who: Who,
    version: AgreementVersionId,
    (lead, qualified): (LeadId, bool),
) -> Result<ShownSample, Failure> {
    let classify = ClassifyLead {
        version,
        lead,
        qualified,
    };
    world.acting(who).perform(classify).await
}

/// The sample as somebody sees it.
async fn sampled(world: &World, who: Who, version: AgreementVersionId) -> ShownSample {
    let shown = world.acting(who).ask(ShowSample { version }).await.unwrap();
    shown.sample.unwrap()
}

/// How many answers of each department are to be seen.
fn seen(sample: &ShownSample) -> [usize; 3] {
    Department::ALL.map(|department| {
        let answers = sample.leads.iter().flat_map(|lead| &lead.answers);
        answers.filter(|answer| answer.department == department).count()
    })
}

async fn departments_classify_blind_and_see_how_far_they_agree(world: World) {
    leads(&world, 20).await;
    let version = drafted(&world, large()).await.version;
    let draw = DrawSample {
        version,
        size: 10,
        seed: None,
    };
    let drawn = world.as_sales_manager().perform(draw).await.unwrap();
    let ids: Vec<LeadId> = drawn.leads.iter().map(|lead| lead.lead).collect();
    assert_eq!((ids.len(), seen(&drawn)), (10, [0, 0, 0]));
    for (place, lead) in ids.iter().enumerate() {
        classify(&world, Who::Marketer, version, (*lead, place < 5))
            .await
            .unwrap();
    }
    let show = async |who| sampled(&world, who, version).await;
    assert_eq!(seen(&show(Who::MarketingManager).await), [10, 0, 0]);
    for (place, lead) in ids.iter().enumerate() {
        let before = show(Who::Seller).await;
        assert_eq!(
            (seen(&before), before.agreement.len()),
            ([0, place, 0], 0),
            "sales is still blind"
        );
        assert_eq!(seen(&show(Who::Executive).await), [0, 0, 0]);
        classify(&world, Who::Seller, version, (*lead, place < 4 || place == 5))
            .await
            .unwrap();
    }
    let after = show(Who::Seller).await;
    assert_eq!(seen(&after), [10, 10, 0]);
    let [agreement] = after.agreement.as_slice() else {
        panic!("two departments are through: {:?}", after.agreement);
    };
    assert_eq!(
        (agreement.first, agreement.second),
        (Department::Marketing, Department::Sales)
    );
    assert_eq!((agreement.divergence.leads, agreement.divergence.agreed), (10, 8));
    assert!((agreement.divergence.kappa.unwrap() - 0.6).abs() < 1e-12);
    let apart: Vec<_> = agreement.divergence.disagreements.iter().map(|one| one.lead).collect();
    assert_eq!(apart, [ids[4], ids[5]]);
    assert_eq!(show(Who::Executive).await.agreement, after.agreement);
    assert_eq!(
        show(Who::ServiceMember).await.agreement,
        [],
        "service has yet to classify"
    );
    let late = classify(&world, Who::Seller, version, (ids[4], true)).await;
    assert_eq!(late, broken(LeadRule::SampleRevealed));
}

async fn a_sample_is_drawn_once_and_before_the_signatures(world: World) {
    let version = drafted(&world, large()).await.version;
    let draw = DrawSample {
        version,
        size: 5,
        seed: None,
    };
    let nothing = world.as_sales_manager().perform(draw.clone()).await;
    assert_eq!(nothing, broken(LeadRule::NothingToDraw));
    leads(&world, 6).await;
    let member = world.as_seller().perform(draw.clone()).await;
    assert_eq!(member, Err(Failure::Forbidden));
    let drawn = world.as_marketing_manager().perform(draw.clone()).await.unwrap();
    let again = world.as_sales_manager().perform(draw).await;
    assert_eq!(again, broken(LeadRule::SampleDrawn));
    let all = lead::Entity::find().all(world.store.reader()).await.unwrap();
    let outside = all
        .iter()
        .find(|lead| drawn.leads.iter().all(|one| one.lead.0 != lead.id))
        .unwrap();
    let refused = classify(&world, Who::Seller, version, (LeadId(outside.id), true)).await;
    assert_eq!(refused, broken(LeadRule::NotInSample));

    let active = {
        let withdraw = model::agreements::versions::withdraw::WithdrawVersion {
            version,
            seen: model::values::Version(2),
        };
        world.as_sales_manager().perform(withdraw).await.unwrap();
        agreed(&world, large()).await.version
    };
    let late = DrawSample {
        version: active,
        size: 5,
        seed: None,
    };
    let late = world.as_sales_manager().perform(late).await;
    assert_eq!(late, broken(LeadRule::SampleTooLate));
    let late = classify(&world, Who::Seller, version, (drawn.leads[0].lead, true)).await;
    assert_eq!(late, broken(LeadRule::SampleTooLate));
}

async fn the_same_seed_draws_the_same_leads_and_is_told(world: World) {
    leads(&world, 20).await;
    let drawn = async |seed| {
        let version = drafted(&world, large()).await.version;
        let shown = world.as_seller().ask(ShowSample { version }).await.unwrap();
        assert_eq!(shown.sample, None);
        assert!(shown.is_open() && shown.may_draw(&Who::SalesManager.actor()));
        assert!(!shown.may_draw(&Who::Seller.actor()));
        let draw = DrawSample { version, size: 6, seed };
        let sample = world.as_sales_manager().perform(draw).await.unwrap();
        let ids: Vec<LeadId> = sample.leads.iter().map(|lead| lead.lead).collect();
        (sample.seed, ids)
    };
    let first = drawn(Some(42)).await;
    assert_eq!(first.0, Some(42));
    assert_eq!(drawn(Some(42)).await, first);
    assert_ne!(drawn(Some(43)).await.1, first.1);
    let (by_chance, ids) = drawn(None).await;
    assert!(by_chance.is_some());
    assert_eq!(drawn(by_chance).await.1, ids);
}

async fn a_lead_is_told_as_it_was_known_when_it_was_drawn(world: World) {
    let here = account(&world, "brackwell.example").await;
    let lead = captured(&world, "rhea@brackwell.example").await.lead.id;
    for kind in ["demo", "demo", "webinar"] {
        signal(&world, here, kind).await;
    }
    let version = drafted(&world, large()).await.version;
    let draw = DrawSample {
        version,
        size: 1,
        seed: None,
    };
    world.as_sales_manager().perform(draw).await.unwrap();
    world.clock.advance(TimeDelta::days(1));
    signal(&world, here, "pricing_page").await;
    let ask = async |lead| world.as_seller().ask(ShowSampleLead { version, lead }).await;
    let known = ask(lead).await.unwrap();
    assert_eq!(known.account_name.as_deref(), Some("Brackwell Dairies"));
    assert_eq!(known.known.employees, Some(800));
    let did: Vec<&str> = known.known.did.iter().map(|row| row.what.as_str()).collect();
    assert_eq!(did, ["1 webinar", "2 demos"], "{known:?}");
    let outside = captured(&world, "marta@brackwell.example").await.lead.id;
    assert_eq!(ask(outside).await, Err(Failure::NotFound));
}

async fn once_signed_everybody_sees_what_was_compared(world: World) {
    leads(&world, 4).await;
    let draft = drafted(&world, large()).await;
    let version = draft.version;
    let draw = DrawSample {
        version,
        size: 4,
        seed: None,
    };
    let drawn = world.as_sales_manager().perform(draw).await.unwrap();
    for (place, lead) in drawn.leads.iter().enumerate() {
        for who in [Who::Marketer, Who::Seller] {
            classify(&world, who, version, (lead.lead, place == 0)).await.unwrap();
        }
    }
    assert_eq!(seen(&sampled(&world, Who::ServiceMember, version).await), [0, 0, 0]);
    let withdraw = model::agreements::versions::withdraw::WithdrawVersion {
        version,
        seen: draft.edition,
    };
    world.as_sales_manager().perform(withdraw).await.unwrap();
    let after = sampled(&world, Who::ServiceMember, version).await;
    assert_eq!((seen(&after), after.agreement.len()), ([4, 4, 0], 1));
}
