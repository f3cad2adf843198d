//! The event log in words. A sentence goes on after the name of who did it: “Ines Tarrow | moved it from Exploring to
//! Selecting”. The audit log and the timeline of an account read the same sentences.

use model::{
    Department,
    accounts::{members::MembershipEnd, touches::TouchKind},
    activity::{Change, Fact},
    journey::{Cause, HoldEnd, Stages, missing_legs::Cleared},
    leads::{obligations::Part, pains::readiness::Readiness},
    values::{
        Locale, Money,
        locale::{DayStyle, Decimals},
    },
};

use crate::{department_name, failure::label};

/// What happened, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactSentence {
    /// Goes on after the name of who did it, without a full stop: `signed in`.
    pub what: String,
    /// What belongs to it and is longer: a reason, what was written down.
    pub detail: Option<String>,
}

/// What one field was and is, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    /// Name of the field as people read it.
    pub field: String,
    /// What stood there; `None` when it was empty.
    pub before: Option<String>,
    /// What stands there now; `None` when it was emptied.
    pub after: Option<String>,
}

/// The fact in words. On a timeline the account is `it`; elsewhere its name stands beside the sentence.
pub fn fact_sentence(fact: &Fact, stages: &Stages, locale: Locale) -> FactSentence {
    let money = |minor: i64, currency: &str| amount(minor, currency, locale);
    let what = match fact {
        Fact::AccountCreated { name, .. } => format!("created the account {name}"),
        Fact::AccountEdited { changes, .. } => changed("the account", changes),
        Fact::AccountTrashed { name, .. } => format!("moved the account {name} to the trash"),
        Fact::AccountRestored { name, .. } => format!("restored the account {name}"),
        Fact::LegLeadNamed { leg, name, before, .. } => lead(*leg, name.as_deref(), before.as_deref()),
        Fact::MemberAdded { leg, name, .. } => {
            format!(
                "added {name} to those who work on the {} leg",
                department_name(*leg).to_lowercase()
            )
        }
        Fact::MemberRemoved { leg, name, .. } => {
            format!("took {name} off the {} leg", department_name(*leg).to_lowercase())
        }
        Fact::ParentNamed { name, before, .. } => parent(name.as_deref(), before.as_deref()),
        Fact::FactStated {
            topic, value, before, ..
        } => match before {
            Some(before) => format!("says now that {topic} is “{value}” and no longer “{before}”"),
            None => format!("says that {topic} is “{value}”"),
        },
        Fact::FactWithdrawn { topic, value, .. } => format!("no longer says that {topic} is “{value}”"),
        Fact::FactSettled { topic, value, .. } => format!("decided that {topic} is “{value}”"),
        Fact::FactUnsettled { topic, .. } => format!("took the decision about {topic} back"),
        Fact::AccountMoved { from, to, cause, .. } => {
            let back = if matches!(cause, Cause::Undo) { " back" } else { "" };
            format!("moved it{back} from {} to {}", stage(stages, from), stage(stages, to))
        }
        Fact::JourneyFollowed { looked, moved } => format!(
            "looked where {} accounts stand and moved {}",
            number(locale, *looked),
            number(locale, *moved)
        ),
        Fact::LegMissed { leg, stage: key, .. } => {
            let leg = department_name(*leg).to_lowercase();
            format!("noticed that {leg} owes an act in {}", stage(stages, key))
        }
        Fact::LegMissedNoMore {
            leg, stage: key, how, ..
        } => {
            let leg = department_name(*leg).to_lowercase();
            let did = if *how == Cleared::Acted { "did" } else { "ended" };
            format!("{did} what {leg} owed in {}", stage(stages, key))
        }
        Fact::LegsLookedAt { looked, raised } => format!(
            "looked which legs owe an act at {} accounts and found {}",
            number(locale, *looked),
            number(locale, *raised)
        ),
        Fact::ContactAdded { name, .. } => format!("added the contact {name}"),
        Fact::ContactEdited { name, changes, .. } => changed(&format!("the contact {name}"), changes),
        Fact::ContactLeft { name, .. } => format!("wrote down that {name} works elsewhere now"),
        Fact::ContactTrashed { name, .. } => format!("moved the contact {name} to the trash"),
        Fact::ContactRestored { name, .. } => format!("restored the contact {name}"),
        Fact::DealOpened {
            name,
            amount_minor,
            currency,
            ..
        } => format!("opened the deal {name} for {}", money(*amount_minor, currency)),
        Fact::DealEdited { name, changes, .. } => changed(&format!("the deal {name}"), changes),
        Fact::DealWon {
            name,
            amount_minor,
            currency,
            ..
        } => format!("won the deal {name} for {}", money(*amount_minor, currency)),
        Fact::DealLost { name, .. } => format!("marked the deal {name} as lost"),
        Fact::DealReopened { name, .. } => format!("reopened the deal {name}"),
        Fact::DealTrashed { name, .. } => format!("moved the deal {name} to the trash"),
        Fact::DealRestored { name, .. } => format!("restored the deal {name}"),
        Fact::TouchLogged {
            touch_kind,
            contact_name,
            ..
        } => touch(*touch_kind, contact_name.as_deref()),
        Fact::TouchRemoved { .. } => "took an entry off the timeline".to_owned(),
        Fact::TouchRestored { .. } => "put an entry back on the timeline".to_owned(),
        Fact::ImportProgressed { file, step, .. } => match step.as_str() {
            "receiving" | "received" => format!("brought in the file {file}"),
            "mapped" => format!("said what the columns of {file} mean"),
            "trying" | "tried" => format!("tried the import of {file}"),
            "cancelled" => format!("stopped the import of {file}"),
            "failed" => format!("could not finish the import of {file}"),
            "undoing" => format!("is taking the import of {file} back"),
            _ => format!("is importing {file}"),
        },
        Fact::ImportStarted { subject, file, .. } => format!("began to import {subject} from {file}"),
        Fact::ImportFinished {
            file,
            created,
            updated,
            refused,
            ..
        } => format!(
            "imported {file}: {} created, {} updated, {} refused",
            number(locale, *created),
            number(locale, *updated),
            number(locale, *refused)
        ),
        Fact::ImportUndone {
            file,
            removed,
            reverted,
            ..
        } => format!(
            "undid the import of {file}: {} removed, {} put back",
            number(locale, *removed),
            number(locale, *reverted)
        ),
        Fact::SetUp { organisation, .. } => format!("set up {organisation}"),
        Fact::OrganisationEdited { changes } => changed("the organisation", changes),
        Fact::PersonInvited { name, .. } => format!("invited {name}"),
        Fact::PersonAdded { name, .. } => format!("added {name} on the command line"),
        Fact::InvitationAccepted { .. } => "accepted the invitation".to_owned(),
        Fact::PersonEdited { name, changes, .. } => changed(name, changes),
        Fact::PersonDeactivated { name, .. } => format!("deactivated {name}"),
        Fact::PersonReactivated { name, .. } => format!("reactivated {name}"),
        Fact::SignedIn { .. } => "signed in".to_owned(),
        Fact::SignedOut { .. } => "signed out".to_owned(),
        Fact::PasswordResetAsked { person: Some(_) } => "asked for a link to choose a new password".to_owned(),
        Fact::PasswordResetAsked { person: None } => {
            "asked for a new password for an address that nobody here has".to_owned()
        }
        Fact::PasswordChanged { .. } => "chose a new password".to_owned(),
        Fact::ProfileEdited { changes, .. } => changed("the own profile", changes),
        Fact::TokenMade { name, .. } => format!("made the API token {name}"),
        Fact::TokenRevoked { name, .. } => format!("revoked the API token {name}"),
        Fact::JobRetried { job_kind, .. } => format!("asked the job “{}” to try again", label(job_kind)),
        Fact::DemoLoaded { accounts } => format!("loaded the demo company with {} accounts", number(locale, *accounts)),
        Fact::SignalRecorded { signal_kind, .. } => {
            format!("wrote down a signal: {}", label(signal_kind.key()).to_lowercase())
        }
        Fact::SignalsReceived { count: 1 } => "received a signal".to_owned(),
        Fact::SignalsReceived { count } => format!("received {} signals", number(locale, *count)),
        Fact::AgreementDrafted {
            name,
            based_on: Some(number),
            ..
        } => format!("began a draft of {name} from version {number}"),
        Fact::AgreementDrafted { name, .. } => format!("began a draft of {name}"),
        Fact::AgreementEdited { name, .. } => format!("changed a draft of {name}"),
        Fact::AgreementProposed {
            name,
            number,
            effective_from,
            ..
        } => format!(
            "proposed version {number} of {name}, in force from {}",
            locale.day(*effective_from, DayStyle::Full)
        ),
        Fact::AgreementTakenBack { name, number, .. } => format!("took version {number} of {name} back"),
        Fact::AgreementSigned {
            name,
            number,
            department,
            ..
        } => format!(
            "signed version {number} of {name} for {}",
            department_name(*department).to_lowercase()
        ),
        Fact::AgreementWithdrawn {
            name,
            number,
            overtaken_by,
            ..
        } => withdrew(name, *number, *overtaken_by),
        Fact::AgreementInForce { name, number, .. } => format!("brought version {number} of {name} into force"),
        Fact::AgreementCommented { name, number, .. } => format!("wrote about {}", version_of(name, *number)),
        Fact::ViewSaved { name, shared, .. } => view_did("saved", *shared, name),
        Fact::ViewEdited { name, changes, .. } => changed(&format!("the view “{name}”"), changes),
        Fact::ViewRemoved { name, shared, .. } => view_did("removed", *shared, name),
        Fact::LeadCaptured { name, .. } => format!("captured {name} as a lead"),
        Fact::LeadPlaced { name, .. } => format!("said that the lead {name} is here"),
        Fact::LeadMoved { name, from, to, .. } => format!(
            "moved the lead {name} from “{}” to “{}”",
            from.name().to_lowercase(),
            to.name().to_lowercase()
        ),
        Fact::LeadHandedOver {
            name,
            to_name,
            override_reason,
            ..
        } => {
            let below = if override_reason.is_some() {
                ", although it does not meet the definition"
            } else {
                ""
            };
            format!("handed the lead {name} over to {to_name}{below}")
        }
        Fact::LeadClosed { name, won, .. } => {
            let how = if *won { "won" } else { "lost" };
            format!("closed the lead {name} as {how}")
        }
        Fact::LeadRated { name, quality, .. } => format!("rated the lead {name} with {quality} of 5"),
        Fact::PainCatalogued { name, .. } => format!("put the pain {name} into the catalogue"),
        Fact::PainEdited { name, changes, .. } => changed(&format!("the pain {name}"), changes),
        Fact::PainRetired { name, .. } => format!("took the pain {name} out of the catalogue"),
        Fact::CrisisCatalogued { name, .. } => format!("put the crisis {name} into the catalogue"),
        Fact::CrisisEdited { name, changes, .. } => changed(&format!("the crisis {name}"), changes),
        Fact::CrisisRetired { name, .. } => format!("took the crisis {name} out of the catalogue"),
        Fact::PainHeard {
            pain,
            severity,
            said_by,
            ..
        } => format!("heard from {said_by} that {pain} hurts, {} of 5", severity.get()),
        Fact::PainWithdrawn { pain, severity, .. } => {
            format!("no longer says that {pain} hurts, {} of 5", severity.get())
        }
        Fact::PainSettled {
            pain, severity, leg, ..
        } => format!(
            "decided that {pain} hurts {} of 5, as {} says",
            severity.get(),
            department_name(*leg).to_lowercase()
        ),
        Fact::PainUnsettled { pain, .. } => format!("took the decision about {pain} back"),
        Fact::CrisisBefell { crisis, expires_at, .. } => format!(
            "wrote down a crisis: {crisis}, urgent until {}",
            locale.day(expires_at.date_naive(), DayStyle::Full)
        ),
        Fact::CrisisEnded { crisis, .. } => format!("ended the crisis {crisis} before its time"),
        Fact::ReadinessTurned { to, .. } => match to {
            Readiness::BuyNow => "made it ready to buy now".to_owned(),
            Readiness::Later => "put its readiness to buy back to later".to_owned(),
        },
        Fact::ReadinessLookedAt { looked, turned } => format!(
            "looked how ready {} accounts are to buy and found {} turned",
            number(locale, *looked),
            number(locale, *turned)
        ),
        Fact::LeadSampleDrawn { leads, .. } => format!(
            "drew a sample of {} leads that departments classify for the lead definition",
            number(locale, *leads)
        ),
        Fact::LeadSampleClassified { department, .. } => {
            format!("classified a lead of the sample for {}", department.key())
        }
        Fact::ScoresLookedAt { looked, changed } => format!(
            "scored {} leads again and found other points at {}",
            number(locale, *looked),
            number(locale, *changed)
        ),
        Fact::CalendarEdited { department, after, .. } => {
            format!("said when {} is there: {after}", department.key())
        }
        Fact::DeskEdited { name, changes, .. } => changed(&format!("how many leads {name} takes"), changes),
        Fact::TerritoryAdded { name, .. } => format!("added the territory {name}"),
        Fact::TerritoryEdited { name, changes, .. } => changed(&format!("the territory {name}"), changes),
        Fact::TerritoryRemoved { name, .. } => format!("removed the territory {name}"),
        Fact::ObligationBreached {
            rule, part, leg, to, ..
        } => match part {
            Part::Word => format!("gave {} what did not meet the precondition of {rule}", to.key()),
            Part::Duty | Part::Counter => format!("did not keep the word of {} in time: {rule}", leg.key()),
        },
        Fact::ObligationsLookedAt { looked, breached } => format!(
            "looked at {} obligations whose limit had ended and found {} breached",
            number(locale, *looked),
            number(locale, *breached)
        ),
        Fact::HowItStandsTold { to, .. } => format!("told {} how it stands", to.key()),
        Fact::NextTouchPlanned { on, .. } => format!("turns to the buyer next on {}", locale.day(*on, DayStyle::Full)),
        Fact::Refused { operation, .. } => format!("was refused: {}", operation_label(operation)),
    };
    FactSentence {
        what,
        detail: detail(fact),
    }
}

