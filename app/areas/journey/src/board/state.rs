//! What the parts of the board share: what was read, what is on its way, and what becomes of a card that somebody moves.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use model::{
    Failure,
    journey::{
        StageKey, Stages,
        board::{Card, show::Board},
        transitions::move_by_hand::MoveByHand,
    },
    values::{Cursor, Page, ids::AccountId, text::Reason},
};
use ui::{Button, LinkButton, Messages, Reads, Revision, failure};

use super::{
    asked::Asked,
    pending::{Pending, with_moves},
};
use crate::{
    drag::{Dropped, Target},
    moving::{say_moved, ways},
};

/// A move for which somebody is asked the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asking {
    pub(super) card: Card,
    pub(super) choices: Vec<StageKey>,
    pub(super) to: StageKey,
    pub(super) reason: String,
    by_keys: bool,
}

/// Everything that the parts of the board share.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) asked: Memo<Asked>,
    pub(super) board: Reads<Board>,
    /// Cards behind the first page, by stage.
    pub(super) more: RwSignal<BTreeMap<String, Page<Card>>>,
    pub(super) pending: RwSignal<Vec<Pending>>,
    pub(super) asking: RwSignal<Option<Asking>>,
    pub(super) messages: Messages,
    pub(super) revision: Revision,
    pub(super) stages: StoredValue<Stages>,
    pub(super) may_move: bool,
}

impl State {
    /// The board as it is shown: what was read, further pages, and moves on their way.
    pub(super) fn shown(self) -> Board {
        let mut board = match self.board.get() {
            Some(Ok(board)) => board,
            _ => Board {
                columns: Vec::new(),
                leads: Vec::new(),
            },
        };
        self.more.with(|more| {
            // A card that moved since a further page was read stands on a first page by now.
            let known: BTreeSet<AccountId> = board
                .columns
                .iter()
                .flat_map(|column| column.cards.items.iter().map(|card| card.account))
                .collect();
            for column in &mut board.columns {
                if let Some(page) = more.get(&column.stage) {
                    let further = page.items.iter().filter(|card| !known.contains(&card.account));
                    column.cards.items.extend(further.cloned());
                    column.cards.next.clone_from(&page.next);
                }
            }
        });
        self.pending.with(|pending| with_moves(board, pending))
    }

    fn card(self, account: AccountId) -> Option<Card> {
        let board = untrack(move || self.shown());
        board
            .columns
            .into_iter()
            .flat_map(|column| column.cards.items)
            .find(|card| card.account == account)
    }

    /// The same for a card that somebody has just let go or chosen: when what others did took it off the board
    /// meanwhile, he is told.
    fn card_or_say(self, account: AccountId) -> Option<Card> {
        let card = self.card(account);
        if card.is_none() {
            self.messages
                .say("The account is not on this board any more. Nothing was moved.");
        }
        card
    }

    /// Asks for a column's next page.
    pub(super) fn read_more(self, stage: StageKey, cursor: Cursor) {
        let asked = self.asked.get_untracked();
        leptos::task::spawn_local(async move {
            match ui::call(asked.column(stage.clone(), Some(cursor))).await {
                Ok(page) => {
                    self.more.try_update(|more| match more.get_mut(stage.as_str()) {
                        Some(before) => {
                            before.items.extend(page.items);
                            before.next = page.next;
                        }
                        None => drop(more.insert(stage.to_string(), page)),
                    });
                }
                Err(failure) => self.messages.say(failure::sentence(&failure)),
            }
        });
    }

    /// After the board was read again, the further pages are too, as many cards as were there.
    pub(super) fn read_more_again(self, fresh: &Board) {
        let asked = self.asked.get_untracked();
        let before = self.more.get_untracked();
        for column in &fresh.columns {
            let Some(wanted) = before.get(&column.stage).map(|page| page.items.len()) else {
                continue;
            };
            let (Ok(stage), next, asked) = (
                column.stage.parse::<StageKey>(),
                column.cards.next.clone(),
                asked.clone(),
            ) else {
                continue;
            };
            leptos::task::spawn_local(async move {
                let mut all = Page {
                    items: Vec::new(),
                    next,
                };
                while all.items.len() < wanted
                    && let Some(cursor) = all.next.take()
                {
                    let Ok(page) = ui::call(asked.column(stage.clone(), Some(cursor))).await else {
                        return;
                    };
                    all.items.extend(page.items);
                    all.next = page.next;
                }
                self.more.try_update(|more| more.insert(stage.to_string(), all));
            });
        }
    }

