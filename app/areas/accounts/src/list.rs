//! The list of accounts.

mod asked;
mod open_view;
mod rows;
mod sentence;
mod views;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Access, Department, Failure,
    accounts::{
        figures::AccountFigures,
        filter::{AccountFilter, LeadIs},
        list::ListAccounts,
        people_choices::PeopleChoices,
    },
};
use ui::{Button, ButtonKind, Empty, Icon, LinkButton, PageHeader, Reads, TextInput, loaded, use_revision, use_viewer};

use self::asked::Asked;
use crate::{
    growing::{MOST, STEP, grown},
    trash::JustTrashed,
};

const PATH: &str = "/accounts";

/// All accounts, by any condition and any order; the address says which.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| query.with(Asked::of));
    let wanted = RwSignal::new(STEP);
    Effect::new(move |_| {
        asked.track();
        wanted.set(STEP);
    });
    let page = Reads::new(
        move || (asked.with(|asked| asked.list.clone()), wanted.get(), revision.get()),
        |(asked, wanted, _)| {
            let figures = ui::call(AccountFigures::from(asked.filter()));
            let first = asked.cursor.clone();
            let rows = grown(wanted, first, move |limit, cursor| {
                ui::call(ListAccounts {
                    limit: Some(limit),
                    cursor,
                    ..asked.clone()
                })
            });
            async move {
                match futures::join!(rows, figures) {
                    // Where the journey has no such stage, no account stands there.
                    (Err(Failure::Invalid(errors)), _) if errors.get("stage").is_some() => Ok(None),
                    (rows, figures) => Ok(Some((rows?, figures?))),
                }
            }
        },
    );
    let people = Reads::new(|| (), |()| ui::call(PeopleChoices {}));
    let may_create = Access::AnyLeg
        .admits(&use_viewer().with_value(model::platform::people::viewer::Viewer::actor))
        .is_ok();
    view! {
        <Title text="Accounts" />
        <PageHeader title="Accounts">
            {may_create
                .then(|| {
                    view! {
                        <LinkButton href="/imports/new" icon=Icon::Upload>
                            "Import"
                        </LinkButton>
                        <LinkButton href="/accounts/new" kind=ButtonKind::Primary icon=Icon::Plus>
                            "New account"
                        </LinkButton>
                    }
                })}
        </PageHeader>
        <ui::agreement::JourneyReviewDue />
        <JustTrashed />
        {views::views(asked)}
        <div class="toolbar list-conditions">
            {move || search(&asked.get())}
            {loaded(people, move |people| (move || sentence::sentence(&asked.get(), &people)).into_any())}
        </div>
        {loaded(
            page,
            move |found| {
                let asked = asked.get_untracked();
                let Some((page, figures)) = found.filter(|(page, _)| !page.items.is_empty()) else {
                    return nothing(&asked, may_create);
                };
                let grow = (wanted.get_untracked() < MOST)
                    .then(|| Callback::new(move |()| wanted.update(|wanted| *wanted = (*wanted + STEP).min(MOST))));
                rows::rows(&asked, page, figures, grow)
            },
        )}
    }
}

/// The leads of the departments in a filter.
const fn lead(filter: &AccountFilter, department: Department) -> Option<LeadIs> {
    match department {
        Department::Marketing => filter.marketing_lead,
        Department::Sales => filter.sales_lead,
        Department::Service => filter.service_lead,
    }
}

/// The field of the query that names the lead of a department.
const fn lead_field(department: Department) -> &'static str {
    match department {
        Department::Marketing => "marketing_lead",
        Department::Sales => "sales_lead",
        Department::Service => "service_lead",
    }
}

fn search(asked: &Asked) -> AnyView {
    let text = asked.list.q.as_ref().map(ToString::to_string).unwrap_or_default();
    view! {
        <form method="get" action=PATH class="row" role="search" aria-label="Find accounts">
            {asked.carried(&["q"])}
            <TextInput prefix="find" name="q" label="Name or domain" kind="search" value=text />
            <Button submit=true icon=Icon::Search>
                "Find"
            </Button>
        </form>
    }
    .into_any()
}

/// What would fill the list.
fn nothing(asked: &Asked, may_create: bool) -> AnyView {
    let list = &asked.list;
    if list.filter() != AccountFilter::default() || list.cursor.is_some() {
        let without_text = list.q.as_ref().map(|q| (q.to_string(), asked.with(&[("q", "")])));
        return view! {
            <Empty
                icon=Icon::Accounts
                title="No account fits"
                text="Take a condition out of the sentence above, or look at all accounts."
            >
                {without_text
                    .map(|(q, href)| {
                        view! { <LinkButton href=href>{format!("Without “{q}”")}</LinkButton> }
                    })}
                <LinkButton href=PATH kind=ButtonKind::Primary>
                    "Show all accounts"
                </LinkButton>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty
            icon=Icon::Accounts
            title="No accounts yet"
            text="An account is a company that your departments work on together. Import the ones you have, or begin with one."
        >
            {may_create
                .then(|| {
                    view! {
                        <LinkButton href="/imports/new" kind=ButtonKind::Primary icon=Icon::Upload>
                            "Import accounts"
                        </LinkButton>
                        <LinkButton href="/accounts/new" icon=Icon::Plus>
                            "New account"
                        </LinkButton>
                    }
                })}
        </Empty>
    }
    .into_any()
}
