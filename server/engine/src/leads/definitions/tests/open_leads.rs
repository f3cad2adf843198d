use model::accounts::trash::TrashAccount;

use super::*;
use crate::leads::{definitions::open_leads::score_open_leads, scores::entity as log};

on_both!(what_is_counted_anew_is_what_is_kept);

/// One count goes over the facts, the other over what was written down as they came.
async fn what_is_counted_anew_is_what_is_kept(world: World) {
    let here = account(&world, "brackwell.example").await;
    let small = account(&world, "varnholt.example").await;
    let gone = account(&world, "tessin.example").await;
    for email in [
        "rhea@brackwell.example",
        "ines@varnholt.example",
        "marta@tessin.example",
    ] {
        captured(&world, email).await;
    }
    for kind in ["demo", "webinar", "webinar"] {
        signal(&world, here, kind).await;
    }
    signal(&world, small, "webinar").await;
    world.as_admin().perform(TrashAccount { account: gone }).await.unwrap();

    let definition = asking(Condition::Engagement(Limit::at_least(20)).into());
    let found = score_open_leads(&world.store, &definition, world.clock.now())
        .await
        .unwrap();
    assert_eq!((found.leads, found.qualified), (2, 1));
    let kept = log::Entity::find().all(world.store.reader()).await.unwrap();
    let leads = lead::Entity::find().all(world.store.reader()).await.unwrap();
    let counted = kept.iter().filter(|row| {
        let of = leads.iter().find(|lead| lead.id == row.lead_id);
        of.is_some_and(|lead| lead.account_id != Some(gone.0))
    });
    assert_eq!(usize::try_from(found.rows).unwrap(), counted.count());
}
