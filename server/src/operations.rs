//! The one list of operations. What is not in it cannot be called; what is in it has a handler, or this does not
//! compile.

use engine::Engine;
use model::platform::demo::{load::LoadDemo, logins::ListDemoLogins};
use model::platform::{
    audit::list::ListAudit,
    jobs::{list::ListJobs, retry::RetryJob},
    organisation::{edit::EditOrganisation, show::ShowOrganisation},
    people::{
        accept_invitation::AcceptInvitation, add::AddPerson, ask_password_reset::AskPasswordReset,
        change_password::ChangePassword, deactivate::DeactivatePerson, edit::EditPerson, edit_profile::EditProfile,
        invite::InvitePerson, invite_again::InviteAgain, list::ListPeople, offer_new_password::OfferNewPassword,
        reactivate::ReactivatePerson, reset_password::ResetPassword, set_theme::SetTheme, set_up::SetUp,
        show::ShowPerson, show_link::ShowLink, sign_in::SignIn, sign_out::SignOut, time_zones::ListTimeZones,
        viewer::ShowViewer,
    },
    tokens::{list::ListTokens, make::MakeToken, make_for::MakeTokenFor, revoke::RevokeToken},
};

use crate::dispatch::{Dispatcher, Entry};

/// Every operation of the product.
pub fn all() -> Vec<Entry> {
    vec![
        // The first visit, getting in, getting out.
        Entry::query::<ShowViewer>(),
        Entry::command::<SetUp>(),
        Entry::command::<SignIn>(),
        Entry::command::<SignOut>(),
        // People
        Entry::rest_query::<ListPeople>(),
        Entry::rest_query::<ShowPerson>(),
        Entry::rest_command::<InvitePerson>(),
        Entry::rest_command::<InviteAgain>(),
        Entry::rest_command::<EditPerson>(),
        Entry::rest_command::<DeactivatePerson>(),
        Entry::rest_command::<ReactivatePerson>(),
        Entry::command::<OfferNewPassword>(),
        Entry::command::<AddPerson>(),
        Entry::query::<ShowLink>(),
        Entry::command::<AcceptInvitation>(),
        Entry::command::<AskPasswordReset>(),
        Entry::command::<ResetPassword>(),
        Entry::command::<ChangePassword>(),
        Entry::command::<EditProfile>(),
        Entry::command::<SetTheme>(),
        Entry::query::<ListTimeZones>(),
        Entry::rest_query::<ListTokens>(),
        Entry::command::<MakeToken>(),
        Entry::command::<MakeTokenFor>(),
        Entry::rest_command::<RevokeToken>(),
        Entry::rest_query::<ShowOrganisation>(),
        Entry::rest_command::<EditOrganisation>(),
        Entry::rest_query::<ListAudit>(),
        Entry::rest_query::<ListJobs>(),
        Entry::rest_command::<RetryJob>(),
        // Demo, check.
        Entry::command::<LoadDemo>(),
        Entry::query::<ListDemoLogins>(),
    ]
}

/// The dispatcher over all of them.
pub fn dispatcher(engine: Engine) -> Dispatcher {
    Dispatcher::new(engine, all())
}
