//! Ids: version 7 UUIDs, one type per kind of record, so that none is taken for another.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = Uuid)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person who works with the product.
    PersonId,
    /// A company.
    AccountId,
    /// A person at a company.
    ContactId,
    /// Some accounts from which leads go to the same people of sales.
    TerritoryId,
    /// An opportunity.
    DealId,
    /// Something that one of our legs did.
    TouchId,
    /// Something that the buyer did.
    SignalId,
    /// One move along the journey.
    TransitionId,
    /// An alert that a leg owes an act.
    MissingLegId,
    /// One entry of the event log.
    ActivityId,
    /// A piece of work for later.
    JobId,
    /// A file on its way in.
    ImportId,
    /// Something that a department knows of an account.
    KnownFactId,
    /// A saved view of a list.
    SavedViewId,
    /// A key to the REST API.
    TokenId,
    /// What departments sign: the line of its versions.
    AgreementId,
    /// One version of an agreement.
    AgreementVersionId,
    /// What somebody wrote beside a version.
    AgreementCommentId,
    /// An identified person to whom a lead definition is applied.
    LeadId,
    /// What somebody found out about a pain of an account.
    EvidenceId,
    /// A crisis that befell an account.
    TriggerId,
    /// What a rule of engagement makes one leg owe another.
    ObligationId,
}
