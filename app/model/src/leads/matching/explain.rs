//! Why a lead is at an account, in words.

use super::{Candidate, Identity, MatchedBy, Rank, TieBreaker};
use crate::receipt::{Counted, Line, MOST_ROWS, Met, Receipt, RowId};

/// The rule, as every receipt says it.
const RULE: &str = "the account with the domain of the lead's e-mail address, else with the web domain of its company, \
                    else with the name of its company";

/// One line for each way, and one for what told several apart.
pub(super) fn receipt(
    identity: &Identity,
    found: &[(MatchedBy, Vec<(Rank, &Candidate)>)],
    tie: Option<TieBreaker>,
) -> Receipt {
    let mut lines: Vec<Line> = found
        .iter()
        .map(|(by, fitting)| {
            let (asked, known) = asked(identity, *by);
            Line {
                depth: 0,
                asked,
                found: match (known, fitting.as_slice()) {
                    (Known::Nothing, _) => "not known".to_owned(),
                    (Known::Everybodys, _) => "everybody can have that domain".to_owned(),
                    (Known::Something, []) => "none".to_owned(),
                    (Known::Something, [(_, only)]) => only.name.clone(),
                    (Known::Something, several) => format!("{} accounts", several.len()),
                },
                met: match (known, fitting.is_empty()) {
                    (Known::Nothing, _) => Met::Unknown,
                    (_, true) => Met::No,
                    (_, false) => Met::Yes,
                },
                row_count: u32::try_from(fitting.len()).unwrap_or(u32::MAX),
                rows: fitting.iter().take(MOST_ROWS).map(|(_, one)| counted(one)).collect(),
            }
        })
        .collect();
    let best = found.iter().find_map(|(_, fitting)| fitting.first());
    if let (Some(tie), Some((_, best))) = (tie, best) {
        lines.push(Line {
            depth: 0,
            asked: "told apart from the others".to_owned(),
            found: [&best.name, ": ", tie.name()].concat(),
            met: Met::Yes,
            row_count: 1,
            rows: vec![counted(best)],
        });
    }
    Receipt {
        rule: RULE.to_owned(),
        holds: best.is_some(),
        lines,
    }
}

#[derive(Clone, Copy)]
enum Known {
    Nothing,
    /// A domain that says nothing about a company.
    Everybodys,
    Something,
}

/// What is asked by one way, and whether anything is known to ask it with.
fn asked(identity: &Identity, by: MatchedBy) -> (String, Known) {
    let (of, text, says_something) = match by {
        MatchedBy::EmailDomain => {
            let domain = identity.email.as_ref().map(|email| email.domain().to_owned());
            (
                "an account with the e-mail domain",
                domain,
                identity.email_domain().is_some(),
            )
        }
        MatchedBy::WebDomain => {
            let domain = identity.website.as_ref().map(|domain| domain.as_str().to_owned());
            (
                "an account with the web domain",
                domain,
                identity.web_domain().is_some(),
            )
        }
        MatchedBy::Name => {
            let name = identity.company.as_ref().filter(|_| identity.plain_name().is_some());
            ("an account called", name.cloned(), true)
        }
    };
    match text {
        None => (of.to_owned(), Known::Nothing),
        Some(text) => {
            let known = if says_something {
                Known::Something
            } else {
                Known::Everybodys
            };
            ([of, " ", &text].concat(), known)
        }
    }
}

fn counted(candidate: &Candidate) -> Counted {
    Counted {
        row: RowId::Account(candidate.account),
        at: candidate.created_at,
        what: candidate.name.clone(),
    }
}
