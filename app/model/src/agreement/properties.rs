//! What holds whatever anybody tries: random people send random commands while time goes on.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::{Agreement, AgreementKind, AgreementVersion, Now, State, Terms};
use crate::{
    Actor, Department, Failure, Role,
    values::{
        Version,
        ids::{AgreementVersionId, PersonId},
    },
};

#[derive(Debug, Clone)]
enum Command {
    Draft,
    /// Changes the content to this.
    Edit(u8),
    /// To hold in so many days, to be reviewed so many days later.
    Propose(i64, i64),
    TakeBack,
    /// For the own department, or for this one.
    Sign(Option<Department>),
    Withdraw,
    BringIntoForce,
}

/// Somebody tries something with one of the versions after some hours.
#[derive(Debug, Clone)]
struct Try {
    who: usize,
    which: usize,
    command: Command,
    hours: i64,
    /// How old the edition is that he looks at.
    behind: i32,
}

/// Two managers per department, members, an executive, an admin, the product and a stranger. The last two managers are
/// one person in two departments, as after a change of department.
fn everybody() -> Vec<Actor> {
    let person = |number: u128, department, role| Actor::Person {
        id: PersonId(Uuid::from_u128(number)),
        department,
        role,
    };
    let mut everybody = vec![Actor::System, Actor::Anonymous];
    for (place, department) in (0_u128..).zip(Department::ALL) {
        everybody.push(person(10 + place, Some(department), Role::Manager));
        everybody.push(person(20 + place, Some(department), Role::Manager));
        everybody.push(person(30 + place, Some(department), Role::Member));
    }
    everybody.push(person(40, None, Role::Admin));
    everybody.push(person(41, Some(Department::Sales), Role::Admin));
    everybody.push(person(42, Some(Department::Sales), Role::Executive));
    everybody.push(person(50, Some(Department::Marketing), Role::Manager));
    everybody.push(person(50, Some(Department::Sales), Role::Manager));
    everybody
}

/// Where the managers stand among everybody: of those who may do nothing there are more, and less would happen.
const MANAGERS: &[usize] = &[2, 3, 5, 6, 8, 9, 14, 15];

fn command() -> impl Strategy<Value = Command> {
    let department = prop_oneof![
        Just(Department::Marketing),
        Just(Department::Sales),
        Just(Department::Service)
    ];
    prop_oneof![
        1 => Just(Command::Draft),
        2 => any::<u8>().prop_map(Command::Edit),
        5 => (-2_i64..20, -2_i64..40).prop_map(|(from, review)| Command::Propose(from, review)),
        1 => Just(Command::TakeBack),
        14 => prop_oneof![4 => Just(None), 1 => department.prop_map(Some)].prop_map(Command::Sign),
        1 => Just(Command::Withdraw),
        3 => Just(Command::BringIntoForce),
    ]
}

prop_compose! {
    fn a_try()(
        who in prop_oneof![4 => proptest::sample::select(MANAGERS), 1 => 0..everybody().len()],
        which in prop_oneof![3 => Just(0_usize), 1 => 0..4_usize],
        command in command(),
        hours in 0..60_i64,
        behind in prop_oneof![9 => Just(0), 1 => Just(1)],
    ) -> Try {
        Try { who, which, command, hours, behind }
    }
}

/// An agreement with the content of its versions, as a store holds both.
struct Held {
    agreement: Agreement,
    contents: Vec<(AgreementVersionId, u8)>,
    signers: Vec<(AgreementVersionId, Department, Actor)>,
}

impl Held {
    fn attempt(&mut self, attempt: &Try, now: Now) -> Result<(), Failure> {
        let actor = everybody()[attempt.who];
        let id = match self.agreement.versions().iter().rev().nth(attempt.which) {
            Some(version) => version.id,
            None => AgreementVersionId(Uuid::nil()),
        };
        let edition = self.agreement.version(id).map_or(Version(0), |version| version.edition);
        let seen = Version(edition.0 - attempt.behind);
        match &attempt.command {
            Command::Draft => {
                let id = AgreementVersionId(Uuid::from_u128(self.contents.len() as u128 + 1));
                let based_on = self.agreement.draft(id, &actor, now)?;
                let content = self.contents.iter().find(|(id, _)| Some(*id) == based_on);
                self.contents.push((id, content.map_or(0, |(_, content)| *content)));
            }
            Command::Edit(content) => {
                self.agreement.edit(id, seen, &actor, now)?;
                self.contents.iter_mut().find(|(other, _)| *other == id).unwrap().1 = *content;
            }
            Command::Propose(from, review) => {
                let effective_from = now.day + TimeDelta::days(*from);
                let review_by = effective_from + TimeDelta::days(*review);
                let terms = Terms {
                    effective_from,
                    review_by,
                };
                self.agreement.propose(id, seen, terms, &actor, now)?;
            }
            Command::TakeBack => self.agreement.take_back(id, seen, &actor, now)?,
            Command::Sign(department) => {
                let own = actor.department().unwrap_or(Department::Service);
                let department = department.unwrap_or(own);
                self.agreement.sign(id, seen, department, &actor, now)?;
                self.signers.push((id, department, actor));
            }
            Command::Withdraw => self.agreement.withdraw(id, seen, &actor, now)?,
            Command::BringIntoForce => drop(self.agreement.bring_into_force(now)),
        }
        Ok(())
    }

