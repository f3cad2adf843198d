//! Asks the database whether it agrees with itself.

use chrono::TimeDelta;
use model::platform::check::{Invariant, run::RunCheck};
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

use super::invariants;
use crate::{Answer, Fault, Read};

/// A worker looks every few seconds; a job that nobody took up within this time waits in vain.
const PATIENCE: TimeDelta = TimeDelta::minutes(30);

impl Answer for RunCheck {
    async fn answer(self, read: &Read<'_>) -> Result<Vec<Invariant>, Fault> {
        let mut checked = Vec::new();
        for invariant in invariants::all(&read.stages().await?) {
            let values: Vec<Value> = if invariant.violations.contains("$1") {
                vec![(read.now() - PATIENCE).into()]
            } else {
                Vec::new()
            };
            let ask =
                |sql: String| Statement::from_sql_and_values(read.db().get_database_backend(), sql, values.clone());
            let count = ask(format!("SELECT COUNT(*) AS number FROM ({}) v", invariant.violations));
            let count: i64 = match read.db().query_one_raw(count).await? {
                Some(row) => row.try_get("", "number")?,
                None => 0,
            };
            let mut examples = Vec::new();
            if count > 0 {
                let some = ask(format!(
                    "SELECT id FROM ({}) v ORDER BY id LIMIT 5",
                    invariant.violations
                ));
                for row in read.db().query_all_raw(some).await? {
                    examples.push(row.try_get::<Uuid>("", "id")?);
                }
            }
            checked.push(Invariant {
                key: invariant.key.to_owned(),
                says: invariant.says.to_owned(),
                violations: u64::try_from(count).unwrap_or_default(),
                examples,
            });
        }
        Ok(checked)
    }
}

#[cfg(test)]
mod tests {
    use model::platform::demo::load::LoadDemo;
    use sea_orm::ConnectionTrait;

    use super::*;
    use crate::{
        Caller, answer, perform,
        testing::{World, on_both},
    };

    on_both!(what_nobody_broke_agrees_and_what_somebody_broke_is_found);

