//! Departments classify the same leads without seeing what the others say.

use model::{
    leads::{
        definitions::blind::{
            classify::ClassifyLead,
            draw::DrawSample,
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
    let draw = DrawSample { version, size: 10 };
    let drawn = world.as_sales_manager().perform(draw).await.unwrap();
    let ids: Vec<LeadId> = drawn.leads.iter().map(|lead| lead.lead).collect();
    assert_eq!((ids.len(), seen(&drawn)), (10, [0, 0, 0]));
    for (place, lead) in ids.iter().enumerate() {
        classify(&world, Who::Marketer, version, (*lead, place < 5))
            .await
            .unwrap();
    }
    let show = async |who| world.acting(who).ask(ShowSample { version }).await.unwrap();
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
    let draw = DrawSample { version, size: 5 };
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
    };
    let late = world.as_sales_manager().perform(late).await;
    assert_eq!(late, broken(LeadRule::SampleTooLate));
    let late = classify(&world, Who::Seller, version, (drawn.leads[0].lead, true)).await;
    assert_eq!(late, broken(LeadRule::SampleTooLate));
}