    /// A card was let go over another column.
    pub(super) fn dropped(self, dropped: &Dropped) {
        let Some(card) = self.card_or_say(dropped.account) else {
            return;
        };
        let place = card.place();
        let stages = self.stages.get_value();
        match &dropped.onto {
            Target::Stage(key) => match stages.enterable(&place, key) {
                Ok(stage) => self.ask(card, ways(&stages, &place), stage.key.clone(), dropped.by_keys),
                Err(refusal) => self.refuse(&card, &Failure::Refused(refusal)),
            },
            Target::Phase(key) => {
                let open = |to: &StageKey| stages.by_key(to.as_str()).is_some_and(|stage| stage.phase.key() == key);
                let choices: Vec<StageKey> = ways(&stages, &place).into_iter().filter(open).collect();
                let first = stages.iter().find(|stage| stage.phase.key() == key);
                match (choices.first().cloned(), first) {
                    (Some(to), _) => self.ask(card, choices, to, dropped.by_keys),
                    (None, Some(stage)) => {
                        if let Err(refusal) = stages.enterable(&place, stage.key.as_str()) {
                            self.refuse(&card, &Failure::Refused(refusal));
                        }
                    }
                    (None, None) => {}
                }
            }
        }
    }

    /// Somebody wants to choose the stage from a list.
    pub(super) fn asked_for(self, account: AccountId) {
        let Some(card) = self.card_or_say(account) else {
            return;
        };
        let place = card.place();
        let stages = self.stages.get_value();
        let choices = ways(&stages, &place);
        let here = stages.position(&card.stage);
        let next = choices
            .iter()
            .find(|to| stages.position(to.as_str()) > here)
            .or(choices.first())
            .cloned();
        if let Some(to) = next {
            self.ask(card, choices, to, true);
        }
    }

    fn ask(self, card: Card, choices: Vec<StageKey>, to: StageKey, by_keys: bool) {
        self.asking.set(Some(Asking {
            card,
            choices,
            to,
            reason: String::new(),
            by_keys,
        }));
    }

    /// Shows the move at once, sends it, and takes it back with an explanation when it is refused.
    pub(super) fn send(self, asking: Asking, to: StageKey, reason: Reason, holds_days: Option<u16>) {
        let card = asking.card.clone();
        let moving = Pending {
            account: card.account,
            seen: card.version,
            to: to.clone(),
        };
        self.pending.update(|pending| pending.push(moving.clone()));
        self.asking.set(None);
        let again = Asking {
            to: to.clone(),
            reason: reason.to_string(),
            ..asking
        };
        let sending = ui::call(MoveByHand {
            account: card.account,
            to,
            reason,
            holds_days,
            seen: card.version,
        });
        leptos::task::spawn_local(async move {
            match sending.await {
                Ok(moved) => {
                    self.messages.clear();
                    self.stages
                        .with_value(|stages| say_moved(self.messages, stages, &moved));
                    self.revision.bump();
                }
                Err(failure) => {
                    self.pending
                        .try_update(|pending| pending.retain(|other| *other != moving));
                    if matches!(failure, Failure::Unavailable) {
                        let text = format!("{} was not moved. {}", card.name, failure::sentence(&failure));
                        self.messages.offer_undo(text, move || {
                            let again = again.clone();
                            view! {
                                <Button
                                    small=true
                                    on:click=move |_| {
                                        self.messages.clear();
                                        self.asking.set(Some(again.clone()));
                                    }
                                >
                                    "Try again"
                                </Button>
                            }
                        });
                    } else {
                        self.refuse(&card, &failure);
                    }
                    if matches!(failure, Failure::Conflict(_) | Failure::NotFound) {
                        self.revision.bump();
                    }
                }
            }
        });
    }

    /// Says why a card stays, and leads to where that can be changed.
    fn refuse(self, card: &Card, failure: &Failure) {
        let why = failure::sentence(failure);
        let text = match failure {
            // Where it stands now is what the failure tells.
            Failure::Conflict(_) | Failure::NotFound => format!("{} was not moved. {why}", card.name),
            _ => self
                .stages
                .with_value(|stages| format!("{} stays in {}. {why}", card.name, stages.name(&card.stage))),
        };
        let href = format!("/accounts/{}", card.account);
        self.messages.offer_undo(text, move || {
            view! {
                <LinkButton href=href.clone() small=true>
                    "Open the account"
                </LinkButton>
            }
        });
    }
}
