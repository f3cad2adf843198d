//! How the legs of one account take part.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{LegShare, LegState, StoolScore, score};
use crate::{
    Access, Kind, Operation, Rest,
    accounts::touches::TouchKind,
    criteria::{
        describe_found,
        evaluate::{Found, Row},
        facts::TouchFact,
    },
    receipt::{Counted, Line, MOST_ROWS, Met, Receipt},
    values::ids::AccountId,
};

/// Tells what each leg owes an account where it stands, and whether it acted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowParticipation {
    /// Of which account.
    pub account: AccountId,
}

/// What each leg owes an account, and whether it acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Participation {
    /// Which account.
    pub account: AccountId,
    /// Key of the stage in which it stands.
    pub stage: String,
    /// Since when.
    pub stage_since: DateTime<Utc>,
    /// Legs that acted of legs that owe an act; none where no leg owes one.
    pub score: Option<StoolScore>,
    /// The legs that owe an act, marketing first.
    pub legs: Vec<LegShare>,
    /// How the score comes about; none where there is none.
    pub receipt: Option<Receipt>,
}

impl Operation for ShowParticipation {
    type Output = Participation;
    const NAME: &'static str = "journey.participation.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/accounts/{account}/participation",
        "What each leg owes an account where it stands, and whether it acted",
    ));
}

/// Why the score is what it is, from the touches of the account at a moment. Notes do not count.
pub fn receipt(stage: &str, shares: &[LegShare], touches: &[TouchFact], now: DateTime<Utc>) -> Option<Receipt> {
    let score = score(shares)?;
    let lines = shares.iter().map(|share| line(share, touches, now)).collect();
    Some(Receipt {
        rule: format!(
            "Legs that acted within their window, of the legs that owe an act in {stage}. Calls, meetings and mails are \
             acts, notes are none."
        ),
        holds: score.is_full(),
        lines,
    })
}

fn line(share: &LegShare, touches: &[TouchFact], now: DateTime<Utc>) -> Line {
    let mut rows: Vec<&TouchFact> = touches
        .iter()
        .filter(|touch| touch.leg == share.leg && TouchKind::is_act(touch.kind))
        .filter(|touch| super::days_after(touch.at, share.within_days) > now)
        .collect();
    rows.sort_unstable_by_key(|touch| std::cmp::Reverse((touch.at, touch.id)));
    let found = match (share.state, rows.len()) {
        (LegState::Acted, 1) => "1 act".to_owned(),
        (LegState::Acted, acts) => format!("{acts} acts"),
        (LegState::HasTime, _) => "no act, and it still has time".to_owned(),
        (LegState::Missing, _) => "no act".to_owned(),
    };
    Line {
        depth: 0,
        asked: format!(
            "{} acted within the last {}",
            share.leg.key(),
            describe_found(Found::Days(u32::from(share.within_days)), None)
        ),
        found,
        met: if share.state == LegState::Acted {
            Met::Yes
        } else {
            Met::No
        },
        row_count: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        rows: rows
            .into_iter()
            .take(MOST_ROWS)
            .map(|touch| Counted::from(Row::Touch(touch)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        Department,
        journey::{
            Journey,
            participation::{LegsSeen, shares},
        },
        values::ids::TouchId,
    };

    #[test]
    fn a_receipt_names_the_acts_that_counted() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(100);
        let ago = |days: i64| now - TimeDelta::days(days);
        let touch = |kind, leg, days: i64| TouchFact {
            at: ago(days),
            id: TouchId(uuid::Uuid::from_u128(u128::try_from(days).unwrap())),
            kind,
            leg,
        };
        let touches = [
            touch(TouchKind::Mail, Department::Marketing, 22),
            touch(TouchKind::Note, Department::Marketing, 2),
            touch(TouchKind::Call, Department::Sales, 9),
            touch(TouchKind::Meeting, Department::Sales, 3),
            touch(TouchKind::Mail, Department::Service, 29),
        ];
        let stages = Journey::shipped().stages();
        let seen = LegsSeen {
            here_since: ago(60),
            acted_at: [Some(ago(22)), Some(ago(3)), Some(ago(29))],
            silent_since: [None; 3],
            open: [false; 3],
        };
        let shares = shares(stages.by_key("selecting"), &seen, now);
        let receipt = receipt("Selecting", &shares, &touches, now).unwrap();
        assert!(!receipt.holds);
        let told: Vec<_> = receipt
            .lines
            .iter()
            .map(|line| (line.asked.as_str(), line.found.as_str(), line.met, line.row_count))
            .collect();
        assert_eq!(
            told,
            [
                ("marketing acted within the last 21 days", "no act", Met::No, 0),
                ("sales acted within the last 14 days", "2 acts", Met::Yes, 2),
                ("service acted within the last 30 days", "1 act", Met::Yes, 1),
            ]
        );
        let sales: Vec<_> = receipt.lines[1].rows.iter().map(|row| row.at).collect();
        assert_eq!(sales, [ago(3), ago(9)]);
    }
}
