//! The kinds of agreements: which type the content of each has, and what follows when a version comes into force.

use model::{
    agreement::{Agreed, AgreementKind},
    journey::Journey,
    leads::definitions::LeadDefinition,
    leads::engagement::RulesOfEngagement,
    values::ids::AgreementVersionId,
};
use serde_json::Value;

use crate::{Fault, Work};

/// What the mechanism asks of content without knowing its type.
pub(super) struct Rules {
    /// What holds until departments have agreed on anything.
    pub shipped: fn() -> Result<Value, Fault>,
    /// Refuses content that must never come into force.
    pub check: fn(&Value) -> Result<(), Fault>,
    /// What the second says differently than the first, in plain words.
    pub difference: fn(&Value, &Value) -> Result<Vec<String>, Fault>,
}

impl Rules {
    const fn of<C: Agreed>() -> Self {
        Self {
            shipped: || Ok(serde_json::to_value(C::shipped())?),
            check: |content| Ok(read::<C>(content)?.check()?),
            difference: |earlier, later| Ok(read::<C>(earlier)?.difference(&read::<C>(later)?)),
        }
    }
}

/// The content of a version, as its kind knows it.
pub(super) fn read<C: Agreed>(content: &Value) -> Result<C, Fault> {
    Ok(C::deserialize(content)?)
}

/// The rules of a kind.
pub(super) const fn rules(kind: AgreementKind) -> Rules {
    match kind {
        AgreementKind::Journey => Rules::of::<Journey>(),
        AgreementKind::LeadDefinition => Rules::of::<LeadDefinition>(),
        AgreementKind::RulesOfEngagement => Rules::of::<RulesOfEngagement>(),
    }
}

/// What a kind refuses to lay before the departments beyond content that is bad in itself: what would not go together
/// with what is stored. Asked again at the last signature.
pub(super) async fn may_propose(work: &Work<'_>, kind: AgreementKind, content: &Value) -> Result<(), Fault> {
    match kind {
        AgreementKind::Journey => crate::journey::versions::may_propose(work, &read(content)?).await,
        AgreementKind::LeadDefinition => Ok(()),
        AgreementKind::RulesOfEngagement => {
            let rules: RulesOfEngagement = read(content)?;
            Ok(rules.check_against(&work.stages().await?)?)
        }
    }
}

/// What a kind does in the transaction in which one of its versions comes into force; what takes long it puts into a
/// job.
pub(super) async fn came_into_force(
    work: &mut Work<'_>,
    kind: AgreementKind,
    version: AgreementVersionId,
) -> Result<(), Fault> {
    match kind {
        AgreementKind::Journey => crate::journey::standing::came_into_force(work, version).await,
        AgreementKind::LeadDefinition => crate::leads::scores::came_into_force(work).await,
        // What is owed already goes on as it was agreed; what happens from now on is asked of the new version.
        AgreementKind::RulesOfEngagement => Ok(()),
    }
}
