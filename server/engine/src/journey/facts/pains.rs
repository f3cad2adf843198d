//! What was said of the pains of an account, and what befell it, out of packed rows.

use model::{
    access::Department,
    criteria::facts::TriggerFact,
    leads::pains::evidence::{EvidenceSource, Word},
    values::ids::{AccountId, EvidenceId, TriggerId},
};

use super::{
    Broken,
    packed::{fields, id, moment},
};

/// A word about a pain.
pub(super) fn word(record: &str, account: AccountId) -> Result<Option<Word<'_>>, Broken> {
    let [pain, severity, source, department, heard_at, noted_at, ended_at, row] = fields(record, 8).ok_or(Broken)?;
    let (Some(source), Some(department)) = (EvidenceSource::from_key(source), Department::from_key(department)) else {
        return Ok(None);
    };
    Ok(Some(Word {
        id: EvidenceId(id(row).ok_or(Broken)?),
        account,
        pain,
        severity: severity.parse().map_err(|_unread| Broken)?,
        source,
        department,
        heard_at: moment(heard_at).ok_or(Broken)?,
        noted_at: moment(noted_at).ok_or(Broken)?,
        ended_at: moment(ended_at),
    }))
}

/// A crisis that befell the account.
pub(super) fn trigger(record: &str) -> Result<Option<TriggerFact>, Broken> {
    let [crisis, occurred_at, expires_at, withdrawn_at, row, pains] = fields(record, 6).ok_or(Broken)?;
    let expires_at = moment(expires_at).ok_or(Broken)?;
    Ok(Some(TriggerFact {
        at: moment(occurred_at).ok_or(Broken)?,
        until: moment(withdrawn_at).map_or(expires_at, |at| at.min(expires_at)),
        id: TriggerId(id(row).ok_or(Broken)?),
        crisis: crisis.to_owned(),
        pains: serde_json::from_str(pains).map_err(|_unread| Broken)?,
    }))
}
