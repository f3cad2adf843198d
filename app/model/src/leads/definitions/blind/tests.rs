use proptest::{collection::vec, option, prelude::*};
use rstest::rstest;
use uuid::Uuid;

use super::*;

proptest! {
    #[test]
    fn kappa_is_what_its_formula_says(
        answers in vec((option::weighted(0.9, any::<bool>()), option::weighted(0.9, any::<bool>())), 0..40),
    ) {
        let ids = (0_u128..).map(|number| LeadId(Uuid::from_u128(number)));
        let numbered = || ids.clone().zip(&answers);
        let first: Answers = numbered().filter_map(|(lead, pair)| Some((lead, pair.0?))).collect();
        let second: Answers = numbered().filter_map(|(lead, pair)| Some((lead, pair.1?))).collect();
        let found = Divergence::of(&first, &second);
        let pairs: Vec<(bool, bool)> = answers.iter().filter_map(|(one, other)| Some(((*one)?, (*other)?))).collect();
        let share = |which: &dyn Fn(&(bool, bool)) -> bool| {
            pairs.iter().filter(|pair| which(pair)).count() as f64 / pairs.len() as f64
        };
        let seen = share(&|pair| pair.0 == pair.1);
        let (one, other) = (share(&|pair| pair.0), share(&|pair| pair.1));
        let chance = one * other + (1.0 - one) * (1.0 - other);
        match found.kappa {
            Some(kappa) => {
                prop_assert!((kappa - (seen - chance) / (1.0 - chance)).abs() < 1e-9);
                prop_assert!((-1.0..=1.0).contains(&kappa));
                prop_assert_eq!((kappa - 1.0).abs() < 1e-12, found.disagreements.is_empty());
            }
            None => prop_assert!(pairs.is_empty() || (1.0 - chance).abs() < 1e-9),
        }
        let disagreeing = u32::try_from(found.disagreements.len()).unwrap();
        prop_assert_eq!(found.agreed + disagreeing, found.leads);
        prop_assert_eq!(Divergence::of(&second, &first).kappa, found.kappa);
    }
}

fn answers(says: &[bool]) -> Answers {
    let numbered = (0_u128..).zip(says);
    numbered
        .map(|(number, yes)| (LeadId(Uuid::from_u128(number)), *yes))
        .collect()
}

fn repeated(cells: [(usize, bool, bool); 4]) -> (Answers, Answers) {
    let pairs = || {
        cells
            .into_iter()
            .flat_map(|(many, one, other)| std::iter::repeat_n((one, other), many))
    };
    let one: Vec<bool> = pairs().map(|pair| pair.0).collect();
    let other: Vec<bool> = pairs().map(|pair| pair.1).collect();
    (answers(&one), answers(&other))
}

#[rstest]
// The example of the textbooks: 20 yes and 15 no in common, 5 and 10 apart.
#[case([(20, true, true), (5, true, false), (10, false, true), (15, false, false)], Some(0.4))]
#[case([(10, true, true), (0, true, false), (0, false, true), (10, false, false)], Some(1.0))]
#[case([(0, true, true), (10, true, false), (10, false, true), (0, false, false)], Some(-1.0))]
// One says yes to all: no more than chance.
#[case([(10, true, true), (10, true, false), (0, false, true), (0, false, false)], Some(0.0))]
// Both say yes to all: not defined.
#[case([(20, true, true), (0, true, false), (0, false, true), (0, false, false)], None)]
#[case([(0, true, true), (0, true, false), (0, false, true), (0, false, false)], None)]
fn agreement_beyond_chance(#[case] cells: [(usize, bool, bool); 4], #[case] expected: Option<f64>) {
    let (one, other) = repeated(cells);
    let found = Divergence::of(&one, &other);
    assert_eq!(found.kappa.is_some(), expected.is_some());
    if let (Some(kappa), Some(expected)) = (found.kappa, expected) {
        assert!((kappa - expected).abs() < 1e-12, "{kappa}");
    }
    assert_eq!(found.disagreements.len(), cells[1].0 + cells[2].0);
}

#[test]
fn departments_classify_without_seeing_each_other() {
    let leads = (0..50).map(|number| LeadId(Uuid::from_u128(number)));
    let mut sample = Sample::draw(leads.clone().rev(), 3, 7);
    assert_eq!(sample, Sample::draw(leads, 3, 7), "the same seed draws the same leads");
    let drawn: Vec<LeadId> = sample.leads().iter().copied().collect();
    let outside = LeadId(Uuid::from_u128(99));
    assert_eq!(
        sample.classify(Department::Sales, outside, true),
        Err(LeadRule::NotInSample.into())
    );
    for lead in &drawn {
        sample.classify(Department::Marketing, *lead, true).unwrap();
    }
    sample.classify(Department::Sales, drawn[0], false).unwrap();
    assert_eq!(sample.seen_by(Department::Sales, Department::Marketing), None);
    assert_eq!(sample.seen_by(Department::Marketing, Department::Sales), None);
    assert_eq!(sample.divergences(), []);
    sample.classify(Department::Marketing, drawn[2], false).unwrap();
    sample.classify(Department::Sales, drawn[1], true).unwrap();
    sample.classify(Department::Sales, drawn[2], false).unwrap();
    assert!(sample.seen_by(Department::Sales, Department::Marketing).is_some());
    assert_eq!(
        sample.classify(Department::Sales, drawn[0], true),
        Err(LeadRule::SampleRevealed.into())
    );
    let divergences = sample.divergences();
    let [(Department::Marketing, Department::Sales, found)] = divergences.as_slice() else {
        panic!("two departments are through: {divergences:?}");
    };
    let apart = Disagreement {
        lead: drawn[0],
        first_says_yes: true,
    };
    assert_eq!(
        (found.leads, found.agreed, found.disagreements.as_slice()),
        (3, 2, &[apart][..])
    );
}

#[test]
fn kappa_is_said_in_words_from_less_than_chance_to_almost_perfect() {
    let said = [-0.01, 0.0, 0.2, 0.21, 0.5, 0.61, 0.81, 1.0].map(kappa_in_words);
    assert_eq!(
        said,
        [
            "less than chance",
            "slight",
            "slight",
            "fair",
            "moderate",
            "substantial",
            "almost perfect",
            "almost perfect"
        ]
    );
}
