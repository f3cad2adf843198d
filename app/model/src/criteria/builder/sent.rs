//! What a form sends for a rule: the rule that it was built of, what was typed over it, and the step that a button takes.

use super::{About, Step, Texts, Typed};
use crate::{Complaint, FieldErrors, criteria::Criterion, reading};

/// What a form was sent for.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// The rule that the form was built of, in JSON; nothing where there was none.
    pub rule: Option<&'a str>,
    /// The step and the path of the row that it is about: `remove entry.all.1`. Unless said only what was typed counts.
    pub step: Option<&'a str>,
    /// The fields of the conditions, and `{path}.add` for what a row is to get.
    pub typed: &'a Typed,
}

impl Sent<'_> {
    /// The rule after it; nothing where its last condition was removed. Whether what is left may stand is asked
    /// afterwards.
    pub fn rule(self, root: &str, about: About<'_>) -> Result<Option<Criterion>, FieldErrors> {
        let malformed = |_| FieldErrors::of("rule", Complaint::Malformed);
        let rule = match self.rule {
            Some(rule) => Some(reading::from_json_text::<Criterion>(rule).map_err(malformed)?),
            None => None,
        };
        // Before the form is read against it: what is nested without end is refused, not walked through.
        if let Some(rule) = &rule {
            rule.check_at(root)?;
        }
        let rule = match rule {
            Some(rule) => Some(rule.typed_over(root, self.typed, about)?),
            None => None,
        };
        let Some(step) = self.step else { return Ok(rule) };
        let (verb, path) = step.split_once(' ').unwrap_or((step, root));
        let added = self.typed.get(&[path, ".add"].concat());
        let added = added.map(|added| match added {
            Texts::One(kind) => kind.as_str(),
            Texts::Several(kinds) => kinds.first().map_or("", String::as_str),
        });
        let taken = verb
            .parse::<Step>()
            .and_then(|step| step.take(rule, root, path, added, about));
        taken.map_err(|complaint| FieldErrors::of(&[path, ".add"].concat(), complaint))
    }
}
