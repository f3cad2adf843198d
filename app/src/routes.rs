//! Which address shows which page, inside the frame and in front of the door.

use leptos::prelude::*;
use leptos_router::{
    ChooseView,
    components::{ParentRoute, Route, Routes},
    path,
};
use platform::{door, imports};

use crate::frame::{NothingHere, frame};

/// What a route opens: a page of an area. Its program is loaded with the first page of that area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// What stands around the pages of a signed-in person.
    Frame,
    Accounts(accounts::Page),
    /// The page of one account.
    Record,
    Journey(journey::Page),
    Today(journey::today::Page),
    Agreement(journey::agreement::Page),
    Door(door::Page),
    Imports(imports::Page),
    Engagement(leads::engagement::Page),
    Definition(leads::definition::Page),
    Hurts(leads::Hurts),
    Leads(leads::Page),
    LeadReports(leads::reports::Page),
    LeadProof(leads::proof::Page),
    Platform(platform::Page),
    Components,
}

impl ChooseView for Opens {
    async fn choose(self) -> AnyView {
        match self {
            Self::Frame => frame().await,
            Self::Accounts(page) => accounts::page(page).await,
            Self::Record => accounts::show::page().await,
            Self::Journey(page) => journey::page(page).await,
            Self::Today(page) => journey::today::page(page).await,
            Self::Agreement(page) => journey::agreement::page(page).await,
            Self::Door(page) => door::page(page).await,
            Self::Imports(page) => imports::page(page).await,
            Self::Engagement(page) => leads::engagement::page(page).await,
            Self::Definition(page) => leads::definition::page(page).await,
            Self::Hurts(page) => leads::hurts(page).await,
            Self::Leads(page) => leads::page(page).await,
            Self::LeadReports(page) => leads::reports::page(page).await,
            Self::LeadProof(page) => leads::proof::page(page).await,
            Self::Platform(page) => platform::page(page).await,
            Self::Components => platform::components().await,
        }
    }