    fn content(&self, id: AgreementVersionId) -> u8 {
        self.contents.iter().find(|(other, _)| *other == id).unwrap().1
    }

    /// What was in force or is: with everything that may not change any more.
    fn settled(&self) -> Vec<(AgreementVersion, u8)> {
        let versions = self.agreement.versions().iter();
        let settled = versions.filter(|version| matches!(version.state, State::Active | State::Superseded));
        settled
            .map(|version| (version.clone(), self.content(version.id)))
            .collect()
    }
}

/// A version that may only ever be superseded, and that once.
fn frozen(mut version: AgreementVersion) -> AgreementVersion {
    version.state = State::Active;
    version.moments.superseded = None;
    version
}

fn all_signed(held: &Held, version: &AgreementVersion) -> bool {
    let mut people: Vec<PersonId> = version.signatures.iter().map(|signature| signature.person).collect();
    people.sort_unstable();
    people.dedup();
    let of_managers = version.signatures.iter().all(|signature| {
        held.signers.iter().any(|(id, department, actor)| {
            *id == version.id
                && *department == signature.department
                && actor.person() == Some(signature.person)
                && actor.role() == Some(Role::Manager)
                && actor.department() == Some(signature.department)
        })
    });
    of_managers && people.len() == 3 && version.missing(AgreementKind::Journey).is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_is_in_force_unsigned_twice_or_changed(tries in proptest::collection::vec(a_try(), 1..120)) {
        let mut held = Held {
            agreement: Agreement::of(AgreementKind::Journey, Vec::new()),
            contents: Vec::new(),
            signers: Vec::new(),
        };
        let mut at = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(1_000);
        let mut moments = vec![at];
        for attempt in &tries {
            at += TimeDelta::hours(attempt.hours);
            moments.push(at);
            let before = (held.agreement.clone(), held.contents.clone());
            let settled = held.settled();
            let outcome = held.attempt(attempt, Now { at, day: at.date_naive() });

            if outcome.is_err() {
                prop_assert_eq!(&before, &(held.agreement.clone(), held.contents.clone()));
            }
            let versions = held.agreement.versions();
            for version in versions {
                let began = version.moments.in_force.is_some();
                prop_assert_eq!(began, matches!(version.state, State::Active | State::Superseded));
                prop_assert_eq!(version.moments.superseded.is_some(), version.state == State::Superseded);
                if began || version.state == State::Signed {
                    prop_assert!(all_signed(&held, version), "{:?}", version);
                }
                if began {
                    let terms = version.terms.unwrap();
                    prop_assert!(terms.effective_from <= version.moments.in_force.unwrap().date_naive());
                }
                prop_assert!(matches!(version.state, State::Draft | State::Withdrawn) || version.number.is_some());
            }
            for (was, content) in settled {
                let is = held.agreement.version(was.id).unwrap();
                prop_assert_eq!(frozen(is.clone()), frozen(was.clone()));
                prop_assert_eq!(held.content(was.id), content);
                if was.state == State::Superseded {
                    prop_assert_eq!(is, &was);
                }
            }
            let mut numbers: Vec<i32> = versions.iter().filter_map(|version| version.number).collect();
            numbers.sort_unstable();
            prop_assert!(numbers.is_sorted_by(|one, next| one < next), "{:?}", numbers);
        }
        moments.push(at + TimeDelta::days(1));
        for moment in moments {
            let in_force = held.agreement.versions().iter().filter(|version| version.was_in_force(moment));
            prop_assert!(in_force.count() <= 1);
        }
        let active = held.agreement.versions().iter().filter(|version| version.state == State::Active);
        prop_assert!(active.count() <= 1);
    }
}

#[test]
fn random_people_do_bring_versions_into_force() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};

    let mut runner = TestRunner::deterministic();
    let mut replaced = 0;
    for _ in 0..300 {
        let tries = proptest::collection::vec(a_try(), 120).new_tree(&mut runner).unwrap();
        let mut held = Held {
            agreement: Agreement::of(AgreementKind::Journey, Vec::new()),
            contents: Vec::new(),
            signers: Vec::new(),
        };
        let mut at = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(1_000);
        for attempt in tries.current() {
            at += TimeDelta::hours(attempt.hours);
            drop(held.attempt(
                &attempt,
                Now {
                    at,
                    day: at.date_naive(),
                },
            ));
        }
        replaced += held
            .agreement
            .versions()
            .iter()
            .filter(|version| version.state == State::Superseded)
            .count();
    }
    // Else the properties would hold of nothing.
    assert!(replaced > 20, "{replaced}");
}
