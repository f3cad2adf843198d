//! What makes a definition one that departments can sign.

use super::LeadDefinition;
use crate::{Complaint, FieldErrors, criteria::Condition, values::text::checked};

impl LeadDefinition {
    /// The most characters of what a qualified lead is.
    pub const MEANING_LIMIT: u32 = 2_000;

    /// Complains about everything that keeps departments from signing it. A field is named by its way through the
    /// definition: `criteria.all.1.condition.engagement.at_least`.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = self.scores.complaints("scores");
        if let Err(complaint) = checked(&self.meaning, Self::MEANING_LIMIT, true) {
            errors = errors.and("meaning", complaint);
        }
        if let Err(more) = self.criteria.check_at("criteria") {
            errors = more.iter().fold(errors, |errors, (field, complaint)| {
                errors.and(field, complaint.clone())
            });
        }
        // Whoever asks for more points than a score can have qualifies nobody, and does not see why.
        for condition in self.criteria.conditions() {
            let (limit, name, most) = match condition {
                Condition::Fit(limit) => (limit, "scores.fit.at_most", self.scores.fit.at_most),
                Condition::Engagement(limit) => (limit, "scores.engagement.at_most", self.scores.engagement.at_most),
                _ => continue,
            };
            if let Some(least) = limit.at_least.filter(|least| *least > most) {
                errors = errors.and(name, Complaint::AtLeast(least.into()));
            }
        }
        errors.into_result()
    }
}
