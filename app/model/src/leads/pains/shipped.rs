//! The catalogues that the product ships with; departments make them their own.

use super::{Crisis, Pain};

/// Key, name and meaning.
const PAINS: [(&str, &str, &str); 6] = [
    (
        "unplanned_downtime",
        "Unplanned downtime",
        "Work stops because something that must run does not.",
    ),
    (
        "security_gaps",
        "Security gaps",
        "They cannot say who reaches what, or know that the wrong people do.",
    ),
    (
        "rising_cost",
        "Rising cost",
        "Doing it the old way costs more every year, and somebody is asked why.",
    ),
    (
        "slow_delivery",
        "Slow delivery",
        "Their customers wait longer than they were promised.",
    ),
    (
        "missed_targets",
        "Missed targets",
        "A number that somebody answers for was missed twice.",
    ),
    (
        "compliance_risk",
        "Compliance risk",
        "A rule has changed, and what they do today breaks it.",
    ),
];

/// Key, name, days and keys of the pains that it makes urgent.
const CRISES: [(&str, &str, u16, &[&str]); 6] = [
    (
        "network_interruption",
        "Network interruption",
        60,
        &["unplanned_downtime", "slow_delivery"],
    ),
    (
        "security_breach",
        "Security breach",
        90,
        &["security_gaps", "compliance_risk"],
    ),
    (
        "audit_finding",
        "Finding of an audit",
        120,
        &["compliance_risk", "security_gaps"],
    ),
    (
        "contract_ends",
        "A contract with somebody else ends",
        180,
        &["rising_cost", "slow_delivery"],
    ),
    (
        "new_leader",
        "Somebody new leads",
        120,
        &["missed_targets", "rising_cost"],
    ),
    (
        "bad_quarter",
        "A bad quarter was published",
        90,
        &["missed_targets", "rising_cost"],
    ),
];

impl Pain {
    /// The pains that the product ships with. One whose texts are not right is left out; a test reads them all.
    pub fn shipped() -> Vec<Self> {
        let read = |(key, name, meaning): &(&str, &str, &str)| {
            Some(Self {
                key: key.parse().ok()?,
                name: name.parse().ok()?,
                meaning: meaning.parse().ok()?,
            })
        };
        PAINS.iter().filter_map(read).collect()
    }
}

impl Crisis {
    /// The crises that the product ships with. One whose texts are not right is left out; a test reads them all.
    pub fn shipped() -> Vec<Self> {
        let read = |(key, name, days, pains): &(&str, &str, u16, &[&str])| {
            let pains = pains.iter().map(|pain| pain.parse().ok());
            Some(Self {
                key: key.parse().ok()?,
                name: name.parse().ok()?,
                pains: pains.collect::<Option<_>>()?,
                expires_after_days: *days,
            })
        };
        CRISES.iter().filter_map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_shipped_can_be_read_and_belongs_together() {
        let (pains, crises) = (Pain::shipped(), Crisis::shipped());
        assert_eq!((pains.len(), crises.len()), (PAINS.len(), CRISES.len()));
        let known: BTreeSet<_> = pains.iter().map(|pain| &pain.key).collect();
        assert_eq!(known.len(), pains.len());
        for crisis in &crises {
            assert_eq!(crisis.check(), Ok(()));
            assert!(crisis.pains.iter().all(|pain| known.contains(pain)));
        }
    }
}
