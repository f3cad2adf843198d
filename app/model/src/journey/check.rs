//! What makes a journey one that departments can sign.

use std::collections::BTreeSet;

use super::{AgreedStage, Journey, Phase};
use crate::{Complaint, FieldErrors, criteria::Condition, values::text::checked};

impl Journey {
    /// The most stages that it may have, detours among them.
    pub const MOST_STAGES: usize = 30;
    /// The most days of a window in which a leg owes an act.
    pub const LONGEST_WINDOW: u16 = 365;
    /// The most days that can be usual in a stage.
    pub const LONGEST_NORM: u16 = 730;
    /// The most questions of the buyer in one stage.
    pub const MOST_QUESTIONS: usize = 10;
    /// The most characters of a stage's name.
    pub const NAME_LIMIT: u32 = 60;
    /// The most characters of what the buyer is doing, and of a question.
    pub const LINE_LIMIT: u32 = 200;
    /// The most characters of a definition.
    pub const DEFINITION_LIMIT: u32 = 2_000;

    /// Complains about everything that keeps departments from signing it. A field is named by its way through the
    /// journey: `stages.3.stage.name`.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let has = |phase| self.stages.iter().any(|agreed| agreed.stage.phase == phase);
        let most = i64::try_from(Self::MOST_STAGES).unwrap_or(i64::MAX);
        let mut complaints = Complaints(
            FieldErrors::none()
                // The first stage of a journey is where accounts begin, before they have bought anything.
                .unless(Phase::BEFORE_BUYING.into_iter().any(has), "stages", Complaint::Required)
                .unless(has(Phase::Customer), "stages", Complaint::NoCustomerStage)
                .unless(
                    self.stages.len() <= Self::MOST_STAGES,
                    "stages",
                    Complaint::AtMost(most),
                ),
        );
        let mut keys = BTreeSet::new();
        let mut names = BTreeSet::new();
        let mut furthest = Phase::Early;
        for (place, agreed) in self.stages.iter().enumerate() {
            let stage = &agreed.stage;
            let field = |name: &str| format!("stages.{place}.{name}");
            complaints.unless(keys.insert(&stage.key), &field("stage.key"), Complaint::Taken);
            complaints.unless(
                names.insert(stage.name.trim().to_lowercase()),
                &field("stage.name"),
                Complaint::Taken,
            );
            complaints.unless(stage.phase >= furthest, &field("stage.phase"), Complaint::OutOfOrder);
            furthest = furthest.max(stage.phase);
            complaints.about_stage(agreed, &field);
            complaints.about_agreement(agreed, &field);
            complaints.unless(
                place > 0 || !stage.is_on_the_way() || agreed.entry.is_none(),
                &field("entry"),
                Complaint::NothingAsked,
            );
            complaints.about_entry(agreed, &field("entry"));
            if let Some(next) = &agreed.anticipates {
                let fine = *next != stage.key && self.stage(next.as_str()).is_some();
                complaints.unless(fine, &field("anticipates"), Complaint::NoSuch);
            }
        }
        for (from, to) in &self.mapping {
            let field = format!("mapping.{from}");
            // A stage that is there keeps its accounts.
            complaints.unless(self.stage(from.as_str()).is_none(), &field, Complaint::Taken);
            complaints.unless(self.stage(to.as_str()).is_some(), &field, Complaint::NoSuch);
        }
        complaints.0.into_result()
    }
}

struct Complaints(FieldErrors);

impl Complaints {
    fn unless(&mut self, fine: bool, field: &str, complaint: Complaint) {
        if !fine {
            self.0 = std::mem::take(&mut self.0).and(field, complaint);
        }
    }

    fn text(&mut self, text: &str, limit: u32, lines: bool, field: &str) {
        if let Err(complaint) = checked(text, limit, lines) {
            self.unless(false, field, complaint);
        }
    }

    fn days(&mut self, days: u16, most: u16, field: &str) {
        self.unless(days >= 1, field, Complaint::AtLeast(1));
        self.unless(days <= most, field, Complaint::AtMost(most.into()));
    }

