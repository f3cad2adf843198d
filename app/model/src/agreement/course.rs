//! The course of a version from draft to force: who may take it a step further, and which rule refuses it.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Act, Agreement, AgreementVersion, Moments, Now, Signature, State, Terms};
use crate::{
    Actor, Complaint, Department, Failure, Refusal,
    access::{Action, may},
    failure::Conflict,
    values::{Version, ids::AgreementVersionId},
};

/// What a version's coming into force changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The version that is in force now.
    pub entered: AgreementVersionId,
    /// The one that was in force until now.
    pub replaced: Option<AgreementVersionId>,
    /// Signed versions that never came into force because a newer one was due before them or on the same day.
    pub overtaken: Vec<AgreementVersionId>,
}

/// What a signature changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Whether it was the last one.
    pub complete: bool,
    /// What came into force by it.
    pub entry: Option<Entry>,
}

impl Agreement {
    /// Begins a draft from the version in force, if there is one; says which.
    pub fn draft(
        &mut self,
        id: AgreementVersionId,
        actor: &Actor,
        now: Now,
    ) -> Result<Option<AgreementVersionId>, Failure> {
        permit(actor, Action::DraftAgreement)?;
        let based_on = self.active().map(|active| active.id);
        let act = act(actor, now);
        self.versions.push(AgreementVersion {
            id,
            number: None,
            state: State::Draft,
            based_on,
            terms: None,
            signatures: Vec::new(),
            moments: Moments {
                drafted: act,
                changed: act,
                proposed: None,
                signed: None,
                in_force: None,
                superseded: None,
                withdrawn: None,
            },
            edition: Version(1),
        });
        Ok(based_on)
    }

    /// Lets the content of a draft be changed, and counts the change.
    pub fn edit(&mut self, id: AgreementVersionId, seen: Version, actor: &Actor, now: Now) -> Result<(), Failure> {
        permit(actor, Action::DraftAgreement)?;
        let version = self.draft_as_seen(id, seen)?;
        changed(version, actor, now);
        Ok(())
    }

    /// Freezes a draft and lays it before the departments; says which number it has now.
    ///
    /// A number is never given twice: a draft that was taken back keeps its own while it is the newest.
    pub fn propose(
        &mut self,
        id: AgreementVersionId,
        seen: Version,
        terms: Terms,
        actor: &Actor,
        now: Now,
    ) -> Result<i32, Failure> {
        permit(actor, Action::DraftAgreement)?;
        let newest = self.versions.iter().filter_map(|version| version.number).max();
        let version = self.draft_as_seen(id, seen)?;
        terms.check()?;
        if terms.effective_from < now.day {
            return Err(Failure::field("effective_from", Complaint::InThePast));
        }
        let number = match (version.number, newest) {
            (Some(own), Some(newest)) if own == newest => own,
            (_, newest) => newest.unwrap_or(0) + 1,
        };
        changed(version, actor, now);
        version.number = Some(number);
        version.terms = Some(terms);
        version.state = State::Proposed;
        version.moments.proposed = Some(act(actor, now));
        Ok(number)
    }

    /// Takes a proposal back, to change it: it is a draft again, and what was signed is void.
    pub fn take_back(&mut self, id: AgreementVersionId, seen: Version, actor: &Actor, now: Now) -> Result<(), Failure> {
        permit(actor, Action::DraftAgreement)?;
        let version = self.proposal_as_seen(id, seen)?;
        changed(version, actor, now);
        version.signatures.clear();
        version.moments.proposed = None;
        version.state = State::Draft;
        Ok(())
    }

    /// Signs for one department. With the last signature the version comes into force, at once when its day has come.
    ///
    /// The departments sign what they saw: a proposal that was taken back, changed and proposed again is another one.
    pub fn sign(
        &mut self,
        id: AgreementVersionId,
        seen: Version,
        department: Department,
        actor: &Actor,
        now: Now,
    ) -> Result<Signed, Failure> {
        permit(actor, Action::SignAgreement { department })?;
        let person = actor.person().ok_or(Failure::Forbidden)?;
        if !self.kind.signers().contains(&department) {
            return Err(Failure::Forbidden);
        }
        let in_force = self.active().and_then(AgreementVersion::rank);
        let kind = self.kind;
        let version = self.proposal_as_seen(id, seen)?;
        if let Some((_, by)) = in_force.filter(|in_force| version.rank() < Some(*in_force)) {
            return Err(Refusal::AgreementOvertaken { by }.into());
        }
        if version.is_signed_for(department) {
            return Err(Refusal::DepartmentHasSigned { department }.into());
        }
        if let Some(other) = version.signatures.iter().find(|signature| signature.person == person) {
            let department = other.department;
            return Err(Refusal::SignedForAnother { department }.into());
        }
        version.signatures.push(Signature {
            department,
            person,
            at: now.at,
        });
        if !version.missing(kind).is_empty() {
            return Ok(Signed {
                complete: false,
                entry: None,
            });
        }
        version.state = State::Signed;
        version.moments.signed = Some(now.at);
        Ok(Signed {
            complete: true,
            entry: self.bring_into_force(now),
        })
    }

