//! Carrying a card to another column: by mouse from anywhere on the card, by finger or pen from its handle, and by keys.
//!
//! The page only learns which card is carried, over what it hovers, and where it was dropped.

use leptos::prelude::*;
use model::values::ids::AccountId;

/// A place where a card can be dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// The column of the stage with this key.
    Stage(String),
    /// The folded phase with this key; which of its stages is asked afterwards.
    Phase(String),
}

/// A target and how people call it.
pub(crate) type Named = (Target, String);

/// A card that was let go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dropped {
    pub(crate) account: AccountId,
    pub(crate) onto: Target,
    /// By keys: the keyboard must find the card again.
    pub(crate) by_keys: bool,
}

/// A card that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Held {
    account: AccountId,
    name: String,
    from: Target,
    by_keys: bool,
}

/// The state of a drag and what the page wants to know about it.
#[derive(Clone, Copy)]
pub(crate) struct Drag {
    held: RwSignal<Option<Held>>,
    over: RwSignal<Option<Target>>,
    /// What is read out.
    pub(crate) said: RwSignal<String>,
    targets: Signal<Vec<Named>>,
    dropped: Callback<Dropped>,
    asked: Callback<AccountId>,
    #[cfg(target_arch = "wasm32")]
    pressed: StoredValue<Option<browser::Press>, LocalStorage>,
    #[cfg(target_arch = "wasm32")]
    just_dragged: StoredValue<bool>,
}

impl Drag {
    /// A drag over these targets, from left to right. `dropped` hears where a card was let go, `asked` that somebody
    /// wants to choose the stage from a list.
    pub(crate) fn new(targets: Signal<Vec<Named>>, dropped: Callback<Dropped>, asked: Callback<AccountId>) -> Self {
        Self {
            held: RwSignal::new(None),
            over: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            targets,
            dropped,
            asked,
            #[cfg(target_arch = "wasm32")]
            pressed: StoredValue::new_local(None),
            #[cfg(target_arch = "wasm32")]
            just_dragged: StoredValue::new(false),
        }
    }

    /// Whether this card is carried.
    pub(crate) fn holds(self, account: AccountId) -> bool {
        self.held
            .with(|held| held.as_ref().is_some_and(|held| held.account == account))
    }

    /// Whether a card hovers over this target, and would change its place there.
    pub(crate) fn hovers(self, target: &Target) -> bool {
        self.over.with(|over| over.as_ref() == Some(target))
            && self
                .held
                .with(|held| held.as_ref().is_some_and(|held| held.from != *target))
    }

    /// Whether any card is carried.
    pub(crate) fn carries(self) -> bool {
        self.held.with(Option::is_some)
    }
}

/// The target `steps` further to the right (or left), without falling off the board.
fn beside(targets: &[Named], here: Option<&Target>, steps: isize) -> Option<Named> {
    let place = targets.iter().position(|(target, _)| Some(target) == here)?;
    let last = targets.len().checked_sub(1)?;
    targets.get(place.saturating_add_signed(steps).min(last)).cloned()
}

/// Where a target stands, said after its name.
fn counted(targets: &[Named], target: &Target) -> String {
    let place = targets
        .iter()
        .position(|(other, _)| other == target)
        .map_or(0, |at| at + 1);
    format!("column {place} of {}", targets.len())
}