    fn about_stage(&mut self, agreed: &AgreedStage, field: &impl Fn(&str) -> String) {
        let stage = &agreed.stage;
        self.text(&stage.name, Journey::NAME_LIMIT, false, &field("stage.name"));
        self.text(&stage.buyer, Journey::LINE_LIMIT, false, &field("stage.buyer"));
        if let Some(days) = stage.norm_days {
            self.days(days, Journey::LONGEST_NORM, &field("stage.norm_days"));
        }
        let mut legs = BTreeSet::new();
        for (place, owed) in stage.owes.iter().enumerate() {
            let own = |name: &str| field(&format!("stage.owes.{place}.{name}"));
            self.unless(legs.insert(owed.leg), &own("leg"), Complaint::Taken);
            self.days(owed.within_days, Journey::LONGEST_WINDOW, &own("within_days"));
        }
    }

    fn about_agreement(&mut self, agreed: &AgreedStage, field: &impl Fn(&str) -> String) {
        self.text(
            &agreed.definition,
            Journey::DEFINITION_LIMIT,
            true,
            &field("definition"),
        );
        let most = i64::try_from(Journey::MOST_QUESTIONS).unwrap_or(i64::MAX);
        self.unless(
            agreed.questions.len() <= Journey::MOST_QUESTIONS,
            &field("questions"),
            Complaint::AtMost(most),
        );
        for (place, question) in agreed.questions.iter().enumerate() {
            self.text(
                question,
                Journey::LINE_LIMIT,
                false,
                &field(&format!("questions.{place}")),
            );
        }
    }

