use proptest::prelude::*;

use super::*;
use crate::{
    Complaint,
    criteria::{
        Condition, Limit, SignalCount,
        samples::{self, criterion},
    },
    values::Currency,
};

fn stages() -> Vec<(String, String)> {
    crate::journey::evaluation::tests::STAGES
        .iter()
        .map(|(key, _)| ((*key).to_owned(), (*key).to_owned()))
        .collect()
}

fn with_stages<T>(then: impl FnOnce(About<'_>) -> T) -> T {
    then(About {
        stages: &stages(),
        pains: &samples::PAINS.map(|key| (key.to_owned(), key.to_owned())),
        crises: &samples::CRISES.map(|key| (key.to_owned(), key.to_owned())),
        scores: true,
        ..About::an_account(Currency::EUR)
    })
}

/// What a browser sends that changes nothing.
fn sent(builder: &Builder) -> Typed {
    let mut typed = Typed::new();
    for input in builder.rows.iter().flat_map(|row| &row.inputs) {
        let values: Vec<String> = input.values.iter().filter(|value| !value.is_empty()).cloned().collect();
        let texts = match (input.kind, values.as_slice()) {
            (_, []) => continue,
            (InputKind::Lines, values) => Texts::One(values.join("\n")),
            (_, [one]) => Texts::One(one.clone()),
            _ => Texts::Several(values),
        };
        typed.insert(input.name.clone(), texts);
    }
    typed
}

proptest! {
    #[test]
    fn a_form_that_is_sent_as_it_stands_changes_nothing(rule in criterion()) {
        with_stages(|about| {
            let builder = Builder::of(Some(&rule), "entry", about);
            let again = rule.clone().typed_over("entry", &sent(&builder), about);
            prop_assert_eq!(again, Ok(rule));
            Ok(())
        })?;
    }

    #[test]
    fn every_complaint_stands_at_a_row(rule in criterion()) {
        with_stages(|about| {
            let builder = Builder::of(Some(&rule), "entry", about);
            if let Err(errors) = rule.check_at("entry") {
                for (path, _) in errors.iter() {
                    prop_assert!(builder.rows.iter().any(|row| path.starts_with(&row.path)), "{}", path);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_row_is_negated_and_back(rule in criterion(), pick: prop::sample::Index) {
        with_stages(|about| {
            let builder = Builder::of(Some(&rule), "entry", about);
            let row = pick.get(&builder.rows);
            if row.what == What::Not {
                return Ok(());
            }
            let once = Step::Negate.take(Some(rule.clone()), "entry", &row.path, None, about).unwrap();
            prop_assert_ne!(once.as_ref(), Some(&rule));
            let twice = Step::Negate.take(once, "entry", &row.path, None, about).unwrap();
            prop_assert_eq!(twice, Some(rule));
            Ok(())
        })?;
    }
}

#[test]
fn whatever_is_added_may_stand() {
    with_stages(|about| {
        for kind in KINDS {
            let rule = Kind::begin(kind.key, about).unwrap();
            assert_eq!(rule.check(), Ok(()), "{}", kind.key);
        }
        for (group, _) in GROUPS {
            assert_eq!(Kind::begin(group, about).unwrap().check(), Ok(()));
        }
        assert!(Kind::begin("nothing", about).is_none());
    });
    let without = About::an_account(Currency::EUR);
    for kind in ["stage", "days_in_stage", "pain", "trigger", "fit", "engagement"] {
        assert!(Kind::begin(kind, without).is_none());
    }
}

#[test]
fn a_rule_is_built_step_by_step() {
    with_stages(|about| {
        let step = |rule, verb: &str, path: &str, kind: Option<&str>| {
            let step: Step = verb.parse().unwrap();
            step.take(rule, "entry", path, kind, about)
        };
        let rule = step(None, "add", "entry", Some("signals")).unwrap();
        let rule = step(rule, "add", "entry", Some("contacts")).unwrap();
        let rule = step(rule, "turn", "entry", None).unwrap();
        let rule = step(rule, "group", "entry.any.1", None).unwrap();
        let rule = step(rule, "add", "entry.any.1", Some("leads")).unwrap();
        let said = rule.as_ref().unwrap().describe();
        assert_eq!(
            said,
            "at least 1 signal, or (at least 1 contact, and a lead for marketing, sales and service)"
        );
        let rule = step(rule, "negate", "entry.any.1.all.1", None).unwrap();
        let rule = step(rule, "ungroup", "entry.any.1", None).unwrap();
        assert_eq!(rule.as_ref().unwrap().conditions().len(), 3);
        let gone = step(rule.clone(), "remove", "entry.any.2.not", None).unwrap();
        assert_eq!(gone.as_ref().unwrap().conditions().len(), 2);
        assert_eq!(step(rule.clone(), "remove", "entry", None), Ok(None));
        assert_eq!(
            step(rule.clone(), "remove", "entry.any.7", None),
            Err(Complaint::NoSuch)
        );
        assert_eq!(step(rule, "add", "entry", Some("magic")), Err(Complaint::NotAChoice));
    });
}

#[test]
fn what_cannot_be_read_is_said_at_its_field() {
    with_stages(|about| {
        let rule = Criterion::All(vec![
            Condition::Signals(SignalCount {
                count: Limit::at_least(1),
                ..SignalCount::default()
            })
            .into(),
        ]);
        let field = |name: &str| format!("entry.all.0.condition.signals.{name}");
        for (name, text, complaint) in [
            ("within_days", "soon", Complaint::NotANumber),
            ("within_days", "99999", Complaint::AtMost(65_535)),
            ("count.at_least", "-1", Complaint::AtLeast(0)),
            ("kinds", "rumour", Complaint::NotAChoice),
        ] {
            let typed = Typed::from([(field(name), Texts::One(text.to_owned()))]);
            let errors = rule.clone().typed_over("entry", &typed, about).unwrap_err();
            assert_eq!(errors.get(&field(name)), Some(&complaint));
        }
    });
}