/// What an edit changed, field by field; nothing for other facts.
pub fn fact_changes(fact: &Fact, stages: &Stages) -> Vec<FactChange> {
    match fact {
        Fact::AccountEdited { changes, .. }
        | Fact::ContactEdited { changes, .. }
        | Fact::DealEdited { changes, .. }
        | Fact::OrganisationEdited { changes }
        | Fact::PersonEdited { changes, .. }
        | Fact::ProfileEdited { changes, .. }
        | Fact::ViewEdited { changes, .. }
        | Fact::PainEdited { changes, .. }
        | Fact::CrisisEdited { changes, .. }
        | Fact::DeskEdited { changes, .. }
        | Fact::TerritoryEdited { changes, .. } => changes
            .iter()
            .map(|change| FactChange {
                field: label(&change.field),
                before: change.before.clone(),
                after: change.after.clone(),
            })
            .collect(),
        Fact::LegLeadNamed { leg, name, before, .. } => vec![FactChange {
            field: format!("{} lead", department_name(*leg)),
            before: before.clone(),
            after: name.clone(),
        }],
        Fact::AccountMoved { from, to, .. } => vec![FactChange {
            field: "Stage".to_owned(),
            before: Some(stage(stages, from)),
            after: Some(stage(stages, to)),
        }],
        _ => Vec::new(),
    }
}