/// The server renders a board that nobody carries anything on.
#[cfg(not(target_arch = "wasm32"))]
#[expect(
    clippy::unused_self,
    reason = "the same calls as in the browser, where they do something"
)]
impl Drag {
    pub(crate) fn press(self, _: &leptos::ev::PointerEvent) {}
    pub(crate) fn carry(self, _: &leptos::ev::PointerEvent) {}
    pub(crate) fn release(self, _: &leptos::ev::PointerEvent) {}
    pub(crate) fn give_up(self, _: &leptos::ev::PointerEvent) {}
    pub(crate) fn click(self, _: &leptos::ev::MouseEvent) {}
    pub(crate) fn key(self, _: &leptos::ev::KeyboardEvent) {
        // Named here so that the server's build knows what they are for.
        let _ = (self.targets, self.dropped, self.asked, beside, counted);
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use leptos::{ev, prelude::*};
    use model::values::ids::AccountId;
    use wasm_bindgen::JsCast as _;
    use web_sys::{Element, HtmlElement};

    use super::{Drag, Dropped, Held, Target, beside, counted};

    /// The pointer went down on a card.
    #[derive(Clone)]
    pub(super) struct Press {
        card: HtmlElement,
        pointer: i32,
        /// Where the pointer went down, in the page and in the board.
        start: (f64, f64),
        scrolled: (f64, f64),
        /// Where the pointer is now, in the window.
        now: (f64, f64),
        started: bool,
    }

    /// A shorter way is a click.
    const FIRST_STEP: f64 = 5.0;
    /// Nearer to an edge than this the board glides along.
    const EDGE: f64 = 56.0;
    /// How far it glides per frame.
    const GLIDE: f64 = 14.0;

    fn card_of(event: &web_sys::Event) -> Option<HtmlElement> {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        target.closest("[data-account]").ok()??.dyn_into().ok()
    }

    fn account_of(card: &Element) -> Option<AccountId> {
        card.get_attribute("data-account")?.parse().ok()
    }

    fn name_of(card: &Element) -> String {
        let link = card.query_selector(".top > a").ok().flatten();
        link.and_then(|link| link.text_content()).unwrap_or_default()
    }

    fn target_of(element: &Element) -> Option<Target> {
        let place = element.closest("[data-stage], [data-phase]").ok()??;
        place
            .get_attribute("data-stage")
            .map(Target::Stage)
            .or_else(|| place.get_attribute("data-phase").map(Target::Phase))
    }

    fn element_of(target: &Target) -> Option<Element> {
        let selector = match target {
            Target::Stage(key) => format!("[data-stage=\"{key}\"]"),
            Target::Phase(key) => format!("[data-phase=\"{key}\"]"),
        };
        document().query_selector(&selector).ok().flatten()
    }

    fn scrolled(card: &Element) -> (f64, f64) {
        let board = card.closest(".board").ok().flatten();
        let across = board.map_or(0, |board| board.scroll_left());
        let down = window().scroll_y().unwrap_or(0.0);
        (f64::from(across), down)
    }

    fn follow(press: &Press) {
        let (across, down) = scrolled(&press.card);
        let x = press.now.0 - press.start.0 + across - press.scrolled.0;
        let y = press.now.1 - press.start.1 + down - press.scrolled.1;
        let moved = press.card.style().set_property("translate", &format!("{x}px {y}px"));
        drop(moved);
    }

    fn settle(card: &HtmlElement) {
        drop(card.style().remove_property("translate"));
    }

    impl Drag {
        /// The pointer goes down.
        pub(crate) fn press(self, event: &ev::PointerEvent) {
            if event.button() != 0 || !event.is_primary() {
                return;
            }
            let Some(card) = card_of(event) else {
                return;
            };
            let on_handle = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|target| target.closest(".grip").ok().flatten().is_some());
            // A finger scrolls, except on the handle.
            if !card.class_list().contains("movable") || (event.pointer_type() != "mouse" && !on_handle) {
                return;
            }
            self.just_dragged.set_value(false);
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            self.pressed.set_value(Some(Press {
                scrolled: scrolled(&card),
                card,
                pointer: event.pointer_id(),
                start: at,
                now: at,
                started: false,
            }));
        }

        /// The pointer moves.
        pub(crate) fn carry(self, event: &ev::PointerEvent) {
            let Some(mut press) = self.pressed.get_value() else {
                return;
            };
            if press.pointer != event.pointer_id() {
                return;
            }
            press.now = (f64::from(event.client_x()), f64::from(event.client_y()));
            if !press.started {
                let way = (press.now.0 - press.start.0).hypot(press.now.1 - press.start.1);
                if way < FIRST_STEP || !self.lift(&press.card, false) {
                    self.pressed.set_value(Some(press));
                    return;
                }
                press.started = true;
                drop(press.card.set_pointer_capture(press.pointer));
                self.pressed.set_value(Some(press.clone()));
                self.glide();
            }
            event.prevent_default();
            follow(&press);
            self.look_below(&press);
            self.pressed.set_value(Some(press));
        }

        /// The pointer goes up.
        pub(crate) fn release(self, event: &ev::PointerEvent) {
            let Some(press) = self
                .pressed
                .get_value()
                .filter(|press| press.pointer == event.pointer_id())
            else {
                return;
            };
            self.pressed.set_value(None);
            if press.started {
                self.just_dragged.set_value(true);
                // Where the browser sends no click after a drag, the next one is a real one.
                set_timeout(
                    move || {
                        self.just_dragged.try_set_value(false);
                    },
                    std::time::Duration::ZERO,
                );
                settle(&press.card);
                self.let_go();
            }
        }

        /// The browser took the pointer away, or the person thought better of it.
        pub(crate) fn give_up(self, event: &ev::PointerEvent) {
            if self
                .pressed
                .with_value(|press| press.as_ref().is_some_and(|press| press.pointer == event.pointer_id()))
            {
                self.put_back();
            }
        }

        /// The click that ends a drag is none; a click on the handle asks for the stage.
        pub(crate) fn click(self, event: &ev::MouseEvent) {
            if self.just_dragged.get_value() {
                self.just_dragged.set_value(false);
                event.prevent_default();
                event.stop_propagation();
                return;
            }
            let plain = event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key());
            let on_handle = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|target| target.closest(".grip").ok().flatten().is_some());
            if plain
                && on_handle
                && let Some(account) = card_of(event).and_then(|card| account_of(&card))
            {
                event.prevent_default();
                self.asked.run(account);
            }
        }

        /// A key goes down somewhere on the board.
        pub(crate) fn key(self, event: &ev::KeyboardEvent) {
            let key = event.key();
            if self.held.with_untracked(Option::is_some) {
                let used = match key.as_str() {
                    "ArrowLeft" => self.step(-1),
                    "ArrowRight" => self.step(1),
                    " " | "Enter" => {
                        self.let_go();
                        true
                    }
                    "Escape" => {
                        self.put_back();
                        true
                    }
                    "Tab" => {
                        self.put_back();
                        false
                    }
                    _ => false,
                };
                if used {
                    event.prevent_default();
                    event.stop_propagation();
                }
                return;
            }
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let Some(card) = card_of(event) else {
                return;
            };
            let movable = card.class_list().contains("movable");
            let used = match key.as_str() {
                " " if movable => self.lift(&card, true),
                "m" if movable => {
                    if let Some(account) = account_of(&card) {
                        self.asked.run(account);
                    }
                    true
                }
                "j" | "ArrowDown" => walk(&card, 1),
                "k" | "ArrowUp" => walk(&card, -1),
                "ArrowRight" => walk_across(&card, 1),
                "ArrowLeft" => walk_across(&card, -1),
                _ => false,
            };
            if used {
                event.prevent_default();
                event.stop_propagation();
            }
        }

        fn lift(self, card: &HtmlElement, by_keys: bool) -> bool {
            let (Some(account), Some(from)) = (account_of(card), target_of(card)) else {
                return false;
            };
            let name = name_of(card);
            let targets = self.targets.get_untracked();
            let here = targets.iter().find(|(target, _)| *target == from);
            let stage = here.map(|(_, name)| name.clone()).unwrap_or_default();
            self.over.set(Some(from.clone()));
            if by_keys {
                self.said.set(format!(
                    "{name} is picked up in {stage}, {}. Left and right choose a column, Space drops, Escape puts it back.",
                    counted(&targets, &from)
                ));
            }
            self.held.set(Some(Held {
                account,
                name,
                from,
                by_keys,
            }));
            true
        }

        fn step(self, steps: isize) -> bool {
            let targets = self.targets.get_untracked();
            let next = self.over.with_untracked(|over| beside(&targets, over.as_ref(), steps));
            if let Some((target, name)) = next {
                self.said.set(format!("{name}, {}.", counted(&targets, &target)));
                if let Some(element) = element_of(&target) {
                    element.scroll_into_view_with_scroll_into_view_options(&{
                        let options = web_sys::ScrollIntoViewOptions::new();
                        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                        options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
                        options
                    });
                }
                self.over.set(Some(target));
            }
            true
        }

        fn look_below(self, press: &Press) {
            #[expect(clippy::cast_possible_truncation, reason = "places in a window are small")]
            let below = document().element_from_point(press.now.0 as f32, press.now.1 as f32);
            let target = below.and_then(|element| target_of(&element));
            if self.over.with_untracked(|over| *over != target) {
                self.over.set(target);
            }
        }

        /// Near an edge the board goes along, for as long as the card is held there.
        fn glide(self) {
            request_animation_frame(move || {
                let Some(press) = self.pressed.try_get_value().flatten().filter(|press| press.started) else {
                    return;
                };
                if let Ok(Some(board)) = press.card.closest(".board") {
                    let place = board.get_bounding_client_rect();
                    let across = toward(press.now.0, place.left(), place.right());
                    let height = window().inner_height().ok().and_then(|height| height.as_f64());
                    let down = toward(press.now.1, 0.0, height.unwrap_or(f64::MAX));
                    if across != 0.0 {
                        #[expect(clippy::cast_possible_truncation, reason = "a few pixels")]
                        board.set_scroll_left(board.scroll_left() + across as i32);
                    }
                    if down != 0.0 {
                        window().scroll_by_with_x_and_y(0.0, down);
                    }
                    if across != 0.0 || down != 0.0 {
                        follow(&press);
                        self.look_below(&press);
                    }
                }
                self.glide();
            });
        }

        fn let_go(self) {
            let (held, over) = (self.held.get_untracked(), self.over.get_untracked());
            self.held.set(None);
            self.over.set(None);
            let Some(held) = held else {
                return;
            };
            match over {
                Some(onto) if onto != held.from => {
                    self.said.set(String::new());
                    self.dropped.run(Dropped {
                        account: held.account,
                        onto,
                        by_keys: held.by_keys,
                    });
                }
                _ => self.said.set(format!("{} stays where it was.", held.name)),
            }
        }

        fn put_back(self) {
            if let Some(press) = self.pressed.get_value() {
                settle(&press.card);
                self.pressed.set_value(None);
            }
            self.over.set(None);
            self.let_go();
        }
    }

    /// How far to glide: against the edge that is near.
    fn toward(at: f64, from: f64, to: f64) -> f64 {
        if at < from + EDGE {
            -GLIDE
        } else if at > to - EDGE {
            GLIDE
        } else {
            0.0
        }
    }

    /// Moves the keyboard to another card of the column.
    fn walk(card: &Element, steps: i32) -> bool {
        let next = if steps > 0 {
            card.next_element_sibling()
        } else {
            card.previous_element_sibling()
        };
        next.is_some_and(|next| enter(&next))
    }

    /// Moves the keyboard to the first card of the next column that has one.
    fn walk_across(card: &Element, steps: i32) -> bool {
        let mut column = card.closest("[data-stage]").ok().flatten();
        while let Some(here) = column {
            column = if steps > 0 {
                here.next_element_sibling()
            } else {
                here.previous_element_sibling()
            };
            let first = column
                .as_ref()
                .and_then(|column| column.query_selector("[data-account]").ok().flatten());
            if let Some(first) = first {
                return enter(&first);
            }
        }
        false
    }

    fn enter(card: &Element) -> bool {
        let link = card.query_selector(".top > a").ok().flatten();
        match link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            Some(link) => link.focus().is_ok(),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_not_carry_a_card_off_the_board() {
        let targets = ["a", "b", "c"].map(|key| (Target::Stage(key.to_owned()), key.to_uppercase()));
        let stage = |key: &str| Target::Stage(key.to_owned());
        let go = |from: &str, steps| beside(&targets, Some(&stage(from)), steps).map(|(_, name)| name);
        assert_eq!(go("a", 1).as_deref(), Some("B"));
        assert_eq!(go("c", 1).as_deref(), Some("C"));
        assert_eq!(go("a", -1).as_deref(), Some("A"));
        assert_eq!(go("elsewhere", 1), None);
        assert_eq!(counted(&targets, &stage("b")), "column 2 of 3");
    }
}
