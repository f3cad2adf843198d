//! What holds in every database, and the statements that find where it does not.
//!
//! Each statement selects the `id` of what violates it, in words that both databases understand.

use model::{
    Department,
    accounts::{members, touches::TouchKind},
    agreement::{AgreementKind, State},
    journey::{Stage, Stages},
    platform::people::PersonState,
};

/// One of them.
#[derive(Debug)]
pub(super) struct Invariant {
    pub key: &'static str,
    pub says: &'static str,
    /// Finds the violations. `$1` is the time before which an unfinished job should have been taken up.
    pub violations: String,
}

/// All of them.
pub(super) fn all(stages: &Stages) -> Vec<Invariant> {
    let fixed = FIXED.map(|(key, says, violations)| Invariant {
        key,
        says,
        violations: violations.to_owned(),
    });
    let mut all = vec![
        stages_are_known(stages),
        customers_have_bought(stages),
        last_acts_are_right(),
        agreements_are_signed(),
        missing_legs_are_owed(stages),
        legs_are_shared(),
    ];
    all.extend(fixed);
    all
}

const FIXED: [(&str, &str, &str); 25] = [
    (
        "obligations_of",
        "What is owed is owed at an account that is there",
        "SELECT o.id FROM obligation o LEFT JOIN account a ON a.id = o.account_id WHERE a.id IS NULL",
    ),
    (
        "obligations",
        "What is owed is open, met, breached or void as its last step says, and since a moment unless it is open",
        "SELECT o.id FROM obligation o LEFT JOIN obligation_change c ON c.obligation_id = o.id AND c.step = o.steps \
         WHERE c.to_state IS DISTINCT FROM o.state OR o.state NOT IN ('open', 'met', 'breached', 'void') \
             OR (o.state = 'open') <> (o.settled_at IS NULL)",
    ),
    (
        "words",
        "Of a duty and the word that belongs to it never both are breached",
        "SELECT d.id FROM obligation d JOIN obligation w ON w.event_id = d.event_id AND w.rule = d.rule \
         WHERE d.part = 'duty' AND d.state = 'breached' AND w.part = 'word' AND w.state = 'breached'",
    ),
    (
        "roll_ups",
        "Open amount, open and won deals and next close day of an account follow from its deals",
        "SELECT a.id FROM account a LEFT JOIN (\
             SELECT account_id, \
                 SUM(CASE WHEN state = 'open' THEN amount_minor ELSE 0 END) AS open_amount, \
                 SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END) AS open_deals, \
                 SUM(CASE WHEN state = 'won' THEN 1 ELSE 0 END) AS won_deals, \
                 MIN(CASE WHEN state = 'open' THEN close_on END) AS next_close_on \
             FROM deal WHERE trashed_at IS NULL GROUP BY account_id\
         ) d ON d.account_id = a.id \
         WHERE a.trashed_at IS NULL AND (\
             a.open_amount_minor <> COALESCE(d.open_amount, 0) OR a.open_deals <> COALESCE(d.open_deals, 0) \
             OR a.won_deals <> COALESCE(d.won_deals, 0) OR a.next_close_on IS DISTINCT FROM d.next_close_on)",
    ),
    (
        "stage",
        "An account stands where its last move led",
        "SELECT a.id FROM account a JOIN (\
             SELECT account_id, to_stage, ROW_NUMBER() OVER (PARTITION BY account_id ORDER BY at DESC, id DESC) AS nth \
             FROM transition\
         ) t ON t.account_id = a.id AND t.nth = 1 WHERE a.stage <> t.to_stage",
    ),
    (
        "moves",
        "A move begins where the one before it ended",
        "SELECT id FROM (\
             SELECT id, from_stage, LAG(to_stage) OVER (PARTITION BY account_id ORDER BY at, id) AS came_to \
             FROM transition\
         ) t WHERE came_to <> from_stage",
    ),
    (
        "leads",
        "Whoever leads a leg exists and belongs to that department",
        "SELECT a.id FROM account a LEFT JOIN person p ON p.id = a.marketing_lead_id \
         WHERE a.marketing_lead_id IS NOT NULL AND p.department IS DISTINCT FROM 'marketing' \
         UNION SELECT a.id FROM account a LEFT JOIN person p ON p.id = a.sales_lead_id \
         WHERE a.sales_lead_id IS NOT NULL AND p.department IS DISTINCT FROM 'sales' \
         UNION SELECT a.id FROM account a LEFT JOIN person p ON p.id = a.service_lead_id \
         WHERE a.service_lead_id IS NOT NULL AND p.department IS DISTINCT FROM 'service'",
    ),
    (
        "domains",
        "One domain is one account",
        "SELECT a.id FROM account a JOIN (\
             SELECT LOWER(domain) AS domain FROM account \
             WHERE trashed_at IS NULL AND domain IS NOT NULL GROUP BY LOWER(domain) HAVING COUNT(*) > 1\
         ) d ON d.domain = LOWER(a.domain) WHERE a.trashed_at IS NULL",
    ),
    (
        "log",
        "The event log knows when an account was created",
        "SELECT a.id FROM account a WHERE NOT EXISTS (\
             SELECT 1 FROM activity e WHERE e.account_id = a.id AND e.kind = 'account_created')",
    ),
    (
        "deals",
        "A deal is open, or was closed at some time; a lost one says why",
        "SELECT id FROM deal WHERE NOT (\
             (state = 'open' AND closed_at IS NULL AND lost_reason IS NULL) \
             OR (state = 'won' AND closed_at IS NOT NULL AND lost_reason IS NULL) \
             OR (state = 'lost' AND closed_at IS NOT NULL AND lost_reason IS NOT NULL))",
    ),
    (
        "contacts_of",
        "A contact belongs to an account that exists, or to none",
        "SELECT c.id FROM contact c WHERE c.account_id IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = c.account_id)",
    ),
    (
        "deals_of",
        "A deal belongs to an account that exists",
        "SELECT d.id FROM deal d WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = d.account_id)",
    ),
    (
        "touches_of",
        "A touch belongs to an account that exists",
        "SELECT t.id FROM touch t WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = t.account_id)",
    ),
    (
        "signals_of",
        "A signal belongs to an account that exists",
        "SELECT s.id FROM signal s WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = s.account_id)",
    ),
    (
        "moves_of",
        "A move belongs to an account that exists",
        "SELECT t.id FROM transition t WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = t.account_id)",
    ),
    (
        "touched",
        "Whom a touch was with exists",
        "SELECT t.id FROM touch t WHERE t.contact_id IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = t.contact_id)",
    ),
    (
        "signalled",
        "Whose signal it was exists",
        "SELECT s.id FROM signal s WHERE s.contact_id IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = s.contact_id)",
    ),
    (
        "owners",
        "Who is at a deal exists",
        "SELECT d.id FROM deal d WHERE d.owner_id IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = d.owner_id)",
    ),
    (
        "entries_of",
        "An entry of the log that stands on a timeline belongs to an account that exists, or whose import was undone",
        "SELECT e.id FROM activity e WHERE e.account_id IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = e.account_id) \
         AND NOT EXISTS (SELECT 1 FROM activity g WHERE g.account_id = e.account_id \
             AND g.kind = 'account_trashed' AND g.operation = 'platform.imports.undo_chunk')",
    ),
    (
        "in_force",
        "Of an agreement one version is in force at a time",
        "SELECT v.id FROM agreement_version v JOIN agreement_version w ON w.agreement_id = v.agreement_id \
         AND w.id <> v.id AND w.in_force_at <= v.in_force_at \
         AND (w.superseded_at IS NULL OR w.superseded_at > v.in_force_at)",
    ),
    (
        "missing_legs_of",
        "An alert that a leg owes an act belongs to an account that exists",
        "SELECT m.id FROM missing_leg m WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = m.account_id)",
    ),
    (
        "missing_legs_once",
        "At most one alert is open for an account and a leg",
        "SELECT m.id FROM missing_leg m JOIN (\
             SELECT account_id, leg FROM missing_leg WHERE cleared_at IS NULL \
             GROUP BY account_id, leg HAVING COUNT(*) > 1\
         ) d ON d.account_id = m.account_id AND d.leg = m.leg WHERE m.cleared_at IS NULL",
    ),
    (
        "lead_scores",
        "Both scores of a lead are the sums of their logs",
        "SELECT l.id FROM lead l LEFT JOIN (\
             SELECT lead_id, SUM(CASE WHEN score = 'fit' THEN points ELSE 0 END) AS fit, \
                 SUM(CASE WHEN score = 'engagement' THEN points ELSE 0 END) AS engagement \
             FROM lead_score_log GROUP BY lead_id\
         ) s ON s.lead_id = l.id \
         WHERE l.fit <> COALESCE(s.fit, 0) OR l.engagement <> COALESCE(s.engagement, 0)",
    ),
    (
        "lead_scored_by",
        "All points of a lead were given by the version that it was scored by last",
        "SELECT DISTINCT g.lead_id AS id FROM lead_score_log g LEFT JOIN lead l ON l.id = g.lead_id \
         WHERE l.id IS NULL OR l.scored_at IS NULL OR g.definition_version IS DISTINCT FROM l.scored_by",
    ),
    (
        "jobs",
        "No job waits for a worker that does not come",
        "SELECT id FROM job WHERE (state = 'waiting' AND run_at < $1) OR (state = 'running' AND held_until < $1)",
    ),
];