/// A kind of fact as people read it: `account_moved` is “Account moved”.
pub fn fact_kind_label(kind: &str) -> String {
    label(kind)
}

/// Why an account stands no longer where somebody held it, as a sentence.
pub const fn released(why: HoldEnd) -> &'static str {
    match why {
        HoldEnd::StageDropped => "Its stage was dropped, so the move by hand holds no longer and the criteria decide",
        HoldEnd::NoWonDeal => {
            "No deal is won any more, so it is held among customers no longer and the criteria decide"
        }
    }
}

fn detail(fact: &Fact) -> Option<String> {
    match fact {
        Fact::AccountMoved { cause, .. } => match cause {
            Cause::Person { reason } => Some(reason.clone()),
            Cause::Import { file } => Some(format!("Imported from {file}")),
            Cause::Undo => None,
            Cause::Rule => Some("By the criteria of the journey".to_owned()),
            Cause::Mapped => Some("Its stage was dropped, and the journey says where it goes".to_owned()),
            Cause::Released { why } => Some(released(*why).to_owned()),
        },
        Fact::MemberRemoved {
            how: MembershipEnd::Removed,
            ..
        } => None,
        Fact::MemberRemoved { how, .. } => Some(how.name().to_owned()),
        Fact::LegMissed { name: Some(name), .. } => Some(format!("Told to {name}")),
        Fact::LegMissed { name: None, .. } => Some("Nobody leads this leg here".to_owned()),
        Fact::LegMissedNoMore { how, .. } => match how {
            Cleared::Acted => None,
            Cleared::MovedOn => Some("The account moved on".to_owned()),
            Cleared::NoLongerOwed => Some("It is not owed any longer".to_owned()),
        },
        Fact::DealLost { reason, .. } => Some(reason.clone()),
        Fact::PainHeard { words, .. } => words.clone(),
        Fact::HowItStandsTold { words, .. } => Some(words.clone()),
        Fact::ObligationBreached { told, .. } if told.is_empty() => Some("Nobody manages this leg".to_owned()),
        Fact::ObligationBreached { told, .. } => Some(format!("Told to {}", listed(told))),
        Fact::CrisisBefell { known_from, .. } => Some(known_from.clone()),
        Fact::TouchLogged { body, .. } | Fact::AgreementCommented { body, .. } => Some(body.clone()),
        Fact::AgreementEdited { differences, .. } if !differences.is_empty() => Some(differences.join(" ")),
        Fact::AgreementTakenBack { void, .. } if !void.is_empty() => {
            let departments: Vec<String> = void.iter().map(|one| department_name(*one).to_lowercase()).collect();
            Some(format!("What {} had signed is void", listed(&departments)))
        }
        Fact::AgreementSigned { complete: true, .. } => Some("Every department has signed".to_owned()),
        Fact::AgreementInForce {
            replaces: Some(number), ..
        } => Some(format!("In the place of version {number}")),
        Fact::Refused { failure, .. } => Some(rule_broken(failure)),
        _ => None,
    }
}