    /// What each invariant is broken by.
    const BREAKS: [(&str, &str); 31] = [
        (
            "obligations_of",
            "INSERT INTO obligation (id, event_id, trigger_kind, rule, rule_name, part, side, leg, to_leg, duty, stage, \
                 account_id, opened_at, running_since, limit_minutes, pauses, state, steps) \
             SELECT id, id, 'deal_won', 'won', 'Won', 'duty', 'receiver', 'service', 'sales', 'name_lead', 'selecting', \
                 id, created_at, created_at, 60, '[]', 'open', 1 FROM contact",
        ),
        (
            "obligations",
            "INSERT INTO obligation (id, event_id, trigger_kind, rule, rule_name, part, side, leg, to_leg, duty, stage, \
                 account_id, opened_at, running_since, limit_minutes, pauses, state, steps) \
             SELECT id, id, 'deal_won', 'won', 'Won', 'duty', 'receiver', 'service', 'sales', 'name_lead', stage, \
                 id, created_at, created_at, 60, '[]', 'open', 1 FROM account",
        ),
        (
            "words",
            "INSERT INTO obligation (id, event_id, trigger_kind, rule, rule_name, part, side, leg, to_leg, duty, stage, \
                 account_id, opened_at, running_since, limit_minutes, pauses, state, settled_at, steps) \
             SELECT id, id, 'deal_won', 'won', 'Won', 'duty', 'receiver', 'service', 'sales', 'name_lead', stage, \
                 id, created_at, created_at, 60, '[]', 'breached', created_at, 1 FROM account WHERE id = (SELECT id FROM account ORDER BY id LIMIT 1); \
             INSERT INTO obligation (id, event_id, trigger_kind, rule, rule_name, part, side, leg, to_leg, duty, stage, \
                 account_id, opened_at, running_since, limit_minutes, pauses, state, settled_at, steps) \
             SELECT (SELECT id FROM deal ORDER BY id LIMIT 1), id, 'deal_won', 'won', 'Won', 'word', 'giver', 'sales', \
                 'service', 'name_lead', stage, id, created_at, created_at, 60, '[]', 'breached', created_at, 1 \
                 FROM account WHERE id = (SELECT id FROM account ORDER BY id LIMIT 1)",
        ),
        (
            "places",
            "UPDATE account SET stage_position = 99 WHERE stage = 'dormant'",
        ),
        (
            "customers",
            "UPDATE account SET won_deals = 0 WHERE stage = 'onboarding'",
        ),
        (
            "last_acts",
            "UPDATE account SET sales_acted_at = created_at WHERE stage = 'selecting'",
        ),
        (
            "roll_ups",
            "UPDATE account SET open_amount_minor = open_amount_minor + 1 WHERE stage = 'selecting'",
        ),
        (
            "stage",
            "UPDATE account SET stage = 'exploring', stage_position = 2 WHERE stage = 'justifying'",
        ),
        ("moves", "DELETE FROM transition WHERE to_stage = 'exploring'"),
        (
            "leads",
            "UPDATE account SET sales_lead_id = service_lead_id WHERE stage = 'selecting'",
        ),
        (
            "domains",
            "UPDATE account SET domain = (SELECT UPPER(domain) FROM account WHERE domain LIKE 'varnholt%') WHERE domain LIKE 'pellinore%'",
        ),
        ("log", "DELETE FROM activity WHERE kind = 'account_created'"),
        ("deals", "UPDATE deal SET lost_reason = NULL WHERE state = 'lost'"),
        ("contacts_of", "UPDATE contact SET account_id = id"),
        ("deals_of", "UPDATE deal SET account_id = id"),
        ("touches_of", "UPDATE touch SET account_id = id"),
        ("signals_of", "UPDATE signal SET account_id = id"),
        ("moves_of", "UPDATE transition SET account_id = id"),
        ("touched", "UPDATE touch SET contact_id = id"),
        ("signalled", "UPDATE signal SET contact_id = id"),
        ("owners", "UPDATE deal SET owner_id = id"),
        ("entries_of", "UPDATE activity SET account_id = id"),
        (
            "in_force",
            "INSERT INTO agreement_version (id, agreement_id, state, content, drafted_at, updated_at, in_force_at, version) \
             SELECT a.id, g.id, 'superseded', '{}', a.created_at, a.created_at, a.created_at, 1 \
             FROM account a JOIN agreement g ON g.kind = 'journey' WHERE a.id IN (SELECT id FROM account LIMIT 2)",
        ),
        ("signatures", "DELETE FROM agreement_signature"),
        ("missing_legs_of", "UPDATE missing_leg SET account_id = id"),
        (
            "missing_legs_once",
            "DROP INDEX missing_leg_open; \
             INSERT INTO missing_leg (id, account_id, leg, stage, silent_since, since, raised_at) \
             SELECT account_id, account_id, leg, stage, silent_since, since, raised_at FROM missing_leg \
             WHERE leg = 'marketing'",
        ),
        ("missing_legs", "UPDATE missing_leg SET stage = 'lost'"),
        (
            "members",
            "UPDATE leg_member SET leg = CASE leg WHEN 'sales' THEN 'service' ELSE 'sales' END",
        ),
        (
            "lead_scores",
            "INSERT INTO lead (id, contact_id, state, since, owner_id, owner_department, next_on, captured_at, \
             hand_overs, updated_at, version, fit, engagement) \
             SELECT id, id, 'captured', created_at, id, 'sales', '2026-01-01', created_at, '[]', created_at, 1, 5, 0 \
             FROM account WHERE stage = 'lost'",
        ),
        (
            "lead_scored_by",
            "INSERT INTO lead (id, contact_id, state, since, owner_id, owner_department, next_on, captured_at, \
             hand_overs, updated_at, version, fit, engagement) \
             SELECT id, id, 'captured', created_at, id, 'sales', '2026-01-01', created_at, '[]', created_at, 1, 5, 0 \
             FROM account WHERE stage = 'lost'; \
             INSERT INTO lead_score_log (lead_id, score, place, at, kind, points) \
             SELECT id, 'fit', 0, created_at, 'earned', 5 FROM account WHERE stage = 'lost'",
        ),
        (
            "jobs",
            "INSERT INTO job (id, kind, payload, state, run_at, tries, most_tries, progress_done, progress_total, created_at) \
             SELECT id, 'sweep', '{}', 'waiting', created_at, 0, 3, 0, 0, created_at FROM account WHERE stage = 'lost'",
        ),
    ];

    async fn what_nobody_broke_agrees_and_what_somebody_broke_is_found(world: World) {
        let world = World::empty_on(world.database()).await.unwrap();
        let demo = LoadDemo {
            accounts: 40,
            seed: 3,
            signals: None,
        };
        let system = Caller::system("test");
        perform(&world, &system, demo).await.unwrap();

        let checked = answer(&world, &system, RunCheck {}).await.unwrap();
        let violated: Vec<&Invariant> = checked.iter().filter(|invariant| invariant.violations > 0).collect();
        assert_eq!(violated, Vec::<&Invariant>::new());
        let mut keys: Vec<&str> = checked.iter().map(|invariant| invariant.key.as_str()).collect();
        let mut broken: Vec<&str> = BREAKS.iter().map(|(key, _)| *key).collect();
        keys.sort_unstable();
        broken.sort_unstable();
        assert_eq!(keys, broken, "every invariant is broken once");

        for (key, sql) in BREAKS {
            let world = World::empty_on(world.database()).await.unwrap();
            perform(
                &world,
                &system,
                LoadDemo {
                    accounts: 40,
                    seed: 3,
                    signals: None,
                },
            )
            .await
            .unwrap();
            world.store.writer().execute_unprepared(sql).await.unwrap();
            let checked = answer(&world, &system, RunCheck {}).await.unwrap();
            let invariant = checked.iter().find(|invariant| invariant.key == key).unwrap();
            assert!(invariant.violations > 0, "{key} was broken and not found");
            assert!((1..=5).contains(&invariant.examples.len()));
        }
    }
}
