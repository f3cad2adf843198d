//! Finding anything and going anywhere from one field: the palette over every page, and the page that does the same
//! without scripts.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use model::{
    Failure,
    journey::Stages,
    platform::search::find::{Find, Found},
    values::text::SearchText,
};
use ui::{
    Button, ButtonKind, Empty, Icon, PageHeader, Palette, PaletteEntry, PaletteGroup, Panel, Reads, TextInput, loaded,
    reading, use_stages,
};

/// Something to go to or to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it is called.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Its sign.
    pub icon: Icon,
    /// The keys that do the same.
    pub keys: Option<String>,
}

/// A line of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    text: String,
    note: Option<String>,
    href: String,
    icon: Icon,
    keys: Option<String>,
}

type Groups = Vec<(&'static str, Vec<Entry>)>;

/// What was found, by kind; each line says to which account it belongs.
fn found_groups(found: &Found, stages: &Stages) -> Groups {
    let accounts = found.accounts.iter().map(|account| Entry {
        text: account.name.clone(),
        note: Some(stages.name(&account.stage).to_owned()),
        href: format!("/accounts/{}", account.account),
        icon: Icon::Accounts,
        keys: None,
    });
    let contacts = found.contacts.iter().map(|contact| Entry {
        text: contact.name.clone(),
        note: match (&contact.account_name, &contact.job_title) {
            (Some(account), Some(title)) => Some(format!("{title}, {account}")),
            (Some(text), None) | (None, Some(text)) => Some(text.clone()),
            (None, None) => None,
        },
        href: format!("/contacts/{}", contact.contact),
        icon: Icon::User,
        keys: None,
    });
    let deals = found.deals.iter().map(|deal| Entry {
        text: deal.name.clone(),
        note: Some(format!(
            "{}, {}, {}",
            deal.account_name,
            reading::money(deal.amount),
            deal.state
        )),
        href: format!("/deals/{}", deal.deal),
        icon: Icon::Programs,
        keys: None,
    });
    vec![
        ("Accounts", accounts.collect()),
        ("People there", contacts.collect()),
        ("Deals", deals.collect()),
    ]
}

/// Commands that fit what is typed; all of them while nothing is.
fn fitting(commands: &[Command], typed: &str) -> Vec<Entry> {
    let typed = typed.trim().to_lowercase();
    commands
        .iter()
        .filter(|command| command.text.to_lowercase().contains(&typed))
        .map(|command| Entry {
            text: command.text.clone(),
            note: None,
            href: command.href.clone(),
            icon: command.icon,
            keys: command.keys.clone(),
        })
        .collect()
}

/// The palette. Once on every page; Ctrl or Cmd with K opens it, and whatever carries `data-opens="palette"`.
#[component]
pub fn CommandPalette(
    /// Where one can go and what one can begin.
    commands: Vec<Command>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Result<Found, Failure>>);
    let marked = RwSignal::new(0_usize);
    let commands = StoredValue::new(commands);
    let stages = use_stages();
    let groups = Memo::new(move |_| {
        let mut groups: Groups = found.with(|found| match found {
            Some(Ok(found)) => found_groups(found, &stages),
            _ => Vec::new(),
        });
        groups.push((
            "Go to and create",
            commands.with_value(|commands| typed.with(|typed| fitting(commands, typed))),
        ));
        groups.retain(|(_, entries)| !entries.is_empty());
        groups
    });
    let count = move || groups.with(|groups| groups.iter().map(|(_, entries)| entries.len()).sum::<usize>());
    let navigate = use_navigate();
    let follow = move |place: usize| {
        let href = groups.with_untracked(|groups| {
            let mut entries = groups.iter().flat_map(|(_, entries)| entries);
            entries.nth(place).map(|entry| entry.href.clone())
        });
        if let Some(href) = href {
            close();
            navigate(&href, NavigateOptions::default());
        }
    };
    let key = {
        let follow = follow.clone();
        move |event: leptos::ev::KeyboardEvent| {
            let last = untrack(count).saturating_sub(1);
            let here = marked.get_untracked();
            match event.key().as_str() {
                "ArrowDown" => marked.set(if here >= last { 0 } else { here + 1 }),
                "ArrowUp" => marked.set(if here == 0 { last } else { here - 1 }),
                "Enter" if untrack(count) > 0 => follow(here),
                _ => return,
            }
            event.prevent_default();
            show_marked();
        }
    };
    let input = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        typed.set(text.clone());
        marked.set(0);
        look_for(text, typed, found);
    };
    Effect::new(move || listen(typed, found, marked));
    let results = move || {
        let mut place = 0;
        let groups = groups.get();
        let nothing = groups.is_empty() || matches!(found.get(), Some(Err(_)));
        let lists: Vec<_> = groups
            .into_iter()
            .map(|(label, entries)| {
                let entries: Vec<_> = entries
                    .into_iter()
                    .map(|entry| {
                        let own = place;
                        place += 1;
                        view! {
                            <PaletteEntry
                                href=entry.href
                                icon=entry.icon
                                text=entry.text
                                note=entry.note.unwrap_or_default()
                                keys=entry.keys.unwrap_or_default()
                                marked=Signal::derive(move || marked.get() == own)
                            />
                        }
                    })
                    .collect();
                view! { <PaletteGroup label=label>{entries}</PaletteGroup> }
            })
            .collect();
        let none = nothing.then(|| {
            let words = match found.get() {
                Some(Err(failure)) => ui::failure::sentence(&failure),
                _ => "Nothing is called so. Enter looks again on a page of its own.".to_owned(),
            };
            view! { <p class="quiet-line">{words}</p> }
        });
        view! {
            {lists}
            {none}
            <p class="visually-hidden" role="status">
                {format!("{place} found")}
            </p>
        }
    };
    view! {
        <div on:input=input on:keydown=key on:click=move |event| close_after(&event)>
            <Palette>{results}</Palette>
        </div>
    }
}