fn changed(what: &str, changes: &[Change]) -> String {
    if changes.is_empty() {
        return format!("saved {what} without changes");
    }
    let fields: Vec<String> = changes
        .iter()
        .map(|change| label(&change.field).to_lowercase())
        .collect();
    format!("changed {} of {what}", listed(&fields))
}

fn view_did(what: &str, shared: bool, name: &str) -> String {
    let whose = if shared { "shared" } else { "own" };
    format!("{what} the {whose} view “{name}”")
}

fn lead(leg: Department, name: Option<&str>, before: Option<&str>) -> String {
    let leg = department_name(leg).to_lowercase();
    match (name, before) {
        (Some(name), Some(before)) => format!("named {name} as {leg} lead instead of {before}"),
        (Some(name), None) => format!("named {name} as {leg} lead"),
        (None, Some(before)) => format!("left the {leg} leg without a lead; it was {before}"),
        (None, None) => format!("left the {leg} leg without a lead"),
    }
}

fn parent(name: Option<&str>, before: Option<&str>) -> String {
    match (name, before) {
        (Some(name), _) => format!("put it below {name}"),
        (None, Some(before)) => format!("took it out from below {before}"),
        (None, None) => "left it standing alone".to_owned(),
    }
}

fn touch(kind: TouchKind, contact: Option<&str>) -> String {
    match (kind, contact) {
        (TouchKind::Note, None) => "wrote a note".to_owned(),
        (TouchKind::Note, Some(contact)) => format!("wrote a note about {contact}"),
        (TouchKind::Call, None) => "called".to_owned(),
        (TouchKind::Call, Some(contact)) => format!("called {contact}"),
        (TouchKind::Meeting, None) => "met them".to_owned(),
        (TouchKind::Meeting, Some(contact)) => format!("met {contact}"),
        (TouchKind::Mail, None) => "wrote a mail".to_owned(),
        (TouchKind::Mail, Some(contact)) => format!("wrote a mail to {contact}"),
    }
}

