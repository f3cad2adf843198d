//! The board: stages as columns, accounts as cards, what is out of sight as a spine that still counts.

use leptos::prelude::*;

use crate::class_list::{classes, when};
use crate::icon::Icon;
use crate::leg::Legs;
use crate::progress::Severity;

/// The columns, first to last. Can be scrolled with the keyboard; on a phone it swipes by column.
#[component]
pub fn Board(
    /// What the columns are, said to screen readers.
    #[prop(into)]
    label: String,
    /// Columns and spines.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="board" tabindex="0" role="region" aria-label=label>
            {children()}
        </div>
    }
}

/// Stages that are folded away. Leads to the board with them unfolded.
#[component]
pub fn BoardSpine(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// The phase's name.
    #[prop(into)]
    name: String,
    /// How many accounts are in it.
    count: usize,
    /// The stages with their counts, as a sentence.
    #[prop(into)]
    parts: String,
) -> impl IntoView {
    view! {
        <a class="spine" href=href title="Show these stages">
            <span class="count">{count.to_string()}</span>
            <b>{name}</b>
            <span class="parts">{parts}</span>
        </a>
    }
}

/// One stage.
#[component]
pub fn BoardColumn(
    /// The stage's key; cards are dropped on it.
    #[prop(into)]
    stage: String,
    /// The stage's name.
    #[prop(into)]
    name: String,
    /// How many accounts are in it.
    #[prop(into)]
    count: Signal<usize>,
    /// What their open deals add up to.
    #[prop(optional, into)]
    amount: Signal<String>,
    /// The median time in this stage, with its receipt.
    #[prop(optional, into)]
    median: Option<ViewFnOnce>,
    /// A card is held over it and would be taken.
    #[prop(optional, into)]
    target: Signal<bool>,
    /// The cards; below them the way to more.
    children: Children,
) -> impl IntoView {
    let label = name.clone();
    view! {
        <section
            class="column"
            class:is-target=move || target.get()
            data-stage=stage
            aria-label=label
        >
            <header>
                <h2>{name} " " <span>{move || count.get().to_string()}</span></h2>
                <p>
                    <b>{move || amount.get()}</b>
                    {median.map(ViewFnOnce::run)}
                </p>
            </header>
            {children()}
        </section>
    }
}

/// One account on the board.
#[component]
pub fn BoardCard(
    /// The account's id; the drag names it.
    #[prop(into)]
    id: String,
    /// The account's name.
    #[prop(into)]
    name: String,
    /// Where its record stands.
    #[prop(into)]
    href: String,
    /// The open deal's amount.
    #[prop(optional, into)]
    amount: Option<String>,
    /// What hurts, and how much from 0 to 5.
    #[prop(optional)]
    pain: Option<(String, u8)>,
    /// The next step.
    #[prop(optional, into)]
    next: Option<String>,
    /// The owners of marketing, sales and service.
    owners: [Option<String>; 3],
    /// Time in this stage, or a badge that it stalls.
    #[prop(optional, into)]
    time: Option<ViewFnOnce>,
    /// Held by the pointer or the keyboard.
    #[prop(optional, into)]
    dragging: Signal<bool>,
    /// Ways to move it without dragging: a menu.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let movable = children.is_some();
    view! {
        <article class=classes(&["deal", when(movable, "movable")]) class:is-dragging=move || dragging.get() data-account=id>
            <div class="top">
                <a href=href>{name}</a>
                {amount.map(|amount| view! { <span>{amount}</span> })}
                {children.map(|children| children())}
            </div>
            {pain
                .map(|(pain, severity)| {
                    view! {
                        <p class="pain">
                            <span class="truncate">{pain}</span>
                            <Severity value=severity />
                        </p>
                    }
                })}
            {next
                .map(|next| {
                    view! {
                        <p class="next">
                            {Icon::Arrow.small()} <span>
                                <span class="visually-hidden">"Next step: "</span>
                                {next}
                            </span>
                        </p>
                    }
                })}
            <div class="foot">
                <Legs owners />
                {time.map(|time| view! { <span class="push">{time.run()}</span> })}
            </div>
        </article>
    }
}