    #[cfg(target_arch = "wasm32")]
    async fn preload(&self) {
        match self {
            Self::Frame => crate::frame::__preload_frame().await,
            Self::Accounts(_) => accounts::__preload_page().await,
            Self::Record => accounts::show::__preload_page().await,
            Self::Journey(_) => journey::__preload_page().await,
            Self::Today(_) => journey::today::__preload_page().await,
            Self::Agreement(_) => journey::agreement::__preload_page().await,
            Self::Door(_) => door::__preload_page().await,
            Self::Imports(_) => imports::__preload_page().await,
            Self::Engagement(_) => leads::engagement::__preload_page().await,
            Self::Definition(_) => leads::definition::__preload_page().await,
            Self::Hurts(_) => leads::__preload_hurts().await,
            Self::Leads(_) => leads::__preload_page().await,
            Self::LeadReports(_) => leads::reports::__preload_page().await,
            Self::LeadProof(_) => leads::proof::__preload_page().await,
            Self::Platform(_) => platform::__preload_page().await,
            Self::Components => platform::__preload_components().await,
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    async fn preload(&self) {}
}

/// Loads the parts of the program that the page at this address consists of, so that it can be hydrated in one go.
///
/// It looks at the address roughly: which page exactly is decided by the routes.
#[cfg(target_arch = "wasm32")]
pub(crate) async fn preload(path: &str, signed_in: bool) {
    let segments: Vec<_> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let area = match segments.as_slice() {
        [] | ["today", ..] => Opens::Today(journey::today::Page::Today),
        ["journey"] | ["journey", "moves" | "legs"] | ["accounts", _, "move"] => Opens::Journey(journey::Page::Board),
        ["journey", ..] => Opens::Agreement(journey::agreement::Page::Map),
        ["accounts", id] if *id != "new" => Opens::Record,
        ["leads", "engagement" | "calendars" | "obligations" | "routing", ..] => {
            Opens::Engagement(leads::engagement::Page::Engagement)
        }
        ["leads", "definition", "versions", _, "replay" | "sample" | "proof", ..] => {
            Opens::LeadProof(leads::proof::Page::Replay)
        }
        ["leads", "definition", ..] => Opens::Definition(leads::definition::Page::Definition),
        ["leads", "reports", ..] => Opens::LeadReports(leads::reports::Page::Reports),
        ["leads", "pains"] | ["accounts", _, "pains"] => Opens::Hurts(leads::Hurts::Catalogue),
        ["leads", ..] => Opens::Leads(leads::Page::Queue),
        ["accounts" | "contacts" | "deals" | "trash", ..] => Opens::Accounts(accounts::Page::Accounts),
        ["imports", ..] => Opens::Imports(imports::Page::Imports),
        ["admin", "components"] => Opens::Components,
        ["sign-in" | "set-up" | "forgotten" | "invitation" | "new-password", ..] => Opens::Door(door::Page::SignIn),
        _ => Opens::Platform(platform::Page::Admin),
    };
    if signed_in {
        futures::join!(Opens::Frame.preload(), area.preload());
    } else {
        area.preload().await;
    }
}

/// The pages of a signed-in person.
#[component]
pub fn Pages() -> impl IntoView {
    use accounts::Page as A;
    use door::Page as D;
    use imports::Page as I;
    use journey::{Page as J, agreement::Page as G, today::Page as T};
    use leads::{
        Hurts as H, Page as L, definition::Page as V, engagement::Page as R, proof::Page as E, reports::Page as F,
    };
    use platform::Page as P;

    view! {
        <Routes fallback=NothingHere>
            <ParentRoute path=path!("") view={Opens::Frame}>
                // Accounts
                <Route path=path!("/accounts") view={Opens::Accounts(A::Accounts)} />
                <Route path=path!("/accounts/new") view={Opens::Accounts(A::NewAccount)} />
                <Route path=path!("/accounts/:id") view={Opens::Record} />
                <Route path=path!("/accounts/:id/edit") view={Opens::Accounts(A::EditAccount)} />
                <Route path=path!("/accounts/:id/parent") view={Opens::Accounts(A::Parent)} />
                <Route path=path!("/accounts/:id/contacts/new") view={Opens::Accounts(A::NewContact)} />
                <Route path=path!("/accounts/:id/deals/new") view={Opens::Accounts(A::NewDeal)} />
                <Route path=path!("/contacts") view={Opens::Accounts(A::Contacts)} />
                <Route path=path!("/contacts/:id") view={Opens::Accounts(A::Contact)} />
                <Route path=path!("/deals") view={Opens::Accounts(A::Deals)} />
                <Route path=path!("/deals/:id") view={Opens::Accounts(A::Deal)} />
                <Route path=path!("/trash") view={Opens::Accounts(A::Trash)} />
                // Journey
                <Route path=path!("/") view={Opens::Today(T::Today)} />
                <Route path=path!("/today/:part") view={Opens::Today(T::Part)} />
                <Route path=path!("/journey") view={Opens::Journey(J::Board)} />
                <Route path=path!("/journey/map") view={Opens::Agreement(G::Map)} />
                <Route path=path!("/journey/moves") view={Opens::Journey(J::Moves)} />
                <Route path=path!("/journey/legs") view={Opens::Journey(J::LegRows)} />
                <Route path=path!("/journey/versions") view={Opens::Agreement(G::Versions)} />
                <Route path=path!("/journey/versions/:id") view={Opens::Agreement(G::Version)} />
                <Route path=path!("/journey/versions/:id/edit") view={Opens::Agreement(G::EditVersion)} />
                <Route path=path!("/journey/versions/:id/edit/:stage") view={Opens::Agreement(G::EditStage)} />
                <Route path=path!("/accounts/:id/move") view={Opens::Journey(J::Move)} />
                // Leads
                <Route path=path!("/leads") view={Opens::Leads(L::Queue)} />
                <Route path=path!("/leads/new") view={Opens::Leads(L::NewLead)} />
                <Route path=path!("/leads/pains") view={Opens::Hurts(H::Catalogue)} />
                <Route path=path!("/leads/engagement") view={Opens::Engagement(R::Engagement)} />
                <Route path=path!("/leads/engagement/versions") view={Opens::Engagement(R::Versions)} />
                <Route path=path!("/leads/engagement/versions/:id") view={Opens::Engagement(R::Version)} />
                <Route path=path!("/leads/engagement/versions/:id/edit") view={Opens::Engagement(R::EditVersion)} />
                <Route path=path!("/leads/engagement/versions/:id/rule") view={Opens::Engagement(R::WriteRule)} />
                <Route path=path!("/leads/definition") view={Opens::Definition(V::Definition)} />
                <Route path=path!("/leads/definition/versions") view={Opens::Definition(V::Versions)} />
                <Route path=path!("/leads/definition/versions/:id") view={Opens::Definition(V::Version)} />
                <Route path=path!("/leads/definition/versions/:id/edit") view={Opens::Definition(V::EditVersion)} />
                <Route path=path!("/leads/definition/versions/:id/rules/:score") view={Opens::Definition(V::WriteRule)} />
                <Route path=path!("/leads/definition/versions/:id/rules/:score/:key") view={Opens::Definition(V::WriteRule)} />
                <Route path=path!("/leads/definition/versions/:id/replay") view={Opens::LeadProof(E::Replay)} />
                <Route path=path!("/leads/definition/versions/:id/sample") view={Opens::LeadProof(E::Sample)} />
                <Route path=path!("/leads/definition/versions/:id/proof") view={Opens::LeadProof(E::Proof)} />
                <Route path=path!("/leads/calendars") view={Opens::Engagement(R::Calendars)} />
                <Route path=path!("/leads/calendars/:department") view={Opens::Engagement(R::EditCalendar)} />
                <Route path=path!("/leads/routing") view={Opens::Engagement(R::Routing)} />
                <Route path=path!("/leads/obligations") view={Opens::Engagement(R::Obligations)} />
                <Route path=path!("/leads/reports") view={Opens::LeadReports(F::Reports)} />
                <Route path=path!("/leads/reports/:figure") view={Opens::LeadReports(F::Figure)} />
                <Route path=path!("/leads/:id") view={Opens::Leads(L::Lead)} />
                <Route path=path!("/accounts/:id/pains") view={Opens::Hurts(H::Pains)} />
                // Imports
                <Route path=path!("/imports") view={Opens::Imports(I::Imports)} />
                <Route path=path!("/imports/new") view={Opens::Imports(I::NewImport)} />
                <Route path=path!("/imports/:id") view={Opens::Imports(I::Import)} />
                // People and administration
                <Route path=path!("/invitation/:secret") view={Opens::Door(D::SignedIn)} />
                <Route path=path!("/new-password/:secret") view={Opens::Door(D::SignedIn)} />
                <Route path=path!("/search") view={Opens::Platform(P::Search)} />
                <Route path=path!("/profile") view={Opens::Platform(P::Profile)} />
                <Route path=path!("/admin") view={Opens::Platform(P::Admin)} />
                <Route path=path!("/admin/people") view={Opens::Platform(P::People)} />
                <Route path=path!("/admin/people/new") view={Opens::Platform(P::Invite)} />
                <Route path=path!("/admin/people/:id") view={Opens::Platform(P::Person)} />
                <Route path=path!("/admin/organisation") view={Opens::Platform(P::Organisation)} />
                <Route path=path!("/admin/audit") view={Opens::Platform(P::Audit)} />
                <Route path=path!("/admin/jobs") view={Opens::Platform(P::Jobs)} />
                <Route path=path!("/admin/components") view={Opens::Components} />
                <Route path=path!("/*elsewhere") view=NothingHere />
            </ParentRoute>
        </Routes>
    }
}

/// The pages for strangers.
#[component]
pub fn OpenPages() -> impl IntoView {
    use door::Page as D;

    view! {
        <Routes fallback=NothingHere>
            <Route path=path!("/sign-in") view={Opens::Door(D::SignIn)} />
            <Route path=path!("/set-up") view={Opens::Door(D::SetUp)} />
            <Route path=path!("/forgotten") view={Opens::Door(D::Forgotten)} />
            <Route path=path!("/invitation/:secret") view={Opens::Door(D::Invitation)} />
            <Route path=path!("/new-password/:secret") view={Opens::Door(D::NewPassword)} />
        </Routes>
    }
}