fn version_of(name: &str, number: Option<i32>) -> String {
    match number {
        Some(number) => format!("version {number} of {name}"),
        None => format!("a draft of {name}"),
    }
}

fn withdrew(name: &str, number: Option<i32>, overtaken_by: Option<i32>) -> String {
    let version = version_of(name, number);
    match overtaken_by {
        Some(newer) => format!("left {version} aside, because version {newer} is newer"),
        None => format!("withdrew {version}"),
    }
}

fn stage(stages: &Stages, key: &str) -> String {
    stages
        .by_key(key)
        .map_or_else(|| label(key), |stage| stage.name.clone())
}

fn amount(minor: i64, currency: &str, locale: Locale) -> String {
    match currency.parse() {
        Ok(currency) => locale.money(Money::new(minor, currency), Decimals::WhereAny),
        Err(_) => format!("{minor} {currency}"),
    }
}

fn number(locale: Locale, number: u32) -> String {
    locale.integer(i64::from(number))
}

/// `platform.people.edit` is “edit people”.
fn operation_label(name: &str) -> String {
    let mut parts = name.split('.').skip(1);
    match (parts.next(), parts.next()) {
        (Some(capability), Some(verb)) => format!("{verb} {capability}").replace('_', " "),
        _ => name.to_owned(),
    }
}

