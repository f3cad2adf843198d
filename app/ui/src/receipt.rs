//! Why a computed thing is what it is: one mark beside the value, one drawer behind it, the same on every screen.

use leptos::prelude::*;
use model::access::Department;

use crate::badge::Badge;
use crate::class_list::classes;
use crate::dialog::{Drawer, DrawerClose, DrawerWay};
use crate::icon::Icon;
use crate::leg::{LegAvatar, department_name};
use crate::tone::Tone;

/// How a criterion came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// As asked.
    Yes,
    /// In part.
    Half,
    /// Not as asked.
    No,
    /// Nothing is known about it.
    Unknown,
}

/// One line of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptLine {
    /// How it came out.
    pub met: Met,
    /// What the rule asks.
    pub criterion: String,
    /// What was found.
    pub found: String,
    /// What it gave, such as `22 of 25`.
    pub gave: String,
}

/// A row that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// When it happened.
    pub when: String,
    /// What it is.
    pub what: String,
    /// Where it stands.
    pub href: String,
    /// For which line it was counted.
    pub part: String,
}

/// What a department said to the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Whose signature.
    pub department: Department,
    /// Who signed; `None` while nobody has.
    pub by: Option<String>,
    /// On which day.
    pub on: String,
}

/// Everything the drawer shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptView {
    /// The value with its meaning: `Health 71 of 100`.
    pub title: String,
    /// Of what, when and from how many rows.
    pub about: String,
    /// The rule in plain words.
    pub rule: String,
    /// The rule's name and version.
    pub version: String,
    /// Since when it is in force.
    pub in_force: String,
    /// Where the rule stands.
    pub rule_href: Option<String>,
    /// Each criterion with what was found.
    pub lines: Vec<ReceiptLine>,
    /// What the lines add up to: name and value.
    pub total: Option<(String, String)>,
    /// The rows, or the first of them.
    pub rows: Vec<ReceiptRow>,
    /// How many rows there are in all.
    pub row_count: usize,
    /// Where all rows stand.
    pub rows_href: Option<String>,
    /// What marketing, sales and service said.
    pub signatures: Vec<Signature>,
}

/// The mark of a computed value: a dotted line below it and a small receipt. Leads to the page with the drawer open.
#[component]
pub fn Receipt(
    /// The value.
    #[prop(into)]
    value: String,
    /// What it is of, said to screen readers: `Health of Brackwell Dairies`.
    #[prop(into)]
    about: String,
    /// The address of this page with the drawer open.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    view! {
        <a class="receipt" href=href>
            {opening(value, &about)}
        </a>
    }
}

/// The same mark for a drawer that lies ready in the page.
#[component]
pub fn ReceiptButton(
    /// The value.
    #[prop(into)]
    value: String,
    /// What it is of, said to screen readers.
    #[prop(into)]
    about: String,
    /// The drawer's id.
    #[prop(into)]
    drawer: String,
) -> impl IntoView {
    view! {
        <button type="button" class="receipt" popovertarget=drawer>
            {opening(value, &about)}
        </button>
    }
}

fn opening(value: String, about: &str) -> AnyView {
    view! {
        <span>{value}</span>
        {Icon::Receipt.view()}
        <span class="visually-hidden">{[", receipt: ", about].concat()}</span>
    }
    .into_any()
}

