//! Pains, triggers and points in words.

use super::{plain, within, words::list};
use crate::{
    criteria::{PainTest, TriggerTest, facts::EvidenceFact},
    leads::{pains::evidence::EvidenceSource, scores::ScoreRow},
};

/// What is asked of evidence, or the opposite.
pub(super) fn pain(asked: &PainTest, negated: bool) -> String {
    let mut said = if negated { "no evidence of " } else { "evidence of " }.to_owned();
    said += "a pain";
    if let Some(pains) = &asked.pains {
        said = [&said, " (", &keys(pains), ")"].concat();
    }
    if let Some(severity) = asked.severity_at_least {
        said = [&said, " of severity ", &severity.to_string(), " or more"].concat();
    }
    if let Some(sources) = &asked.sources {
        let sources: Vec<&str> = sources.iter().map(|kind| source(*kind)).collect();
        said = [&said, " from ", &list(&sources, "or")].concat();
    }
    said += &within(asked.within_days);
    if asked.urgent {
        said += " that an unexpired trigger makes urgent";
    }
    said
}

/// What is asked of triggers, or the opposite.
pub(super) fn trigger(asked: &TriggerTest, negated: bool) -> String {
    let mut said = if negated {
        "no unexpired trigger"
    } else {
        "an unexpired trigger"
    }
    .to_owned();
    if let Some(crises) = &asked.crises {
        said = [&said, " (", &keys(crises), ")"].concat();
    }
    if let Some(pains) = &asked.pains {
        said = [&said, " that makes ", &keys(pains), " urgent"].concat();
    }
    said
}

fn keys(keys: &[String]) -> String {
    let said: Vec<String> = keys.iter().map(|key| plain(key)).collect();
    list(&said, "or")
}

/// Where evidence comes from.
pub(in crate::criteria) const fn source(source: EvidenceSource) -> &'static str {
    match source {
        EvidenceSource::Conversation => "conversations",
        EvidenceSource::Survey => "surveys",
        EvidenceSource::SupportCase => "support cases",
        EvidenceSource::Measurement => "measurements",
        EvidenceSource::Public => "public words",
        EvidenceSource::ThirdParty => "third parties",
        EvidenceSource::Behaviour => "behaviour",
    }
}

/// One piece of evidence.
pub(super) fn evidence(fact: &EvidenceFact) -> String {
    let severity = fact.severity.to_string();
    [
        &plain(&fact.pain),
        ", severity ",
        &severity,
        ", from ",
        source(fact.source),
    ]
    .concat()
}

/// One row of a score's log.
pub(super) fn points(row: &ScoreRow) -> String {
    let sign = if row.points > 0 { "+" } else { "" };
    let noun = if row.points.unsigned_abs() == 1 {
        " point"
    } else {
        " points"
    };
    [
        sign,
        &row.points.to_string(),
        noun,
        ", ",
        &row.kind.name().to_lowercase(),
    ]
    .concat()
}
