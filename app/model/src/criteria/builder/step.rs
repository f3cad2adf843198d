//! One step of building a rule: what a button of the form does.

use std::str::FromStr;

use super::{About, Kind};
use crate::{Complaint, criteria::Criterion};

/// A step, as a button sends it: the verb, the path of the row, and what is added where something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Something new in a group, or beside a condition; the kind stands in a field of the row.
    Add,
    /// The row and all in it.
    Remove,
    /// The row in a group of its own.
    Group,
    /// The opposite of the row; of an opposite what stands in it.
    Negate,
    /// All of these become one of these, and the other way round.
    Turn,
    /// What stands in the group, without it.
    Ungroup,
}

impl FromStr for Step {
    type Err = Complaint;

    fn from_str(text: &str) -> Result<Self, Complaint> {
        match text {
            "add" => Ok(Self::Add),
            "remove" => Ok(Self::Remove),
            "group" => Ok(Self::Group),
            "negate" => Ok(Self::Negate),
            "turn" => Ok(Self::Turn),
            "ungroup" => Ok(Self::Ungroup),
            _ => Err(Complaint::NotAChoice),
        }
    }
}

impl Step {
    /// The rule after the step at the row with this path; `kind` is what is added. Nothing is left where the last
    /// condition was removed.
    pub fn take(
        &self,
        rule: Option<Criterion>,
        root: &str,
        path: &str,
        kind: Option<&str>,
        about: About<'_>,
    ) -> Result<Option<Criterion>, Complaint> {
        let Some(rule) = rule else {
            let begun = (*self == Self::Add).then_some(kind).flatten();
            let begun = begun.and_then(|kind| Kind::begin(kind, about));
            return begun.map(Some).ok_or(Complaint::NotAChoice);
        };
        let rest = path.strip_prefix(root).ok_or(Complaint::NoSuch)?;
        let way: Vec<&str> = rest.split('.').filter(|part| !part.is_empty()).collect();
        self.at(rule, &way, kind, about)
    }

    fn at(
        &self,
        rule: Criterion,
        way: &[&str],
        kind: Option<&str>,
        about: About<'_>,
    ) -> Result<Option<Criterion>, Complaint> {
        match (way, rule) {
            ([], rule) => self.here(rule, kind, about),
            (["not", rest @ ..], Criterion::Not(part)) => {
                let part = self.at(*part, rest, kind, about)?;
                Ok(part.map(|part| Criterion::Not(Box::new(part))))
            }
            (["all", place, rest @ ..], Criterion::All(parts)) => {
                let parts = self.inside(parts, place, rest, kind, about)?;
                Ok((!parts.is_empty()).then_some(Criterion::All(parts)))
            }
            (["any", place, rest @ ..], Criterion::Any(parts)) => {
                let parts = self.inside(parts, place, rest, kind, about)?;
                Ok((!parts.is_empty()).then_some(Criterion::Any(parts)))
            }
            _ => Err(Complaint::NoSuch),
        }
    }

    fn inside(
        &self,
        mut parts: Vec<Criterion>,
        place: &str,
        rest: &[&str],
        kind: Option<&str>,
        about: About<'_>,
    ) -> Result<Vec<Criterion>, Complaint> {
        let place: usize = place.parse().or(Err(Complaint::NoSuch))?;
        if place >= parts.len() {
            return Err(Complaint::NoSuch);
        }
        let part = parts.remove(place);
        match (self, rest, part) {
            // What stood in the group stands where the group did.
            (Self::Ungroup, [], Criterion::All(inner) | Criterion::Any(inner)) => {
                parts.splice(place..place, inner);
            }
            (_, _, part) => {
                if let Some(part) = self.at(part, rest, kind, about)? {
                    parts.insert(place, part);
                }
            }
        }
        Ok(parts)
    }

    fn here(&self, rule: Criterion, kind: Option<&str>, about: About<'_>) -> Result<Option<Criterion>, Complaint> {
        Ok(Some(match (self, rule) {
            (Self::Add, rule) => {
                let new = kind.and_then(|kind| Kind::begin(kind, about));
                let new = new.ok_or(Complaint::NotAChoice)?;
                match rule {
                    Criterion::All(mut parts) => {
                        parts.push(new);
                        Criterion::All(parts)
                    }
                    Criterion::Any(mut parts) => {
                        parts.push(new);
                        Criterion::Any(parts)
                    }
                    other => Criterion::All(vec![other, new]),
                }
            }
            (Self::Remove, _) => return Ok(None),
            (Self::Group, rule) => Criterion::All(vec![rule]),
            (Self::Negate, Criterion::Not(part)) => *part,
            (Self::Negate, rule) => Criterion::Not(Box::new(rule)),
            (Self::Turn, Criterion::All(parts)) => Criterion::Any(parts),
            (Self::Turn, Criterion::Any(parts)) => Criterion::All(parts),
            // At the outside a group goes only where nothing else would be left without one.
            (Self::Ungroup, Criterion::All(mut parts) | Criterion::Any(mut parts)) if parts.len() == 1 => {
                parts.remove(0)
            }
            (Self::Turn | Self::Ungroup, _) => return Err(Complaint::NoSuch),
        }))
    }
}
