//! The keyboard: `?` lists the keys, `g` and a letter go to a place, `c` creates. Never while somebody types.

use leptos::prelude::*;
use model::{Access, Actor};
use platform::palette::{Command, CommandPalette};
use ui::{Dialog, Icon, Kbd, use_viewer};

use crate::places::{self, Place};

const DIALOG: &str = "shortcuts";

/// The palette, the list of keys, and the ear for both. Once, beside the pages.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let actor = use_viewer().with_value(model::platform::people::viewer::Viewer::actor);
    let places: Vec<Place> = places::groups(&actor).into_iter().flatten().collect();
    let rows: Vec<_> = keys(&places, &actor)
        .into_iter()
        .map(|(keys, does)| {
            view! {
                <dt>
                    <Kbd keys=keys />
                </dt>
                <dd>{does}</dd>
            }
        })
        .collect();
    hear(&places, may_create(&actor));
    view! {
        <CommandPalette commands=commands(&places, &actor) />
        <Dialog id=DIALOG title="Keys">
            <dl class="facts shortcuts">{rows}</dl>
        </Dialog>
    }
}

fn may_create(actor: &Actor) -> bool {
    Access::AnyLeg.admits(actor).is_ok()
}

/// Where one can go and what one can begin, for the palette.
fn commands(places: &[Place], actor: &Actor) -> Vec<Command> {
    let mut commands: Vec<Command> = places
        .iter()
        .map(|place| Command {
            text: format!("Go to {}", place.label),
            href: place.href.to_owned(),
            icon: place.icon,
            keys: place.letter.map(|letter| format!("g {letter}")),
        })
        .collect();
    if may_create(actor) {
        let create = |text: &str, href: &str, icon, keys: Option<&str>| Command {
            text: text.to_owned(),
            href: href.to_owned(),
            icon,
            keys: keys.map(str::to_owned),
        };
        commands.push(create("Create an account", "/accounts/new", Icon::Plus, Some("c")));
        commands.push(create("Capture a lead", "/leads/new", Icon::Leads, None));
        commands.push(create("Import a file", "/imports/new", Icon::Upload, None));
    }
    commands.push(Command {
        text: "Profile and keys".to_owned(),
        href: "/profile".to_owned(),
        icon: Icon::User,
        keys: None,
    });
    commands
}

/// Keys and what they do, in the order of the list.
fn keys(places: &[Place], actor: &Actor) -> Vec<(String, String)> {
    let mut keys = vec![
        ("Ctrl K".to_owned(), "Search or run a command".to_owned()),
        ("?".to_owned(), "Show these keys".to_owned()),
    ];
    keys.extend(places.iter().filter_map(|place| {
        let letter = place.letter?;
        Some((format!("g {letter}"), format!("Go to {}", place.label)))
    }));
    if may_create(actor) {
        keys.push(("c".to_owned(), "Create an account".to_owned()));
    }
    keys.push((
        "j k".to_owned(),
        "On the board: next and previous card; among leads: next and previous lead".to_owned(),
    ));
    if may_create(actor) {
        keys.push(("a".to_owned(), "On a lead that was handed over: accept it".to_owned()));
        keys.push((
            "r".to_owned(),
            "On a lead that was handed over: reject it, with a reason".to_owned(),
        ));
        keys.push(("m".to_owned(), "On a card: move it, with a reason".to_owned()));
        keys.push(("Space".to_owned(), "On a card: pick it up and drop it".to_owned()));
    }
    keys.push(("Esc".to_owned(), "Close what is open, put back what is held".to_owned()));
    keys
}

/// What a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Nothing,
    /// The next key names a place.
    Waits,
    Goes(&'static str),
    Lists,
}

fn meaning(key: &str, waiting: bool, places: &[Place], creates: bool) -> Does {
    if waiting {
        let mut letters = key.chars();
        let (letter, alone) = (letters.next(), letters.next().is_none());
        let place = places
            .iter()
            .find(|place| alone && place.letter.is_some() && place.letter == letter);
        return place.map_or(Does::Nothing, |place| Does::Goes(place.href));
    }
    match key {
        "g" => Does::Waits,
        "c" if creates => Does::Goes("/accounts/new"),
        "?" => Does::Lists,
        _ => Does::Nothing,
    }
}

#[cfg(target_arch = "wasm32")]
fn hear(places: &[Place], creates: bool) {
    use leptos_router::{NavigateOptions, hooks::use_navigate};
    use wasm_bindgen::JsCast as _;

    /// The second key comes soon, or the first meant nothing.
    const SOON: f64 = 1_200.0;
    let places = places.to_vec();
    let navigate = use_navigate();
    let waiting_since = StoredValue::new(None::<f64>);
    let ear = window_event_listener(leptos::ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        if modified || event.default_prevented() || event.is_composing() || event.repeat() || is_busy(&event) {
            return;
        }
        let now = event.time_stamp();
        let waiting = waiting_since.get_value().is_some_and(|since| now - since < SOON);
        waiting_since.set_value(None);
        match meaning(&event.key(), waiting, &places, creates) {
            Does::Nothing => return,
            Does::Waits => waiting_since.set_value(Some(now)),
            Does::Goes(href) => navigate(href, NavigateOptions::default()),
            Does::Lists => {
                let found = document().get_element_by_id(DIALOG);
                if let Some(dialog) = found.and_then(|found| found.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
                    drop(dialog.show_modal());
                }
            }
        }
        event.prevent_default();
    });
    on_cleanup(move || ear.remove());
}

/// Whether the key belongs to a field, or something stands over the page.
#[cfg(target_arch = "wasm32")]
fn is_busy(event: &leptos::ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast as _;

    let fields = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
    let in_field = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|target| target.closest(fields).ok().flatten().is_some());
    in_field || document().query_selector("dialog[open]").ok().flatten().is_some()
}

#[cfg(not(target_arch = "wasm32"))]
fn hear(places: &[Place], creates: bool) {
    // Keys are pressed in the browser only.
    let _ = meaning("", false, places, creates);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::PLACES;

    #[test]
    fn g_and_a_letter_go_to_a_place() {
        assert_eq!(meaning("g", false, &PLACES, true), Does::Waits);
        assert_eq!(meaning("j", true, &PLACES, true), Does::Goes("/journey"));
        assert_eq!(meaning("j", false, &PLACES, true), Does::Nothing);
        assert_eq!(meaning("Enter", true, &PLACES, true), Does::Nothing);
    }

    #[test]
    fn c_creates_for_whoever_may() {
        assert_eq!(meaning("c", false, &PLACES, true), Does::Goes("/accounts/new"));
        assert_eq!(meaning("c", false, &PLACES, false), Does::Nothing);
        assert_eq!(meaning("c", true, &PLACES, true), Does::Nothing);
    }
}