/// Asks the server for what is typed, a moment after the last key.
#[cfg(target_arch = "wasm32")]
fn look_for(text: String, typed: RwSignal<String>, found: RwSignal<Option<Result<Found, Failure>>>) {
    const MOMENT: std::time::Duration = std::time::Duration::from_millis(120);
    let Ok(q) = text.parse::<SearchText>() else {
        found.set(None);
        return;
    };
    set_timeout(
        move || {
            if typed.with_untracked(|typed| *typed != text) {
                return;
            }
            leptos::task::spawn_local(async move {
                let answer = ui::call(Find { q }).await;
                // Only the answer to what is typed now counts.
                if typed.try_with_untracked(|typed| *typed == text) == Some(true) {
                    found.try_set(Some(answer));
                }
            });
        },
        MOMENT,
    );
}

#[cfg(not(target_arch = "wasm32"))]
fn look_for(_: String, _: RwSignal<String>, _: RwSignal<Option<Result<Found, Failure>>>) {}

#[cfg(target_arch = "wasm32")]
fn dialog() -> Option<web_sys::HtmlDialogElement> {
    use wasm_bindgen::JsCast as _;

    document().get_element_by_id(ui::PALETTE)?.dyn_into().ok()
}

fn close() {
    #[cfg(target_arch = "wasm32")]
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

/// A click on an entry leads there, and the palette goes.
fn close_after(event: &leptos::ev::MouseEvent) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast as _;

        let on = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        // Beside the palette is the dialog itself: its content covers the rest.
        let beside = on.as_ref().is_some_and(|on| on.id() == ui::PALETTE);
        let entry = on.is_some_and(|on| on.closest(".palette-results a").ok().flatten().is_some());
        if beside || entry {
            close();
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = event;
}

/// Keeps the marked entry in sight.
fn show_marked() {
    #[cfg(target_arch = "wasm32")]
    request_animation_frame(|| {
        let marked = document().query_selector(".palette .is-marked").ok().flatten();
        if let Some(marked) = marked {
            marked.scroll_into_view_with_bool(false);
        }
    });
}

/// Opens the palette by keys and by whatever asks for it. On the document, so that it comes before the links.
#[cfg(target_arch = "wasm32")]
fn listen(typed: RwSignal<String>, found: RwSignal<Option<Result<Found, Failure>>>, marked: RwSignal<usize>) {
    use wasm_bindgen::{JsCast as _, closure::Closure};

    let open = move || {
        let Some(dialog) = dialog() else {
            return;
        };
        if !dialog.open() {
            typed.set(String::new());
            found.set(None);
            marked.set(0);
            let field = document().get_element_by_id("palette-q");
            if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
                field.set_value("");
            }
            drop(dialog.show_modal());
        }
    };
    let clicked = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(move |event: web_sys::MouseEvent| {
        let on = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let asks = on.is_some_and(|on| on.closest("[data-opens=palette]").ok().flatten().is_some());
        if asks && event.button() == 0 && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            open();
        }
    });
    let pressed = Closure::<dyn FnMut(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open();
        }
    });
    let document = document();
    drop(document.add_event_listener_with_callback("click", clicked.as_ref().unchecked_ref()));
    drop(document.add_event_listener_with_callback("keydown", pressed.as_ref().unchecked_ref()));
    // The frame is there for as long as the page is.
    clicked.forget();
    pressed.forget();
}

