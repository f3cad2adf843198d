//! To whom of sales leads go: how many each takes, who is away, and which territories there are.

mod desks;
mod territories;

use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    access::{Action, may},
    leads::routing::show::{Routing, ShowRouting},
    platform::people::viewer::Viewer,
};
use ui::{Notice, PageHeader, Reads, Tone, loaded, use_revision, use_viewer};

use crate::parts::{ROUTING, parts};

/// The page.
#[component]
pub(crate) fn RoutingPage() -> impl IntoView {
    let revision = use_revision();
    let read = Reads::new(move || revision.get(), |_| ui::call(ShowRouting {}));
    view! {
        <Title text="Routing of leads" />
        <PageHeader
            title="Routing of leads"
            lead="A lead goes to whoever leads sales at its account, else to somebody of its territory, else to anybody: by turns, as long as he has room. The reason is kept with the lead."
        />
        {parts(ROUTING)}
        {loaded(read, |routing| whole(&routing))}
    }
}

fn whole(routing: &Routing) -> AnyView {
    let actor = use_viewer().with_value(Viewer::actor);
    let may_route = may(&actor, Action::RouteLeads);
    view! {
        <div class="stack below-head">
            {(!may_route)
                .then(|| view! { <Notice tone=Tone::Evidence>"Managers of sales and admins change it."</Notice> })}
            {desks::panel(&routing.desks, may_route)} {territories::panel(routing, may_route)}
        </div>
    }
    .into_any()
}
