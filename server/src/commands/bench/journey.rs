//! The journey: a replay of the whole company, and one step of one account.

use std::time::Instant;

use engine::{
    accounts::signals::entity as signal,
    journey::{
        facts::{self, Detail},
        replay::{HowToReplay, replay_all},
    },
};
use model::{
    journey::{Journey, evaluation::Rules},
    values::ids::AccountId,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait as _, EntityTrait as _, Statement};
use serde_json::{Value, json};

use super::{Bench, process};
use crate::commands::Refused;

fn rules(journey: &Journey) -> Result<Rules<'_>, Refused> {
    journey
        .rules()
        .ok_or_else(|| Refused("The journey has no stage.".to_owned()))
}

/// The whole history of the company under the shipped criteria, which no account has met before: with the moves that
/// people made, and by the rules alone.
pub(super) async fn replay(bench: &Bench) -> Result<Value, Refused> {
    let journey = Journey::shipped();
    let rules = rules(&journey)?;
    let store = &bench.engine.store;
    let count = Statement::from_string(store.reader().get_database_backend(), "SELECT COUNT(*) FROM signal");
    let signals: i64 = match store.reader().query_one_raw(count).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => 0,
    };
    let mut how = HowToReplay {
        until: bench.engine.clock.now(),
        by_hand: true,
        readers: 2,
    };
    let resident = process::resident_mib();
    process::forget_peak();
    let (cpu, began) = (process::cpu_us(), Instant::now());
    let tally = replay_all(store, &rules, how).await?;
    let seconds = began.elapsed().as_secs_f64();
    let cpu_seconds = process::cpu_seconds_since(cpu);
    let peak = process::peak_mib();
    how.by_hand = false;
    let began = Instant::now();
    let alone = replay_all(store, &rules, how).await?;
    Ok(json!({
        "signals": signals,
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "peak_mib": peak,
        "resident_before_mib": resident,
        "looks": tally.looks,
        "moves": tally.moves,
        "elsewhere": tally.elsewhere,
        "rules_alone_seconds": began.elapsed().as_secs_f64(),
        "rules_alone_looks": alone.looks,
        "rules_alone_moves": alone.moves,
        "standing": alone.standing,
    }))
}

/// One account after one new signal: its facts are read, and decide where it stands, with the receipt.
pub(super) async fn step(bench: &Bench, rounds: u32) -> Result<Value, Refused> {
    let journey = Journey::shipped();
    let rules = rules(&journey)?;
    let store = &bench.engine.store;
    let now = bench.engine.clock.now();
    let accounts = some_accounts(bench, rounds).await?;
    for account in &accounts {
        let row = signal::ActiveModel {
            id: Set(bench.engine.clock.new_id()),
            account_id: Set(account.0),
            contact_id: Set(None),
            kind: Set("demo".to_owned()),
            venue: Set(None),
            source_type: Set(None),
            topic: Set(None),
            said: Set(None),
            occurred_at: Set(now),
        };
        signal::Entity::insert(row)
            .exec_without_returning(store.writer())
            .await?;
    }
    let detail = Detail {
        asks: rules.asks(),
        ids: true,
        moves: true,
    };
    // One round without a clock: it opens connections and prepares the statement.
    let mut moved = 0_u32;
    for clocked in [false, true] {
        let (cpu, began) = (process::cpu_us(), Instant::now());
        for account in &accounts {
            let Some(known) = facts::of_account(store.reader(), *account, detail).await? else {
                continue;
            };
            let hold = known.moves.hold(now)?;
            let (decision, _receipt) = rules.explain(&known.facts, hold, now);
            moved += u32::from(decision.stage != known.facts.standing.stage);
        }
        if clocked {
            let steps = u32::try_from(accounts.len()).unwrap_or(u32::MAX).max(1);
            return Ok(json!({
                "operations": steps,
                "cpu_us": process::cpu_seconds_since(cpu).map(|used| used * 1_000_000.0 / f64::from(steps)),
                "milliseconds_each": began.elapsed().as_secs_f64() * 1_000.0 / f64::from(steps),
                "moved": moved / 2,
            }));
        }
    }
    Ok(Value::Null)
}

pub(super) async fn some_accounts(bench: &Bench, most: u32) -> Result<Vec<AccountId>, Refused> {
    let db = bench.engine.store.reader();
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        "SELECT id FROM account WHERE trashed_at IS NULL ORDER BY name_key, id LIMIT $1",
        [i64::from(most).into()],
    );
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| Ok(AccountId(row.try_get_by_index(0)?))).collect()
}
