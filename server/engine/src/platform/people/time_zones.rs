//! Which time zones there are.

use chrono_tz::TZ_VARIANTS;
use model::platform::people::time_zones::ListTimeZones;

use crate::{Answer, Fault, Read};

impl Answer for ListTimeZones {
    /// Places and UTC: old names such as `EST5EDT` are understood and not offered.
    async fn answer(self, _: &Read<'_>) -> Result<Vec<String>, Fault> {
        const OLD: [&str; 7] = ["Etc/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/", "SystemV/"];
        let names = TZ_VARIANTS.iter().map(|zone| zone.name());
        let offered =
            names.filter(|name| *name == "UTC" || (name.contains('/') && !OLD.iter().any(|old| name.starts_with(old))));
        Ok(offered.map(str::to_owned).collect())
    }
}