    /// Withdraws what is not in force yet, for good. What every department signed only those may withdraw who sign.
    pub fn withdraw(&mut self, id: AgreementVersionId, seen: Version, actor: &Actor, now: Now) -> Result<(), Failure> {
        let signers = self.kind.signers();
        let version = self.get_mut(id)?;
        let action = match (version.state, actor.department()) {
            (State::Signed, Some(department)) if signers.contains(&department) => Action::SignAgreement { department },
            (State::Signed, _) => return Err(Failure::Forbidden),
            _ => Action::DraftAgreement,
        };
        permit(actor, action)?;
        if version.state.is_settled() {
            return Err(Refusal::AgreementSettled { state: version.state }.into());
        }
        as_seen(version, seen)?;
        changed(version, actor, now);
        version.state = State::Withdrawn;
        version.moments.withdrawn = Some(act(actor, now));
        Ok(())
    }

    /// Brings the signed version into force whose day has come; nothing when there is none. Of several that are due
    /// only the last one comes into force: the others would hold for no time at all.
    pub fn bring_into_force(&mut self, now: Now) -> Option<Entry> {
        let due = |version: &&AgreementVersion| {
            version.state == State::Signed && version.terms.is_some_and(|terms| terms.effective_from <= now.day)
        };
        let next = self.versions.iter().filter(due).max_by_key(|version| version.rank())?;
        let (entered, rank) = (next.id, next.rank());
        let mut entry = Entry {
            entered,
            replaced: None,
            overtaken: Vec::new(),
        };
        for version in &mut self.versions {
            if version.id == entered {
                version.state = State::Active;
                version.moments.in_force = Some(now.at);
            } else if version.state == State::Active {
                version.state = State::Superseded;
                version.moments.superseded = Some(now.at);
                entry.replaced = Some(version.id);
            } else if version.state == State::Signed && version.rank() < rank {
                version.state = State::Withdrawn;
                version.moments.withdrawn = Some(Act { by: None, at: now.at });
                entry.overtaken.push(version.id);
            }
        }
        Some(entry)
    }

    fn get_mut(&mut self, id: AgreementVersionId) -> Result<&mut AgreementVersion, Failure> {
        let mut versions = self.versions.iter_mut();
        versions.find(|version| version.id == id).ok_or(Failure::NotFound)
    }

    fn draft_as_seen(&mut self, id: AgreementVersionId, seen: Version) -> Result<&mut AgreementVersion, Failure> {
        let version = self.get_mut(id)?;
        if version.state != State::Draft {
            return Err(Refusal::AgreementNotADraft { state: version.state }.into());
        }
        as_seen(version, seen)?;
        Ok(version)
    }

    fn proposal_as_seen(&mut self, id: AgreementVersionId, seen: Version) -> Result<&mut AgreementVersion, Failure> {
        let version = self.get_mut(id)?;
        if version.state != State::Proposed {
            return Err(Refusal::AgreementNotProposed { state: version.state }.into());
        }
        as_seen(version, seen)?;
        Ok(version)
    }
}

fn permit(actor: &Actor, action: Action<'_>) -> Result<(), Failure> {
    if may(actor, action) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// Refuses somebody who was looking at another edition. Who changed it is for whoever knows names to add.
fn as_seen(version: &AgreementVersion, seen: Version) -> Result<(), Failure> {
    if version.edition == seen {
        return Ok(());
    }
    Err(Failure::Conflict(Conflict {
        version: version.edition.0,
        by: None,
        stored: BTreeMap::new(),
    }))
}

const fn act(actor: &Actor, now: Now) -> Act {
    Act {
        by: actor.person(),
        at: now.at,
    }
}

fn changed(version: &mut AgreementVersion, actor: &Actor, now: Now) {
    version.edition.0 += 1;
    version.moments.changed = act(actor, now);
}
