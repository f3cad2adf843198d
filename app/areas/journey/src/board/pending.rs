//! Moves on their way: what the board shows before the server has answered.

use model::{
    journey::{
        StageKey,
        board::{Card, show::Board},
    },
    values::{Version, ids::AccountId},
};

/// A move that was sent and is shown before the server has answered. It no longer shows once the board that was read
/// knows a newer version of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pending {
    pub(super) account: AccountId,
    pub(super) seen: Version,
    pub(super) to: StageKey,
}

/// The board as if the moves had been made.
pub(super) fn with_moves(mut board: Board, pending: &[Pending]) -> Board {
    for moving in pending {
        let taken = board.columns.iter_mut().find_map(|column| {
            let fits = |card: &Card| card.account == moving.account && card.version == moving.seen;
            let place = column.cards.items.iter().position(fits)?;
            let card = column.cards.items.remove(place);
            column.count = column.count.saturating_sub(1);
            column.open_amount.minor -= card.open_amount.minor;
            column.stalled = column.stalled.saturating_sub(u32::from(card.stalled));
            Some(card)
        });
        let Some(mut card) = taken else {
            continue;
        };
        let to = board
            .columns
            .iter_mut()
            .find(|column| column.stage == moving.to.as_str());
        if let Some(column) = to {
            card.stage.clone_from(&column.stage);
            card.days = 0;
            card.stalled = false;
            column.count += 1;
            column.open_amount.minor += card.open_amount.minor;
            let cards = &mut column.cards.items;
            let place = cards.partition_point(|other| other.open_amount.minor > card.open_amount.minor);
            cards.insert(place, card);
        }
    }
    board
}

#[cfg(test)]
mod tests {
    use model::{
        journey::{Phase, board::show::Column},
        values::{Currency, Money, Page},
    };
    use uuid::Uuid;

    use super::*;

    fn card(number: u128, amount: i64) -> Card {
        Card {
            account: AccountId(Uuid::from_u128(number)),
            name: format!("Account {number}"),
            stage: "exploring".to_owned(),
            open_amount: Money::new(amount, Currency::EUR),
            marketing_lead: None,
            sales_lead: None,
            service_lead: None,
            since: chrono::DateTime::UNIX_EPOCH,
            days: 90,
            stalled: true,
            has_won_deal: false,
            version: Version(1),
        }
    }

    fn board() -> Board {
        let column = |stage: &str, cards: Vec<Card>| Column {
            stage: stage.to_owned(),
            name: stage.to_owned(),
            phase: Phase::Middle,
            accountable: None,
            norm_days: None,
            count: u32::try_from(cards.len()).unwrap(),
            open_amount: Money::new(cards.iter().map(|card| card.open_amount.minor).sum(), Currency::EUR),
            median_days: None,
            stalled: u32::try_from(cards.len()).unwrap(),
            missing_leg: 0,
            cards: Page {
                items: cards,
                next: None,
            },
        };
        Board {
            columns: vec![
                column("exploring", vec![card(1, 50), card(2, 30)]),
                column("selecting", vec![card(3, 60), card(4, 10)]),
            ],
            leads: Vec::new(),
        }
    }

    #[test]
    fn a_move_on_its_way_is_shown_and_counted() {
        let moving = Pending {
            account: AccountId(Uuid::from_u128(2)),
            seen: Version(1),
            to: "selecting".parse().unwrap(),
        };
        let shown = with_moves(board(), std::slice::from_ref(&moving));
        let [from, to] = shown.columns.as_slice() else {
            panic!("two columns")
        };
        assert_eq!((from.count, from.open_amount.minor, from.stalled), (1, 50, 1));
        assert_eq!((to.count, to.open_amount.minor, to.stalled), (3, 100, 2));
        let amounts: Vec<i64> = to.cards.items.iter().map(|card| card.open_amount.minor).collect();
        assert_eq!(amounts, [60, 30, 10]);
    }

    #[test]
    fn a_move_that_the_board_knows_is_not_shown_twice() {
        let moving = Pending {
            account: AccountId(Uuid::from_u128(2)),
            seen: Version(0),
            to: "selecting".parse().unwrap(),
        };
        assert_eq!(with_moves(board(), &[moving]), board());
    }
}
