//! The tabs above the list: fixed ones, one's own saved views, and those that everybody sees.

use leptos::prelude::*;
use model::accounts::{
    filter::{DealIs, MissingLeg},
    views::{SavedView, Shown, list::ListViews},
};
use ui::{Reads, Tab, Tabs, loaded_after, use_viewer};

use super::{PATH, asked::Asked, open_view};
use crate::following::following;

/// The row of tabs with what can be done with the open one. Saved views follow what others do; as long as they stay the
/// same the forms stay as somebody fills them.
pub(super) fn views(asked: Memo<Asked>) -> AnyView {
    let saved = Reads::new(|| (), |()| ui::call(ListViews {}));
    let first = move || asked.with_untracked(|asked| row(asked, &[]));
    loaded_after(saved, first, move |saved| {
        let live = following(saved, || ui::call(ListViews {}));
        let saved = Memo::new(move |_| live.get());
        (move || saved.with(|saved| row(&asked.get(), saved))).into_any()
    })
}

fn row(asked: &Asked, saved: &[SavedView]) -> AnyView {
    let open = saved.iter().find(|view| Some(view.id) == asked.view);
    let mut tabs = fixed(asked, open.is_some());
    tabs.extend(saved.iter().map(|view| {
        let is_open = Some(view.id) == asked.view;
        Tab::new(view.name.clone(), address(view), is_open)
    }));
    let present = Shown::from(asked.list.clone());
    view! {
        <div class="views">
            <Tabs label="Views" tabs=tabs />
            <div class="row">{open_view::actions(saved, open, &present)}</div>
        </div>
    }
    .into_any()
}

/// The list as the view shows it.
fn address(view: &SavedView) -> String {
    format!("{PATH}?view={}&{}", view.id, view.conditions)
}

/// The tabs that everybody has. None of them is open while a saved view is.
fn fixed(asked: &Asked, view_open: bool) -> Vec<Tab> {
    let filter = asked.list.filter();
    let open = filter.deal == Some(DealIs::Open);
    let missing = filter.missing_leg == Some(MissingLeg::Any);
    let stalled = filter.stalled == Some(true);
    let mine = use_viewer().with_value(|viewer| viewer.department.map(|_| viewer.id));
    let is_mine = mine.is_some() && filter.worked_by == mine;
    let mut tabs = vec![
        Tab::new("All", PATH, !(open || missing || stalled || is_mine)),
        Tab::new("Open deals", "/accounts?deal=open&sort=-open_amount", open),
        Tab::new("Missing a leg", "/accounts?missing_leg=any", missing && !open),
        Tab::new(
            "Stalled",
            "/accounts?stalled=true&sort=stage",
            stalled && !open && !missing,
        ),
    ];
    if let Some(me) = mine {
        let href = format!("{PATH}?worked_by={me}");
        tabs.push(Tab::new("Mine", href, is_mine && !(open || missing || stalled)));
    }
    for tab in &mut tabs {
        tab.current &= !view_open;
    }
    tabs
}