fn keys<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    keys.map(|key| format!("'{key}'")).collect::<Vec<_>>().join(", ")
}

fn stages_are_known(stages: &Stages) -> Invariant {
    // Keys of stages are letters, digits and underscores, so they need no escaping.
    let places: Vec<String> = stages
        .iter()
        .map(|stage| format!("WHEN '{}' THEN {}", stage.key, stages.position(stage.key.as_str())))
        .collect();
    let known = keys(stages.iter().map(|stage| stage.key.as_str()));
    Invariant {
        key: "places",
        says: "An account stands in a stage of the journey, and is sorted by its place there",
        violations: format!(
            "SELECT id FROM account WHERE trashed_at IS NULL \
             AND stage_position IS DISTINCT FROM CASE stage {} END AND (stage IN ({known}) OR {SETTLED})",
            places.join(" ")
        ),
    }
}

/// After another version of the journey came into force a job looks where all accounts stand. Until it is through some
/// stand where only the version before had them.
const SETTLED: &str =
    "NOT EXISTS (SELECT 1 FROM job j WHERE j.kind = 'follow_journey' AND j.state IN ('waiting', 'running'))";

fn customers_have_bought(stages: &Stages) -> Invariant {
    let customers = stages.iter().filter(|stage| stage.is_of_customers());
    let customers = customers.map(|Stage { key, .. }| key.as_str());
    Invariant {
        key: "customers",
        says: "Customers have bought something",
        violations: format!(
            "SELECT id FROM account WHERE trashed_at IS NULL AND won_deals = 0 AND stage IN ({}) AND {SETTLED}",
            keys(customers)
        ),
    }
}