/// The drawer: what, the rule, how it adds up, the rows, the signatures.
#[component]
pub fn ReceiptDrawer(
    /// The drawer's id.
    #[prop(into)]
    id: String,
    /// What it shows.
    receipt: ReceiptView,
    /// Lies ready, or is open.
    #[prop(default = DrawerWay::Waiting)]
    way: DrawerWay,
    /// Further buttons at the foot: copy link, question this.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let label = ["Receipt: ", &receipt.title].concat();
    let shown = receipt.rows.len();
    let rows_note = if shown < receipt.row_count {
        format!("showing {shown} of {}", receipt.row_count)
    } else {
        receipt.row_count.to_string()
    };
    view! {
        <Drawer id=id.clone() label way=way.clone()>
            <header>
                <div class="top">
                    {Icon::Receipt.view()} "Receipt" <DrawerClose drawer=id way label="Close receipt" />
                </div>
                <h2>{receipt.title}</h2>
                <p class="muted">{receipt.about}</p>
            </header>
            <section>
                <h3>"The rule"</h3>
                <p>{receipt.rule}</p>
                <p class="in-force">
                    {match receipt.rule_href {
                        Some(href) => {
                            view! {
                                <a href=href>
                                    <Badge text=receipt.version tone=Tone::Evidence plain=true />
                                </a>
                            }
                                .into_any()
                        }
                        None => view! { <Badge text=receipt.version tone=Tone::Evidence plain=true /> }.into_any(),
                    }} <span class="muted">{receipt.in_force}</span>
                </p>
            </section>
            {(!receipt.lines.is_empty())
                .then(|| {
                    view! {
                        <section>
                            <h3>"How it adds up"</h3>
                            <Criteria lines=receipt.lines total=receipt.total />
                        </section>
                    }
                })}
            {(shown > 0).then(|| rows(receipt.rows, rows_note))}
            {(!receipt.signatures.is_empty())
                .then(|| {
                    view! {
                        <section>
                            <h3>"Signed by"</h3>
                            <Signatures signatures=receipt.signatures />
                        </section>
                    }
                })}
            <footer>
                {receipt
                    .rows_href
                    .map(|href| {
                        view! {
                            <a class="button" href=href>
                                {["All ", &receipt.row_count.to_string(), " rows"].concat()}
                            </a>
                        }
                    })} {children.map(|children| children())}
            </footer>
        </Drawer>
    }
}

fn rows(rows: Vec<ReceiptRow>, note: String) -> AnyView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <td class="muted nowrap">{row.when}</td>
                    <td>
                        <a href=row.href>{row.what}</a>
                    </td>
                    <td class="num muted">{row.part}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section>
            <h3>"Rows " <small>{note}</small></h3>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"When"</th>
                        <th scope="col">"What"</th>
                        <th scope="col" class="num">
                            "Part"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The criteria of a rule with the values found; also where a rule is explained outside the drawer.
#[component]
pub fn Criteria(
    /// Each criterion.
    lines: Vec<ReceiptLine>,
    /// What they add up to: name and value.
    #[prop(optional_no_strip)]
    total: Option<(String, String)>,
) -> impl IntoView {
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let (icon, class, said) = match line.met {
                Met::Yes => (Icon::Check, "yes", "Met: "),
                Met::Half => (Icon::Half, "half", "Met in part: "),
                Met::No => (Icon::Cross, "no", "Not met: "),
                Met::Unknown => (Icon::Half, "unknown", "Not known: "),
            };
            view! {
                <li>
                    <span class=class>{icon.view()}</span>
                    <div>
                        <span class="visually-hidden">{said}</span>
                        {line.criterion}
                        <small>{line.found}</small>
                    </div>
                    <span class="value">{line.gave}</span>
                </li>
            }
        })
        .collect();
    let sum = total.is_some();
    view! {
        <ul class=classes(&["criteria", if sum { "sum" } else { "" }])>
            {lines}
            {total
                .map(|(name, value)| {
                    view! {
                        <li>
                            <span></span>
                            <div>{name}</div>
                            <span class="value">{value}</span>
                        </li>
                    }
                })}
        </ul>
    }
}

/// Which departments signed, who for them and when.
#[component]
pub fn Signatures(
    /// One for each department that has to sign.
    signatures: Vec<Signature>,
) -> impl IntoView {
    let rows: Vec<_> = signatures
        .into_iter()
        .map(|signature| {
            let signed = signature.by.is_some();
            let name = signature.by.clone().unwrap_or_else(|| "Not signed yet".to_owned());
            let line = if signature.on.is_empty() {
                department_name(signature.department).to_owned()
            } else {
                [department_name(signature.department), ", ", &signature.on].concat()
            };
            view! {
                <li>
                    <LegAvatar department=signature.department owner=signature.by />
                    <div>{name} <small>{line}</small></div>
                    {if signed {
                        view! { <Badge text="Signed" tone=Tone::Good icon=Icon::Check /> }.into_any()
                    } else {
                        view! { <Badge text="Waits" tone=Tone::Warn /> }.into_any()
                    }}
                </li>
            }
        })
        .collect();
    view! { <ul class="signatures">{rows}</ul> }
}