#[cfg(not(target_arch = "wasm32"))]
fn listen(_: RwSignal<String>, _: RwSignal<Option<Result<Found, Failure>>>, _: RwSignal<usize>) {}

/// The page that finds things, for those without scripts and for whoever keeps a search.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| query.get("q")).unwrap_or_default());
    let found = Reads::new(
        move || asked.get(),
        |q| async move {
            match q.parse::<SearchText>() {
                Ok(q) => ui::call(Find { q }).await,
                Err(_) => Ok(Found::default()),
            }
        },
    );
    view! {
        <Title text="Search" />
        <PageHeader title="Search" />
        <form method="get" action="/search" role="search" class="row search-form">
            <TextInput name="q" label="Name of an account, a person or a deal" kind="search" value=asked />
            <Button kind=ButtonKind::Primary icon=Icon::Search submit=true>
                "Search"
            </Button>
        </form>
        {loaded(found, move |found| results(&found, asked.get_untracked().trim().is_empty()))}
    }
}

fn results(found: &Found, nothing_asked: bool) -> AnyView {
    if nothing_asked {
        return ().into_any();
    }
    if found.is_empty() {
        return view! {
            <Empty
                icon=Icon::Search
                title="Nothing is called so"
                text="Try the beginning of a name. What lies in the trash is not found here."
            >
                <a class="button" href="/trash">
                    "Look into the trash"
                </a>
            </Empty>
        }
        .into_any();
    }
    let groups: Vec<_> = found_groups(found, &use_stages())
        .into_iter()
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(label, entries)| {
            let rows: Vec<_> = entries
                .into_iter()
                .map(|entry| {
                    view! {
                        <li>
                            {entry.icon.view()}
                            <div class="grow">
                                <a href=entry.href>
                                    <b>{entry.text}</b>
                                </a>
                                <small>{entry.note}</small>
                            </div>
                        </li>
                    }
                })
                .collect();
            view! {
                <Panel title=label flush=true>
                    <ul class="list padded">{rows}</ul>
                </Panel>
            }
        })
        .collect();
    view! { <div class="stack">{groups}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_fit_by_any_part_of_their_name() {
        let commands = ["Go to Journey", "Create an account"].map(|text| Command {
            text: text.to_owned(),
            href: "/".to_owned(),
            icon: Icon::Arrow,
            keys: None,
        });
        let fit = |typed: &str| fitting(&commands, typed).len();
        assert_eq!([fit(""), fit("JOUR"), fit(" account "), fit("deal")], [2, 1, 1, 0]);
    }
}