fn legs_are_shared() -> Invariant {
    let leads: Vec<String> = Department::ALL
        .iter()
        .map(|leg| format!("WHEN '{leg}' THEN a.{leg}_lead_id", leg = leg.key()))
        .collect();
    Invariant {
        key: "members",
        says: "Whoever works a leg beside its lead can sign in, belongs to that department and does not lead the leg; \
               they are not too many",
        violations: format!(
            "SELECT m.account_id AS id FROM leg_member m LEFT JOIN account a ON a.id = m.account_id \
             LEFT JOIN person p ON p.id = m.person_id \
             WHERE a.id IS NULL OR p.department IS DISTINCT FROM m.leg OR p.state IS DISTINCT FROM '{active}' \
             OR m.person_id = CASE m.leg {leads} END \
             UNION SELECT account_id FROM leg_member GROUP BY account_id, leg HAVING COUNT(*) > {most}",
            active = PersonState::Active.key(),
            leads = leads.join(" "),
            most = members::MOST,
        ),
    }
}

fn missing_legs_are_owed(stages: &Stages) -> Invariant {
    let owed: Vec<String> = stages
        .iter()
        .filter(|stage| !stage.owes.is_empty())
        .map(|stage| {
            let legs = keys(stage.owes.iter().map(|owed| owed.leg.key()));
            format!("(m.stage = '{}' AND m.leg IN ({legs}))", stage.key)
        })
        .collect();
    let owed = if owed.is_empty() {
        "1 = 0".to_owned()
    } else {
        owed.join(" OR ")
    };
    Invariant {
        key: "missing_legs",
        says: "Where an alert is open the account stands in its stage, and the stage asks for an act of that leg",
        violations: format!(
            "SELECT m.id FROM missing_leg m JOIN account a ON a.id = m.account_id \
             WHERE m.cleared_at IS NULL AND (a.stage <> m.stage OR (NOT ({owed}) AND {SETTLED}))"
        ),
    }
}

fn agreements_are_signed() -> Invariant {
    let signers: Vec<String> = AgreementKind::ALL
        .iter()
        .map(|kind| format!("WHEN '{}' THEN {}", kind.key(), kind.signers().len()))
        .collect();
    let signed = [State::Signed, State::Active, State::Superseded].map(State::key);
    Invariant {
        key: "signatures",
        says: "What is or was in force every department signed",
        violations: format!(
            "SELECT v.id FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id WHERE v.state IN ({}) \
             AND (SELECT COUNT(*) FROM agreement_signature s WHERE s.version_id = v.id) < CASE a.kind {} END",
            keys(signed.into_iter()),
            signers.join(" ")
        ),
    }
}

fn last_acts_are_right() -> Invariant {
    let acts = TouchKind::ALL
        .into_iter()
        .filter(|kind| kind.is_act())
        .map(TouchKind::key);
    Invariant {
        key: "last_acts",
        says: "When a leg acted last follows from its touches; notes are no acts",
        violations: format!(
            "SELECT a.id FROM account a LEFT JOIN (\
                 SELECT account_id, \
                     MAX(CASE WHEN leg = 'marketing' THEN occurred_at END) AS marketing, \
                     MAX(CASE WHEN leg = 'sales' THEN occurred_at END) AS sales, \
                     MAX(CASE WHEN leg = 'service' THEN occurred_at END) AS service \
                 FROM touch WHERE trashed_at IS NULL AND kind IN ({}) GROUP BY account_id\
             ) t ON t.account_id = a.id \
             WHERE a.marketing_acted_at IS DISTINCT FROM t.marketing OR a.sales_acted_at IS DISTINCT FROM t.sales \
             OR a.service_acted_at IS DISTINCT FROM t.service",
            keys(acts)
        ),
    }
}
