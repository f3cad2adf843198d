//! What one version of the definition changes of another, in words for those who sign it.

use super::LeadDefinition;
use crate::leads::scores::{ScoreRule, Scoring};

impl LeadDefinition {
    /// What the other definition changes of this one, a line for each change; nothing when both are the same.
    pub fn difference(&self, other: &Self) -> Vec<String> {
        // Taken apart, so that a new field is not forgotten here.
        let Self {
            meaning,
            criteria,
            scores,
        } = self;
        let mut lines = Vec::new();
        if *meaning != other.meaning {
            lines.push("What a qualified lead is reads differently".to_owned());
        }
        if *criteria != other.criteria {
            let words = other.criteria.describe();
            lines.push(if criteria.describe() == words {
                // Written another way, and no other rule to whoever reads it.
                "The criteria are written another way".to_owned()
            } else {
                format!("A lead qualifies with {words}")
            });
        }
        changed("Fit", &scores.fit, &other.scores.fit, &mut lines);
        changed("Engagement", &scores.engagement, &other.scores.engagement, &mut lines);
        lines
    }
}

fn changed(score: &str, before: &Scoring, after: &Scoring, lines: &mut Vec<String>) {
    let Scoring { rules, at_most } = before;
    if *at_most != after.at_most {
        lines.push(format!("{score}: {at_most} → {} points at most", after.at_most));
    }
    let of = |rules: &'_ [ScoreRule], rule: &ScoreRule| rules.iter().position(|other| other.key == rule.key);
    for rule in &after.rules {
        match of(rules, rule).and_then(|place| rules.get(place)) {
            None => lines.push(format!("{score}: new rule {}: {}", rule.name, rule.describe())),
            Some(old) if old == rule => {}
            Some(old) => {
                if old.name != rule.name {
                    lines.push(format!("{score}: {} is now called {}", old.name, rule.name));
                }
                let (was, is) = (old.describe(), rule.describe());
                if was != is {
                    lines.push(format!("{score}: {}: {was} → {is}", rule.name));
                } else if old.given != rule.given {
                    lines.push(format!("{score}: {} is written another way", rule.name));
                }
            }
        }
    }
    let gone = rules.iter().filter(|rule| of(&after.rules, rule).is_none());
    lines.extend(gone.map(|rule| format!("{score}: rule removed: {}", rule.name)));
    let kept: Vec<_> = after.rules.iter().filter_map(|rule| of(rules, rule)).collect();
    if !kept.is_sorted() {
        lines.push(format!("{score}: its rules stand in another order"));
    }
}