    fn about_entry(&mut self, agreed: &AgreedStage, field: &str) {
        let Some(entry) = &agreed.entry else { return };
        if let Err(errors) = entry.check_at(field) {
            for (field, complaint) in errors.iter() {
                self.unless(false, field, complaint.clone());
            }
        }
        // Where an account stands would depend on where it stood: it would move to and fro.
        let asks_itself = |condition: &&Condition| matches!(condition, Condition::Stage(_) | Condition::DaysInStage(_));
        let fine = !entry.conditions().iter().any(asks_itself);
        self.unless(fine, field, Complaint::AsksItself);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::{
        Department,
        criteria::{Criterion, Limit, StageTest},
        journey::Owed,
    };

    fn complaint(change: impl FnOnce(&mut Journey)) -> Option<(String, Complaint)> {
        let mut journey = Journey::shipped();
        change(&mut journey);
        let errors = journey.check().err()?;
        let mut all = errors
            .iter()
            .map(|(field, complaint)| (field.to_owned(), complaint.clone()));
        let one = all.next();
        assert_eq!(all.next(), None, "one mistake is one complaint");
        one
    }

    #[test]
    fn accounts_of_a_dropped_stage_go_to_one_that_is_there() {
        let mapped = |from: &str, to: &str| {
            complaint(|journey| drop(journey.mapping.insert(from.parse().unwrap(), to.parse().unwrap())))
        };
        assert_eq!(mapped("gone", "selecting"), None);
        assert_eq!(
            mapped("gone", "nowhere"),
            Some(("mapping.gone".to_owned(), Complaint::NoSuch))
        );
        assert_eq!(
            mapped("exploring", "selecting"),
            Some(("mapping.exploring".to_owned(), Complaint::Taken))
        );
    }

    #[test]
    fn the_shipped_journey_can_be_signed() {
        assert_eq!(Journey::shipped().check(), Ok(()));
    }

    #[rstest]
    #[case("stages.1.stage.key", Complaint::Taken, |it: &mut Journey| {
        it.stages[1].stage.key = it.stages[0].stage.key.clone();
        it.stages[0].anticipates = None;
    })]
    #[case("stages.1.stage.name", Complaint::Taken, |it: &mut Journey| {
        it.stages[1].stage.name = it.stages[0].stage.name.to_uppercase();
    })]
    #[case("stages.4.stage.phase", Complaint::OutOfOrder, |it: &mut Journey| it.stages[4].stage.phase = Phase::Early)]
    #[case("stages.3.anticipates", Complaint::NoSuch, |it: &mut Journey| {
        it.stages[3].anticipates = Some("nowhere".parse().unwrap());
    })]
    #[case("stages.3.anticipates", Complaint::NoSuch, |it: &mut Journey| {
        it.stages[3].anticipates = Some(it.stages[3].stage.key.clone());
    })]
    #[case("stages.2.stage.name", Complaint::TooLong(60), |it: &mut Journey| it.stages[2].stage.name = "x".repeat(61))]
    #[case("stages.2.stage.buyer", Complaint::Required, |it: &mut Journey| it.stages[2].stage.buyer.clear())]
    #[case("stages.2.definition", Complaint::TooLong(2_000), |it: &mut Journey| {
        it.stages[2].definition = "x".repeat(2_001);
    })]
    #[case("stages.2.questions.0", Complaint::Unprintable, |it: &mut Journey| {
        it.stages[2].questions[0] = "a\u{7}b".to_owned();
    })]
    #[case("stages.2.questions", Complaint::AtMost(10), |it: &mut Journey| {
        it.stages[2].questions = vec!["Why?".to_owned(); 11];
    })]
    #[case("stages.5.stage.norm_days", Complaint::AtLeast(1), |it: &mut Journey| {
        it.stages[5].stage.norm_days = Some(0);
    })]
    #[case("stages.5.stage.owes.1.within_days", Complaint::AtMost(365), |it: &mut Journey| {
        it.stages[5].stage.owes[1].within_days = 366;
    })]
    #[case("stages.5.stage.owes.1.leg", Complaint::Taken, |it: &mut Journey| {
        it.stages[5].stage.owes[1].leg = it.stages[5].stage.owes[0].leg;
    })]
    #[case("stages.0.entry", Complaint::NothingAsked, |it: &mut Journey| it.stages[0].entry = it.stages[1].entry.clone())]
    #[case("stages.2.entry.all", Complaint::Required, |it: &mut Journey| {
        it.stages[2].entry = Some(Criterion::All(Vec::new()));
    })]
    #[case("stages.2.entry", Complaint::AsksItself, |it: &mut Journey| {
        it.stages[2].entry = Some(Condition::Stage(StageTest { one_of: vec!["loosening".to_owned()] }).into());
    })]
    #[case("stages.2.entry", Complaint::AsksItself, |it: &mut Journey| {
        it.stages[2].entry = Some(Condition::DaysInStage(Limit::at_least(3)).into());
    })]
    fn one_mistake_is_named_by_its_place(
        #[case] field: &str,
        #[case] expected: Complaint,
        #[case] change: fn(&mut Journey),
    ) {
        assert_eq!(complaint(change), Some((field.to_owned(), expected)));
    }

    #[test]
    fn a_journey_leads_to_customers() {
        let found = complaint(|journey| {
            journey.stages.retain(|agreed| agreed.stage.phase != Phase::Customer);
            for agreed in &mut journey.stages {
                agreed.anticipates = None;
            }
        });
        assert_eq!(found, Some(("stages".to_owned(), Complaint::NoCustomerStage)));
    }

    #[test]
    fn a_journey_begins_somewhere() {
        let found = complaint(|journey| journey.stages.retain(|agreed| !agreed.stage.is_on_the_way()));
        assert_eq!(found, Some(("stages".to_owned(), Complaint::Required)));
    }

    #[test]
    fn a_journey_begins_before_anybody_has_bought() {
        let found = complaint(|journey| {
            journey.stages.retain(|agreed| agreed.stage.is_of_customers());
            journey.stages[0].entry = None;
        });
        assert_eq!(found, Some(("stages".to_owned(), Complaint::Required)));
    }

    #[test]
    fn a_journey_can_be_told() {
        let found = complaint(|journey| {
            let last = journey.stages.last().unwrap().clone();
            for number in 0..17 {
                let mut detour = last.clone();
                detour.stage.key = format!("detour_{number}").parse().unwrap();
                detour.stage.name = format!("Detour {number}");
                journey.stages.push(detour);
            }
        });
        assert_eq!(found, Some(("stages".to_owned(), Complaint::AtMost(30))));
    }

    #[test]
    fn windows_go_up_to_a_year() {
        let mut journey = Journey::shipped();
        for days in [1, 365] {
            journey.stages[0].stage.owes = vec![Owed {
                leg: Department::Marketing,
                within_days: days,
            }];
            assert_eq!(journey.check(), Ok(()));
        }
    }
}
