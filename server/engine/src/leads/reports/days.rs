//! The days of a period on the organisation's clocks.

use chrono::{DateTime, Days as Many, NaiveDate, NaiveTime, TimeDelta, Utc};
use model::{
    leads::{definitions::replay::Period, reports::show::ShowReports},
    values::Zone,
};

use crate::{
    Fault, Read,
    platform::{organisation, people},
};

/// A period with the clocks that it is told by.
pub(in crate::leads) struct Days {
    /// The first day.
    pub(in crate::leads) first: NaiveDate,
    /// The last day.
    pub(in crate::leads) last: NaiveDate,
    /// The first moment.
    pub(in crate::leads) from: DateTime<Utc>,
    /// The first moment behind the period.
    pub(in crate::leads) until: DateTime<Utc>,
    /// Today on the organisation's clocks.
    pub(in crate::leads) today: NaiveDate,
    /// The organisation's clocks.
    pub(in crate::leads) zone: Zone,
}

impl Days {
    pub(in crate::leads) async fn of(read: &Read<'_>, asked: &ShowReports) -> Result<Self, Fault> {
        let now = read.now();
        let organisation = organisation::get(read.db()).await?;
        let today = people::zone_around(&organisation.time_zone, now).day(now);
        let (first, last) = asked.days(today)?;
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
        let (begins, ends) = (midnight(first), midnight(last + Many::new(1)));
        // Clocks differ from UTC by less than a day.
        let around = TimeDelta::days(2);
        let (early, late) = (begins.and_utc() - around, ends.and_utc() + around);
        let zone = people::zone_between(&organisation.time_zone, early.min(now), late.max(now));
        Ok(Self {
            first,
            last,
            from: zone.moment(begins),
            until: zone.moment(ends),
            today,
            zone,
        })
    }

    /// From its first to its last moment, but no further than now: what lies ahead has decided about nobody.
    pub(in crate::leads) fn up_to(&self, now: DateTime<Utc>) -> Period {
        Period {
            from: self.from,
            until: (self.until - TimeDelta::microseconds(1)).min(now),
        }
    }
}