/// `refused: LastAdmin` is “Rule: last admin”. What follows the name of the rule is for the log.
fn rule_broken(failure: &str) -> String {
    let Some(rule) = failure.strip_prefix("refused: ") else {
        return label(failure);
    };
    let name = rule.split([' ', '{']).next().unwrap_or(rule);
    let mut words = String::from("Rule:");
    for letter in name.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use model::journey::Journey;

    use super::*;

    const SOME: &str = "019aac5c-0000-7000-8000-000000000001";

    fn sentence(fact: &Fact) -> FactSentence {
        fact_sentence(fact, &Journey::shipped().stages(), Locale::EnGb)
    }

    fn said(fact: &Fact) -> String {
        sentence(fact).what
    }

    #[test]
    fn an_edit_names_its_fields() {
        let change = |field: &str| Change {
            field: field.to_owned(),
            before: None,
            after: None,
        };
        let person = SOME.parse().unwrap();
        let name = "Ines".to_owned();
        let edited = |changes| Fact::PersonEdited {
            person,
            name: name.clone(),
            changes,
        };
        assert_eq!(said(&edited(vec![change("role")])), "changed role of Ines");
        assert_eq!(
            said(&edited(vec![change("name"), change("role"), change("department")])),
            "changed name, role and department of Ines"
        );
    }

    #[test]
    fn a_move_says_the_stages_by_name() {
        let fact = Fact::AccountMoved {
            account: SOME.parse().unwrap(),
            from: "exploring".to_owned(),
            to: "justifying".to_owned(),
            cause: Cause::Person {
                reason: "They asked".to_owned(),
            },
        };
        assert_eq!(
            said(&fact),
            "moved it from Exploring solutions to Justifying the decision"
        );
        assert_eq!(sentence(&fact).detail.as_deref(), Some("They asked"));
    }

    #[test]
    fn what_departments_sign_reads_as_sentences() {
        let name = "the journey".to_owned();
        let (agreement, version) = (SOME.parse().unwrap(), SOME.parse().unwrap());
        let signed = Fact::AgreementSigned {
            agreement,
            version,
            name: name.clone(),
            number: 3,
            department: Department::Sales,
            complete: true,
        };
        let sentence = sentence(&signed);
        assert_eq!(sentence.what, "signed version 3 of the journey for sales");
        assert_eq!(sentence.detail.as_deref(), Some("Every department has signed"));
        let withdrawn = |number, overtaken_by| Fact::AgreementWithdrawn {
            agreement,
            version,
            name: name.clone(),
            number,
            overtaken_by,
        };
        assert_eq!(said(&withdrawn(None, None)), "withdrew a draft of the journey");
        assert_eq!(
            said(&withdrawn(Some(3), Some(4))),
            "left version 3 of the journey aside, because version 4 is newer"
        );
    }

    #[test]
    fn what_becomes_of_a_view_names_it() {
        let (view, name) = (SOME.parse().unwrap(), "Late deals".to_owned());
        let saved = Fact::ViewSaved {
            view,
            name: name.clone(),
            shared: true,
        };
        assert_eq!(said(&saved), "saved the shared view “Late deals”");
        let change = Change {
            field: "audience".to_owned(),
            before: Some("the owner".to_owned()),
            after: Some("everybody".to_owned()),
        };
        let edited = Fact::ViewEdited {
            view,
            name,
            changes: vec![change],
        };
        assert_eq!(said(&edited), "changed audience of the view “Late deals”");
    }

    #[test]
    fn a_refusal_names_its_rule() {
        let refused = |failure: &str| Fact::Refused {
            operation: "platform.people.edit".to_owned(),
            failure: failure.to_owned(),
        };
        let fact = refused(r#"refused: NotACustomerYet { stage: "Onboarding" }"#);
        let told = sentence(&fact);
        assert_eq!(told.what, "was refused: edit people");
        assert_eq!(told.detail.as_deref(), Some("Rule: not a customer yet"));
        let told = sentence(&refused("not allowed"));
        assert_eq!(told.detail.as_deref(), Some("Not allowed"));
    }

    #[test]
    fn money_is_written_for_the_reader() {
        let fact = Fact::DealWon {
            account: SOME.parse().unwrap(),
            deal: SOME.parse().unwrap(),
            name: "Metering".to_owned(),
            amount_minor: 18_640_000,
            currency: "EUR".to_owned(),
        };
        assert_eq!(said(&fact), "won the deal Metering for €186,400");
    }
}
