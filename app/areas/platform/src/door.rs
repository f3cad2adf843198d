//! The pages in front of the door: set-up, sign-in, a forgotten password, and what lies behind links in mails.

mod forgotten;
mod link;
mod set_up;
mod sign_in;

use leptos::prelude::*;
use leptos_meta::Title;
use model::access::Department;
use ui::{Badge, Brand, Lane, Timeline, TimelineEntry, TimelineGap, TimelineRow, Tone};

use forgotten::ForgottenPage;
use link::{InvitationPage, NewPasswordPage, SignedInPage};
use set_up::SetUpPage;
use sign_in::SignInPage;

/// The pages in front of the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    SetUp,
    SignIn,
    Forgotten,
    Invitation,
    NewPassword,
    SignedIn,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(door)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::SetUp => view! { <SetUpPage /> }.into_any(),
        Page::SignIn => view! { <SignInPage /> }.into_any(),
        Page::Forgotten => view! { <ForgottenPage /> }.into_any(),
        Page::Invitation => view! { <InvitationPage /> }.into_any(),
        Page::NewPassword => view! { <NewPasswordPage /> }.into_any(),
        Page::SignedIn => view! { <SignedInPage /> }.into_any(),
    }
}

/// What all these pages have around them: the brand and the heading, and beside it what this is.
#[component]
fn Door(
    /// The heading.
    #[prop(into)]
    title: String,
    /// Below it, in one sentence.
    #[prop(into)]
    lead: Signal<String>,
    /// A form, or why there is none.
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=title.clone() />
        <div class="sign-in">
            <main id="main">
                <div class="door">
                    <Brand />
                    <div>
                        <h1>{title}</h1>
                        <p class="muted">{move || lead.get()}</p>
                    </div>
                    {children()}
                </div>
            </main>
            <About />
        </div>
    }
}

/// What this is, for somebody who sees it for the first time.
#[component]
fn About() -> impl IntoView {
    view! {
        <aside aria-label="About Tridem">
            <div>
                <h2>"One account, three legs, one timeline."</h2>
                <p>
                    "Marketing, sales and service see the same buyer, know who leads, and see at once where a leg is missing."
                </p>
            </div>
            <div class="card" aria-hidden="true">
                <header>
                    <h2>"Brackwell Dairies"</h2>
                    <Badge text="On two legs" tone=Tone::Warn />
                    <span class="push muted">"Justifying the decision"</span>
                </header>
                <Timeline rows=example() />
            </div>
        </aside>
    }
}

/// Three rows as they stand on an account's page.
fn example() -> Vec<TimelineRow> {
    let row = |at: &str, lane: Lane, who: &str, what: &str, detail: &str| {
        TimelineRow::Entry(TimelineEntry {
            at: at.to_owned(),
            lanes: vec![lane],
            who: who.to_owned(),
            what: what.to_owned(),
            detail: detail.to_owned(),
            ..TimelineEntry::default()
        })
    };
    let missing = TimelineRow::Gap(TimelineGap {
        department: Department::Marketing,
        what: "Marketing missing for 25 days.".to_owned(),
        rule: String::new(),
        action: None,
    });
    vec![
        row(
            "Today",
            Lane::Leg(Department::Sales),
            "Ines",
            "met the head of procurement",
            "Sales",
        ),
        row(
            "Thu 12",
            Lane::Leg(Department::Service),
            "Anneke",
            "confirmed capacity for January",
            "Service",
        ),
        missing,
        row(
            "23 Oct",
            Lane::Leg(Department::Marketing),
            "Hanne",
            "showed what others save",
            "Marketing",
        ),
    ]
}
