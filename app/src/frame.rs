//! The frame of a signed-in person: the rail, the top bar, and the pages inside.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Outlet, hooks::use_location};
use model::{Department, platform::people::sign_out::SignOut};
use ui::{
    Breadcrumbs, Button, ButtonKind, Crumb, ErrorPage, Icon, LegAvatar, LinkButton, Menu, MenuHeading, MenuItem,
    MenuLink, MessageCorner, Messages, Notice, OperationForm, Rail, RailItem, Shell, Tone, TopBar, answer_with, of,
    use_revision, use_viewer,
};

use crate::places;

/// Opens the frame. Strangers do not load it.
#[lazy(frame)]
pub fn frame() -> AnyView {
    view! { <Frame /> }.into_any()
}

/// Rail, top bar and pages.
#[component]
fn Frame() -> impl IntoView {
    Messages::provide();
    journey::moving::say_flash();
    let viewer = use_viewer();
    let location = use_location();
    let path = location.pathname;
    let revision = use_revision();
    ui::page_clock::set_on(viewer, move || (path.track(), location.search.track(), revision.get()));
    let (company, note) = viewer.with_value(|viewer| {
        let people = if viewer.people == 1 {
            "1 person".to_owned()
        } else {
            format!("{} people", viewer.people)
        };
        (viewer.organisation.name.clone(), format!("{people}, 3 departments"))
    });
    let actor = viewer.with_value(model::platform::people::viewer::Viewer::actor);
    let groups = Signal::derive(move || {
        let here = path.get();
        let groups = places::groups(&actor).into_iter();
        groups
            .map(|group| {
                group
                    .into_iter()
                    .map(|place| RailItem {
                        label: place.label.to_owned(),
                        href: place.href.to_owned(),
                        icon: place.icon,
                        waiting: None,
                        current: place.is_at(&here),
                    })
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    });
    let crumbs = Signal::derive(move || {
        let here = path.get();
        match places::at(&here) {
            Some(place) if place.href == here => vec![Crumb::here(place.label)],
            Some(place) => vec![Crumb::to(place.label, place.href)],
            None => Vec::new(),
        }
    });
    let wide = Signal::derive(move || path.get() == "/journey");
    view! {
        <Shell
            rail=move || {
                view! { <Rail groups=groups company=company company_note=note /> }
            }
            top_bar=move || {
                view! {
                    <TopBar crumbs=move || view! { <Breadcrumbs crumbs=crumbs /> }>
                        <CreateMenu />
                        <PersonMenu />
                    </TopBar>
                }
            }
            wide=wide
        >
            <Outdated />
            <Outlet />
        </Shell>
        <MessageCorner />
        <crate::shortcuts::Shortcuts />
    }
}

/// Says that the page was made of what does not hold any more. It is not loaded again by itself: somebody may be
/// writing.
#[component]
fn Outdated() -> impl IntoView {
    let revision = use_revision();
    let location = use_location();
    move || {
        revision.outdated().then(|| {
            let again = location.pathname.get() + &location.search.get();
            view! {
                <Notice tone=Tone::Neutral rule="The journey or the organisation changed while this page was open.">
                    "Names and stages on it are those from before. "
                    <a href=again rel="external">
                        "Load it again"
                    </a>
                </Notice>
            }
        })
    }
}

/// What one can create from anywhere.
#[component]
fn CreateMenu() -> impl IntoView {
    let actor = use_viewer().with_value(model::platform::people::viewer::Viewer::actor);
    model::Access::AnyLeg.admits(&actor).is_ok().then(|| {
        view! {
            <Menu label="Create" icon=Icon::Plus quiet=true>
                <MenuLink href="/accounts/new" text="Account" icon=Icon::Accounts keys="c" />
                <MenuLink href="/leads/new" text="Lead" icon=Icon::Leads />
                <MenuLink href="/imports/new" text="Import a file" icon=Icon::Upload />
            </Menu>
        }
    })
}

/// Who is signed in, how he sees the product, and the way out.
#[component]
fn PersonMenu() -> impl IntoView {
    let viewer = use_viewer();
    let (name, email, department) =
        viewer.with_value(|viewer| (viewer.name.clone(), viewer.email.clone(), viewer.department));
    let face_name = name.clone();
    view! {
        <Menu
            label=name.clone()
            quiet=true
            face=move || {
                match department {
                    Some(department) => {
                        view! { <LegAvatar department=department owner=Some(face_name.clone()) /> }.into_any()
                    }
                    None => view! { <ui::Avatar name=face_name.clone() /> }.into_any(),
                }
            }
        >
            <MenuHeading text=format!("{name}, {}", role_and_leg(department)) />
            <MenuHeading text=email />
            <MenuLink href="/profile" text="Profile and keys" icon=Icon::User />
            <MenuItem>
                <OperationForm operation={of::<SignOut>()} then="/sign-in" anew=true no_summary=true>
                    <Button kind=ButtonKind::Quiet icon=Icon::SignOut submit=true>
                        "Sign out"
                    </Button>
                </OperationForm>
            </MenuItem>
        </Menu>
    }
}

fn role_and_leg(department: Option<Department>) -> &'static str {
    match department {
        Some(Department::Marketing) => "marketing",
        Some(Department::Sales) => "sales",
        Some(Department::Service) => "service",
        None => "no department",
    }
}

/// The page for addresses that lead nowhere.
#[component]
pub fn NothingHere() -> impl IntoView {
    answer_with(404);
    view! {
        <Title text="Not found" />
        <ErrorPage
            title="There is nothing here"
            text="The address leads nowhere. It may have been typed wrongly, or what stood here is gone."
        >
            <LinkButton href="/accounts" kind=ButtonKind::Primary>
                "Go to the accounts"
            </LinkButton>
            <LinkButton href="/trash">"Look into the trash"</LinkButton>
        </ErrorPage>
    }
}
