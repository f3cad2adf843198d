//! Agreements for tests: an operation that changes content as that of a kind does, and short ways through the states.

use chrono::{Days, NaiveDate};
use model::{
    Access, Department, Failure, Kind, Operation,
    agreement::{AgreementKind, JOURNEY},
    agreements::{
        Standing,
        versions::{
            draft::DraftVersion,
            propose::ProposeVersion,
            show::{ShowVersion, VersionView},
            sign::SignVersion,
        },
    },
    values::{Version, ids::AgreementVersionId},
};
use serde::{Deserialize, Serialize};

use super::content;
use crate::{
    Done, Fault, Handle, Work,
    testing::{Who, World},
};

/// Stores content in a draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Rewrite {
    pub version: AgreementVersionId,
    pub content: serde_json::Value,
    pub seen: Version,
}

impl Operation for Rewrite {
    type Output = Standing;
    const NAME: &'static str = "test.agreements.rewrite";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}

impl Handle for Rewrite {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        content::store_as(work, AgreementKind::Journey, self.version, self.seen, self.content).await
    }
}

/// The manager of each department.
pub(crate) const fn manager(department: Department) -> Who {
    match department {
        Department::Marketing => Who::MarketingManager,
        Department::Sales => Who::SalesManager,
        Department::Service => Who::ServiceManager,
    }
}

pub(crate) async fn drafted(world: &World) -> Standing {
    let draft = DraftVersion { agreement: JOURNEY };
    world.as_sales_manager().perform(draft).await.unwrap()
}

pub(crate) async fn shown(world: &World, version: AgreementVersionId) -> VersionView {
    world.as_executive().ask(ShowVersion { version }).await.unwrap()
}

/// A draft in which the first stage has another name.
pub(crate) async fn renamed(world: &World, draft: &Standing, name: &str) -> Standing {
    let mut content = shown(world, draft.version).await.content;
    content["stages"][0]["stage"]["name"] = name.into();
    let rewrite = Rewrite {
        version: draft.version,
        content,
        seen: draft.edition,
    };
    world.as_sales_manager().perform(rewrite).await.unwrap()
}

/// The draft proposed, to hold in so many days.
pub(crate) async fn proposed(world: &World, draft: &Standing, days: u64) -> Standing {
    let today: NaiveDate = shown(world, draft.version).await.today;
    let propose = ProposeVersion {
        version: draft.version,
        effective_from: today + Days::new(days),
        review_by: today + Days::new(days + 365),
        seen: draft.edition,
    };
    world.as_sales_manager().perform(propose).await.unwrap()
}

pub(crate) async fn sign(world: &World, proposal: &Standing, department: Department) -> Result<Standing, Failure> {
    let sign = SignVersion {
        version: proposal.version,
        department,
        seen: proposal.edition,
    };
    world.acting(manager(department)).perform(sign).await
}

pub(crate) async fn signed_by_all(world: &World, proposal: &Standing) -> Standing {
    let mut standing = proposal.clone();
    for department in Department::ALL {
        standing = sign(world, proposal, department).await.unwrap();
    }
    standing
}

/// A version that came into force today, with this name of the first stage.
pub(crate) async fn in_force(world: &World, name: &str) -> Standing {
    let draft = drafted(world).await;
    let draft = renamed(world, &draft, name).await;
    let proposal = proposed(world, &draft, 0).await;
    signed_by_all(world, &proposal).await
}

/// A version that came into force today, with this content.
pub(crate) async fn in_force_with(world: &World, content: &impl Serialize) -> Standing {
    let draft = drafted(world).await;
    let rewrite = Rewrite {
        version: draft.version,
        content: serde_json::to_value(content).unwrap(),
        seen: draft.edition,
    };
    let draft = world.as_sales_manager().perform(rewrite).await.unwrap();
    let proposal = proposed(world, &draft, 0).await;
    signed_by_all(world, &proposal).await
}
