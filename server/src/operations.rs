//! The one list of operations. What is not in it cannot be called; what is in it has a handler, or this does not
//! compile.

use engine::Engine;
use model::accounts::{
    activities::list::ListActivities,
    contacts::{
        create::CreateContact, edit::EditContact, list::ListContacts, restore::RestoreContact, show::ShowContact,
        trash::TrashContact,
    },
    create::CreateAccount,
    deals::{
        create::CreateDeal, edit::EditDeal, list::ListDeals, lose::LoseDeal, reopen::ReopenDeal, restore::RestoreDeal,
        show::ShowDeal, trash::TrashDeal, win::WinDeal,
    },
    edit::EditAccount,
    fact_base::{
        list::ListFacts, settle::SettleFact, state::StateFact, unsettle::UnsettleFact, withdraw::WithdrawFact,
    },
    figures::AccountFigures,
    hierarchy::{NameParent, ShowFamily},
    list::ListAccounts,
    name_lead::NameLead,
    people_choices::PeopleChoices,
    restore::RestoreAccount,
    show::ShowAccount,
    signals::{list::ListSignals, record::RecordSignal},
    timeline::ShowTimeline,
    touches::{log::LogTouch, remove::RemoveTouch, restore::RestoreTouch},
    trash::TrashAccount,
    trash_list::ListTrash,
};
use model::agreements::{self, versions};
use model::journey::{
    board, map, missing_legs, participation, stages, standing, today, transitions, versions as draft,
};
use model::platform::{
    audit::list::ListAudit,
    imports::operations::{
        CancelImport, ListImportRows, ListImports, MapColumns, SetMapping, ShowImport, StartImport, TryImport,
        UndoImport,
    },
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
use model::platform::{
    check::run::RunCheck,
    demo::{load::LoadDemo, logins::ListDemoLogins},
};

use model::platform::imports::operations as imports;

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
        // Accounts
        Entry::rest_query::<ListAccounts>(),
        Entry::rest_query::<AccountFigures>(),
        Entry::rest_query::<ShowAccount>(),
        Entry::rest_command::<CreateAccount>(),
        Entry::rest_command::<EditAccount>(),
        Entry::rest_command::<NameLead>(),
        Entry::rest_query::<ShowFamily>(),
        Entry::rest_command::<NameParent>(),
        Entry::rest_query::<ListFacts>(),
        Entry::rest_command::<StateFact>(),
        Entry::rest_command::<SettleFact>(),
        Entry::rest_command::<UnsettleFact>(),
        Entry::rest_command::<WithdrawFact>(),
        Entry::rest_command::<TrashAccount>(),
        Entry::rest_command::<RestoreAccount>(),
        Entry::query::<PeopleChoices>(),
        Entry::rest_query::<ListContacts>(),
        Entry::rest_query::<ShowContact>(),
        Entry::rest_command::<CreateContact>(),
        Entry::rest_command::<EditContact>(),
        Entry::rest_command::<TrashContact>(),
        Entry::rest_command::<RestoreContact>(),
        Entry::rest_query::<ListDeals>(),
        Entry::rest_query::<ShowDeal>(),
        Entry::rest_command::<CreateDeal>(),
        Entry::rest_command::<EditDeal>(),
        Entry::rest_command::<WinDeal>(),
        Entry::rest_command::<LoseDeal>(),
        Entry::rest_command::<ReopenDeal>(),
        Entry::rest_command::<TrashDeal>(),
        Entry::rest_command::<RestoreDeal>(),
        Entry::query::<ShowTimeline>(),
        Entry::rest_query::<ListSignals>(),
        Entry::rest_command::<RecordSignal>(),
        Entry::rest_command::<LogTouch>(),
        Entry::rest_command::<RemoveTouch>(),
        Entry::rest_command::<RestoreTouch>(),
        Entry::rest_query::<ListActivities>(),
        Entry::rest_query::<ListTrash>(),
        // Journey
        Entry::rest_query::<stages::list::ListStages>(),
        Entry::rest_query::<transitions::list::ListTransitions>(),
        Entry::rest_command::<transitions::move_by_hand::MoveByHand>(),
        Entry::rest_command::<transitions::undo::UndoMove>(),
        Entry::rest_query::<standing::explain::ExplainStanding>(),
        Entry::rest_query::<map::show::ShowMap>(),
        Entry::command::<standing::follow::FollowJourney>(),
        Entry::rest_query::<missing_legs::list::ListMissingLegs>(),
        Entry::command::<missing_legs::raise::RaiseMissingLegs>(),
        Entry::rest_query::<participation::show::ShowParticipation>(),
        Entry::rest_query::<board::show::ShowBoard>(),
        Entry::rest_query::<board::column::ShowColumn>(),
        Entry::query::<board::card::ShowCard>(),
        Entry::query::<today::show::ShowToday>(),
        Entry::rest_query::<model::platform::search::find::Find>(),
        // Agreements
        Entry::rest_query::<agreements::list::ListAgreements>(),
        Entry::rest_query::<versions::list::ListVersions>(),
        Entry::rest_query::<versions::show::ShowVersion>(),
        Entry::rest_command::<versions::draft::DraftVersion>(),
        Entry::rest_command::<versions::propose::ProposeVersion>(),
        Entry::rest_command::<versions::take_back::TakeBackVersion>(),
        Entry::rest_command::<versions::sign::SignVersion>(),
        Entry::rest_command::<versions::withdraw::WithdrawVersion>(),
        Entry::rest_command::<versions::comment::CommentVersion>(),
        Entry::command::<agreements::bring_into_force::BringIntoForce>(),
        // What a version of the journey says, and what it would do.
        Entry::rest_command::<draft::edit::EditJourney>(),
        Entry::command::<draft::edit_stage::EditStage>(),
        Entry::command::<draft::add_stage::AddStage>(),
        Entry::command::<draft::move_stage::MoveStage>(),
        Entry::rest_command::<draft::map_stage::MapStage>(),
        Entry::command::<draft::remove_stage::RemoveStage>(),
        Entry::command::<draft::edit_entry::EditEntry>(),
        Entry::query::<draft::show::ShowJourney>(),
        Entry::query::<draft::show_stage::ShowStage>(),
        Entry::rest_query::<draft::preview::PreviewVersion>(),
        Entry::query::<draft::replay::ReplayVersion>(),
        // Demo, check.
        Entry::command::<LoadDemo>(),
        Entry::query::<ListDemoLogins>(),
        Entry::query::<RunCheck>(),
        // Imports: the file's way in, the wizard, and the steps of the job.
        Entry::command::<imports::CreateImport>(),
        Entry::command::<imports::AppendPart>(),
        Entry::command::<imports::ReceiveImport>(),
        Entry::command::<imports::RunChunk>(),
        Entry::command::<imports::UndoChunk>(),
        Entry::command::<imports::FailImport>(),
        Entry::rest_query::<ListImports>(),
        Entry::rest_query::<ShowImport>(),
        Entry::rest_query::<ListImportRows>(),
        Entry::rest_command::<SetMapping>(),
        Entry::command::<MapColumns>(),
        Entry::rest_command::<TryImport>(),
        Entry::rest_command::<StartImport>(),
        Entry::rest_command::<CancelImport>(),
        Entry::rest_command::<UndoImport>(),
    ]
}

/// The dispatcher over all of them.
pub fn dispatcher(engine: Engine) -> Dispatcher {
    Dispatcher::new(engine, all())
}
