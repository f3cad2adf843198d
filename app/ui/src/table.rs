//! Rows to compare. Hairlines between rows, none between columns; under 768 px each row becomes a card whose cells say
//! their column.

use leptos::prelude::*;

use crate::class_list::{classes, when};
use crate::icon::Icon;

/// A table on its own surface with a sticky header. Its children are `<thead>`, `<tbody>` and, for sums, `<tfoot>`.
#[component]
pub fn Table(
    /// What the rows are, said to screen readers.
    #[prop(into)]
    caption: String,
    /// The area's class for column widths.
    #[prop(optional)]
    class: &'static str,
    /// Stands in a panel, which is its surface.
    #[prop(optional)]
    bare: bool,
    /// Scrolls sideways on a phone instead of becoming cards: for matrices, where columns are compared.
    #[prop(optional)]
    matrix: bool,
    /// Head, rows, sums.
    children: Children,
) -> impl IntoView {
    let table = view! {
        <table class=classes(&["table", when(!matrix, "folds"), class])>
            <caption class="visually-hidden">{caption.clone()}</caption>
            {children()}
        </table>
    };
    // Only what scrolls needs to be reached with the keyboard.
    view! {
        <div
            class=classes(&["table-frame", when(bare, "bare"), when(matrix, "scrolls")])
            tabindex=matrix.then_some("0")
            role=matrix.then_some("region")
            aria-label=matrix.then_some(caption)
        >
            {table}
        </div>
    }
}

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// Smallest, earliest or A first.
    Up,
    /// Largest, latest or Z first.
    Down,
}

/// The head of a column. With `href` it is a link that sorts by it.
#[component]
pub fn Column(
    /// The column's name.
    #[prop(into)]
    label: String,
    /// The address of this list sorted by this column, the other way round if it is sorted by it already.
    #[prop(optional, into)]
    href: Option<String>,
    /// How the list is sorted by this column at present.
    #[prop(optional, into)]
    sorted: Option<Sorted>,
    /// Numbers: to the end, so that digits stand below each other.
    #[prop(optional)]
    numeric: bool,
    /// Said, not shown: the column of checkboxes or actions.
    #[prop(optional)]
    hidden: bool,
    /// The area's class for the width.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let aria_sort = sorted.map(|sorted| match sorted {
        Sorted::Up => "ascending",
        Sorted::Down => "descending",
    });
    let arrow = sorted.map(|sorted| match sorted {
        Sorted::Up => Icon::SortUp.small(),
        Sorted::Down => Icon::SortDown.small(),
    });
    let head = match href {
        Some(href) => view! {
            <a class="sort" href=href>
                {label}
                {arrow}
            </a>
        }
        .into_any(),
        None if hidden => view! { <span class="visually-hidden">{label}</span> }.into_any(),
        None => label.into_any(),
    };
    view! {
        <th scope="col" class=classes(&[when(numeric, "num"), class]) aria-sort=aria_sort>
            {head}
        </th>
    }
}

/// A cell. It carries its column's name for the card on a phone.
#[component]
pub fn Cell(
    /// The column's name, shown before the value on a phone. Empty: the value speaks for itself.
    #[prop(optional, into)]
    label: String,
    /// Numbers: to the end, in figures of equal width.
    #[prop(optional)]
    numeric: bool,
    /// The area's class for width and place.
    #[prop(optional)]
    class: &'static str,
    /// The value.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let label = (!label.is_empty()).then_some(label);
    view! {
        <td class=classes(&[when(numeric, "num"), class]) data-label=label>
            {children.map(|children| children())}
        </td>
    }
}

/// The cell that names the row; on a phone the heading of the card.
#[component]
pub fn RowHead(
    /// The area's class for width and place.
    #[prop(optional)]
    class: &'static str,
    /// The name, mostly a link.
    children: Children,
) -> impl IntoView {
    view! {
        <th scope="row" class=class>
            {children()}
        </th>
    }
}

/// The cell with the checkbox that takes a row into the selection.
#[component]
pub fn SelectCell(
    /// The field's name in the form around the table.
    #[prop(into)]
    name: String,
    /// What the form sends: the record's id.
    #[prop(into)]
    value: String,
    /// What is selected, such as `Select Brackwell Dairies`.
    #[prop(into)]
    label: String,
    /// In the selection.
    #[prop(optional, into)]
    checked: Signal<bool>,
) -> impl IntoView {
    view! {
        <td class="c-check">
            <label class="check">
                <input
                    type="checkbox"
                    name=name
                    value=value
                    aria-label=label
                    checked=move || checked.get()
                    prop:checked=move || checked.get()
                />
            </label>
        </td>
    }
}

/// What can be done with the selected rows; floats over the list.
#[component]
pub fn SelectionBar(
    /// How many and what they add up to, such as `2 selected` and `€307,400`.
    #[prop(into)]
    count: Signal<String>,
    /// What they add up to.
    #[prop(optional, into)]
    sum: Signal<String>,
    /// The actions, as quiet small buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="selection-bar" role="group" aria-label="Selected rows">
            <b role="status">{move || count.get()}</b>
            <span class="muted not-phone">{move || sum.get()}</span>
            <i></i>
            {children()}
        </div>
    }
}
