//! The two figures: one statement for each thousand decided deals, three for those that are being decided.

use model::journey::{
    legs::show::{LateSupport, LegFigures, ShowLegs, win_rates},
    map::show::Period,
};
use sea_orm::PaginatorTrait as _;

use super::{
    late::{late_deals, unasked_deals},
    then::{self, AT_ONCE, Journeys, Within},
};
use crate::{Answer, Fault, Read, activity::MadeOf};

impl Answer for ShowLegs {
    async fn answer(self, read: &Read<'_>) -> Result<LegFigures, Fault> {
        let kept = &read.engine.kept.legs;
        let of = MadeOf::AccountsAndTouches;
        let figures = kept.get_made_of(of, read, self.days, figures(read, self.days)).await?;
        Ok(LegFigures::clone(&figures))
    }
}

async fn figures(read: &Read<'_>, days: Period) -> Result<LegFigures, Fault> {
    let until = read.now();
    let since = days.begins(until);
    let within = Within {
        since: Some(since),
        until: Some(until),
    };
    let journeys = Journeys::read(read).await?;
    let mut decided = Vec::new();
    let mut behind = None;
    loop {
        let some = then::some(read, within, behind, AT_ONCE).await?;
        behind = some.last().map(|last| (last.at, last.deal));
        decided.extend(some.iter().map(|then| (journeys.score(then), then.outcome)));
        if (some.len() as u64) < AT_ONCE {
            break;
        }
    }
    Ok(LegFigures {
        since,
        until,
        win_rates: win_rates(decided),
        late: late(read).await?,
    })
}

async fn late(read: &Read<'_>) -> Result<LateSupport, Fault> {
    let (db, now, stages) = (read.db(), read.now(), read.stages().await?);
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(LateSupport::of(
        count(late_deals(&stages, None, now).count(db).await?),
        count(late_deals(&stages, Some(true), now).count(db).await?),
        count(unasked_deals(&stages).count(db).await?),
    ))
}
