//! Leads for tests: an account, a lead there, what becomes known of it, and definitions in force.

use chrono::Days;
use model::{
    Department,
    accounts::{create::CreateAccount, signals::record::RecordSignal},
    agreement::LEAD_DEFINITION,
    agreements::{
        Standing,
        versions::{draft::DraftVersion, propose::ProposeVersion, show::ShowVersion, sign::SignVersion},
    },
    leads::{
        chain::{
            capture::CaptureLead,
            list::LeadRow,
            show::{ShowLead, ShownLead},
        },
        definitions::{LeadDefinition, edit::EditLeadDefinition},
    },
    values::ids::{AccountId, LeadId},
};

use crate::{
    agreements::sample::manager,
    testing::{World, new_account},
};

/// An account with that domain.
pub(crate) async fn account(world: &World, domain: &str) -> AccountId {
    let account = CreateAccount {
        domain: Some(domain.parse().unwrap()),
        employees: Some(800),
        ..new_account("Brackwell Dairies")
    };
    world.as_seller().perform(account).await.unwrap().id
}

/// Somebody who gave a name; who has that domain finds the account.
pub(crate) async fn captured(world: &World, email: &str) -> LeadRow {
    let capture = CaptureLead {
        name: Some("Rhea Calloway".parse().unwrap()),
        email: Some(email.parse().unwrap()),
        ..CaptureLead::default()
    };
    world.as_marketer().perform(capture).await.unwrap()
}

/// Something that somebody there did, nobody knows who.
pub(crate) async fn signal(world: &World, account: AccountId, kind: &str) {
    let signal = serde_json::json!({"account": account, "kind": kind});
    let signal: RecordSignal = serde_json::from_value(signal).unwrap();
    world.as_marketer().perform(signal).await.unwrap();
}

/// The lead with everything that decided.
pub(crate) async fn shown(world: &World, lead: LeadId) -> ShownLead {
    world.as_seller().ask(ShowLead { lead }).await.unwrap()
}

/// A draft of the definition that says this.
pub(crate) async fn drafted(world: &World, definition: LeadDefinition) -> Standing {
    let draft = DraftVersion {
        agreement: LEAD_DEFINITION,
    };
    let draft = world.as_sales_manager().perform(draft).await.unwrap();
    let edit = EditLeadDefinition {
        version: draft.version,
        seen: draft.edition,
        definition,
    };
    world.as_sales_manager().perform(edit).await.unwrap()
}

/// The draft laid before the departments, to hold from today on.
pub(crate) async fn proposed(world: &World, definition: LeadDefinition) -> Standing {
    let draft = drafted(world, definition).await;
    let shown = ShowVersion { version: draft.version };
    let today = world.as_executive().ask(shown).await.unwrap().today;
    let propose = ProposeVersion {
        version: draft.version,
        effective_from: today,
        review_by: today + Days::new(365),
        seen: draft.edition,
    };
    world.as_sales_manager().perform(propose).await.unwrap()
}

/// A definition in force, signed by both departments.
pub(crate) async fn agreed(world: &World, definition: LeadDefinition) -> Standing {
    let mut standing = proposed(world, definition).await;
    for department in [Department::Marketing, Department::Sales] {
        let sign = SignVersion {
            version: standing.version,
            department,
            seen: standing.edition,
        };
        standing = world.acting(manager(department)).perform(sign).await.unwrap();
    }
    standing
}

/// Nothing that is stored contradicts itself. No worker runs beside such a test, so what waits for one may be late.
pub(crate) async fn nothing_is_broken(world: &World) {
    let checked = world
        .as_system()
        .ask(model::platform::check::run::RunCheck {})
        .await
        .unwrap();
    let broken: Vec<_> = checked
        .iter()
        .filter(|one| one.violations > 0 && one.key != "jobs")
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
}
