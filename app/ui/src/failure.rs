//! The words for everything that can go wrong: what happened, and the way out.

use model::{
    Complaint, Failure, Refusal,
    agreement::State,
    failure::StageWithAccounts,
    platform::imports::{CellProblem, SkipReason},
};

use crate::department_name;

/// A failure as one or two sentences.
pub fn sentence(failure: &Failure) -> String {
    match failure {
        Failure::Unauthenticated => {
            "Your session has ended. Sign in again in another tab, then send this once more; what you typed is still here.".to_owned()
        }
        Failure::Forbidden => "Your role does not allow this. An admin can change roles under Admin, People.".to_owned(),
        Failure::NotFound => "This is not here any more. It may be in the trash.".to_owned(),
        Failure::Conflict(conflict) => {
            let by = conflict.by.as_deref().unwrap_or("Somebody");
            let stored: Vec<String> =
                conflict.stored.iter().map(|(field, value)| format!("{} is now “{value}”", label(field))).collect();
            let now = if stored.is_empty() { String::new() } else { format!(" {}.", stored.join(", ")) };
            format!("{by} changed this while you were editing.{now} Nothing was overwritten: look at it and save again.")
        }
        Failure::Invalid(errors) => {
            let lines: Vec<String> = errors.iter().map(|(field, complaint)| complaint_about(field, complaint)).collect();
            lines.join(" ")
        }
        Failure::Refused(refusal) => refused(refusal),
        Failure::TooMany { retry_after } => {
            let minutes = retry_after.div_ceil(60);
            let unit = if minutes == 1 { "minute" } else { "minutes" };
            format!("Too many tries. Wait {minutes} {unit}, then try again.")
        }
        Failure::Unavailable => "The server cannot be reached right now. Nothing was lost; try again in a moment.".to_owned(),
        Failure::Internal { reference } => {
            format!("Something went wrong on our side and nothing was changed. Tell your admin the reference {reference}.")
        }
    }
}

/// A short name for a failure, for headings and the REST API.
pub fn title(failure: &Failure) -> &'static str {
    match failure {
        Failure::Unauthenticated => "Sign in first",
        Failure::Forbidden => "Not allowed",
        Failure::NotFound => "Not found",
        Failure::Conflict(_) => "Changed by somebody else",
        Failure::Invalid(_) => "Some fields need another value",
        Failure::Refused(_) => "Refused by a rule",
        Failure::TooMany { .. } => "Too many tries",
        Failure::Unavailable => "Not available",
        Failure::Internal { .. } => "Something went wrong",
    }
}

/// Title and sentence for what was refused before anybody read it, by HTTP status.
pub fn of_status(status: u16) -> Option<(&'static str, &'static str)> {
    match status {
        400 | 415 => Some((
            "Not readable",
            "This could not be read. Load the page again and send it once more.",
        )),
        405 => Some(("Not possible here", "This address does not take that kind of request.")),
        413 => Some((
            "Too large",
            "This is more than can be sent at once. Shorten it, or send it in parts.",
        )),
        503 => Some((
            "Not available",
            "The server took too long. Nothing was lost; try again in a moment.",
        )),
        _ => None,
    }
}

fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::WrongCredentials => {
            "E-mail address and password do not belong together. Check both, or ask for a new password.".to_owned()
        }
        Refusal::AlreadySetUp => "This installation is set up already. Sign in instead.".to_owned(),
        Refusal::LinkNotValid => "This link has been used, replaced or has expired. Ask for a new one.".to_owned(),
        Refusal::LastAdmin => "This is the last admin. Make somebody else an admin first.".to_owned(),
        Refusal::AlreadyThere => "The account stands in this stage already.".to_owned(),
        Refusal::UnknownStage => "The journey has no such stage. Choose one of the list.".to_owned(),
        Refusal::NotACustomerYet { stage } => {
            format!("{stage} is a customer stage, and no deal with this account was won yet. Mark a deal as won first.")
        }
        Refusal::NothingToUndo => {
            "This move was taken back already. Move the account by hand, with a reason.".to_owned()
        }
        Refusal::DealDecided => "This deal was won or lost already. Reopen it first.".to_owned(),
        Refusal::DealNotDecided => "This deal is open, so there is nothing to reopen.".to_owned(),
        Refusal::InTrash => "This is in the trash. Restore it first.".to_owned(),
        Refusal::NotInTrash => "This is not in the trash.".to_owned(),
        Refusal::OtherCurrency { ours } => {
            format!("Deals are kept in {ours}, your organisation's currency. Give the amount in {ours}.")
        }
        Refusal::ImportNotReady { state } => not_ready(state),
        Refusal::UnreadableFile { reason } => unreadable(reason),
        Refusal::KeyUsedForOtherInput => {
            "This idempotency key was used for another command. Use a new key for each command.".to_owned()
        }
        Refusal::CurrencyInUse { ours } => {
            format!("Deals are kept in {ours} already, so the currency cannot be changed any more.")
        }
        Refusal::BelowItself => {
            "A company cannot belong to itself or to one that belongs to it. Choose another one.".to_owned()
        }
        Refusal::TooManyLevels { most } => {
            format!("More than {most} companies would stand above one another. Choose one that stands higher.")
        }
        Refusal::LeadsThisLeg => "This person leads the leg already. Name another lead first.".to_owned(),
        Refusal::WorksThisLeg => "This person works on this leg already.".to_owned(),
        Refusal::LegIsFull { most } => {
            format!("{most} people work on this leg beside its lead already. Take somebody off first.")
        }
        Refusal::FactNotStanding => {
            "This fact was replaced, taken back or decided against. Load the page again to see what stands now."
                .to_owned()
        }
        Refusal::NothingSettled => "No other fact stepped back for this one.".to_owned(),
        Refusal::JobNotFailed => "This job has not given up: it was done, or it is tried again by itself.".to_owned(),
        Refusal::PersonNotReady { state } => format!("This person is {state}, so this cannot be done now."),
        Refusal::AgreementNotADraft { state } => not_a_draft(*state),
        Refusal::AgreementNotProposed { state } => not_proposed(*state),
        Refusal::AgreementSettled { state } => settled(*state),
        Refusal::AgreementOvertaken { by } => format!(
            "Version {by} has come into force meanwhile and is newer. Take this one back and propose it again with a later day."
        ),
        Refusal::DepartmentHasSigned { department } => {
            format!(
                "{} has signed this version already; one signature is enough.",
                department_name(*department)
            )
        }
        Refusal::SignedForAnother { department } => format!(
            "You have signed this version for {}. Ask another manager to sign for this department.",
            department_name(*department).to_lowercase()
        ),
        Refusal::StageHasAccounts { stages } => {
            let many = |stage: &StageWithAccounts| match stage.accounts {
                1 => format!("{} (1 account, {} held by hand)", stage.name, stage.held),
                accounts => format!("{} ({accounts} accounts, {} held by hand)", stage.name, stage.held),
            };
            let stages: Vec<String> = stages.iter().map(many).collect();
            format!(
                "Accounts stand in stages that this version drops: {}. Say in the draft where accounts go that somebody holds there; a proposal is taken back for that first.",
                stages.join(", ")
            )
        }
        Refusal::LeadsAccounts { department, accounts } => {
            let many = if *accounts == 1 {
                "1 account".to_owned()
            } else {
                format!("{accounts} accounts")
            };
            format!(
                "This person leads {many} for {}. Name others there first, or release them below: they have no lead in {} then.",
                department_name(*department).to_lowercase(),
                department_name(*department).to_lowercase()
            )
        }
        Refusal::TooManyTouches {
            name,
            most,
            within_days,
            ..
        } => format!(
            "The rule “{name}” allows {most} touches within {within_days} days, and there were so many. Let some time pass."
        ),
        Refusal::NothingToBringIntoForce => {
            "No signed version waits for a day that has come. It comes into force by itself on its day.".to_owned()
        }
        Refusal::TooManyViews { shared: true, most } => {
            format!(
                "{most} views are shared already, and that is as many as there may be. Remove one first, or keep this one to yourself."
            )
        }
        Refusal::TooManyViews { shared: false, most } => {
            format!("You have {most} views of your own already, and that is as many as there may be. Remove one first.")
        }
        Refusal::Lead { broken } => broken.name().to_owned(),
        Refusal::NotEmpty => "The database is not empty, so nothing was loaded. Use a new database.".to_owned(),
    }
}

fn not_a_draft(state: State) -> String {
    match state {
        State::Draft => "This is a draft. Look at it and try again.",
        State::Proposed => "This version is proposed, so its content is frozen. Take it back to change it.",
        State::Signed => "Every department has signed this version, so it stands. Start a new draft to change it.",
        State::Active => "This version is in force and never changes. Start a new draft, which will take its place.",
        State::Superseded => "This version was in force and never changes. Start a new draft from the one in force.",
        State::Withdrawn => "This version was withdrawn. Start a new draft from the one in force.",
    }
    .to_owned()
}

fn not_proposed(state: State) -> String {
    match state {
        State::Draft => "This version is a draft again. It can be signed once it is proposed.",
        State::Proposed => "This version waits for signatures. Look at it and try again.",
        State::Signed => {
            "Every department has signed this version, and it waits for its day. Withdraw it to stop that."
        }
        State::Active => "This version is in force already. Start a new draft to change it.",
        State::Superseded => "A newer version is in force. Start a new draft from that one.",
        State::Withdrawn => "This version was withdrawn. Start a new draft from the one in force.",
    }
    .to_owned()
}

fn settled(state: State) -> String {
    match state {
        State::Draft | State::Proposed | State::Signed => "This version is not in force yet. Look at it and try again.",
        State::Active => "This version is in force. It ends when a newer one comes into force: start a draft.",
        State::Superseded => "This version was in force until a newer one was, so it stays in the history.",
        State::Withdrawn => "This version was withdrawn already.",
    }
    .to_owned()
}

fn not_ready(state: &str) -> String {
    match state {
        "receiving" => "The file is still on its way in. Wait until it is here.".to_owned(),
        "mapping" => "Nobody has said yet what the columns mean. Do that first.".to_owned(),
        "ready" => "The import has not begun yet. Start it first.".to_owned(),
        "trying" | "running" | "undoing" => "The import is at work. Wait until it is through, or stop it.".to_owned(),
        "done" => "The file has been imported already. To import it differently, take it back and bring it in again."
            .to_owned(),
        _ => "This import is over. Bring the file in again to begin a new one.".to_owned(),
    }
}

/// Why a whole file is refused, with the way out.
pub fn unreadable(reason: &str) -> String {
    let (key, number) = reason.split_once(':').unwrap_or((reason, ""));
    match key {
        "empty" => "The file is empty. Choose a CSV file with its headers in the first row.".to_owned(),
        "archive" => {
            "This is a spreadsheet or an archive, not a CSV file. Open it, save the sheet as CSV and choose that file.".to_owned()
        }
        "binary" => "This is no text. Export the table as CSV and choose that file.".to_owned(),
        "too_many_columns" => format!(
            "The file has {number} columns, and 500 are the most. Leave out columns that are not needed and bring it in again."
        ),
        "row_too_long" => format!(
            "The row that begins on line {number} is longer than 1 MB; usually a quotation mark was never closed there. Mend the line and bring the file in again."
        ),
        "too_large" => "The file is larger than 2 GB. Split it and bring the parts in one after the other.".to_owned(),
        "gave_up" => "The import broke off several times. What was imported before stays; take it back, or tell your admin to look at the jobs.".to_owned(),
        _ => "The file cannot be read. Bring it in again.".to_owned(),
    }
}

/// What is wrong with one cell of an imported row.
pub fn cell_problem(problem: &CellProblem) -> String {
    let said = match (&problem.complaint, problem.field.as_str()) {
        (Complaint::Unprintable, "") => {
            return "Some of this row is no text in the file's encoding. Save the file as UTF-8.".to_owned();
        }
        (Complaint::AtMost(columns), "") => {
            return format!(
                "This row has more cells than the file has columns ({columns}). Put texts with separators in quotation marks."
            );
        }
        (Complaint::NoSuch, "owner" | "sales_owner" | "marketing_owner" | "service_owner" | "email") => {
            "Nobody here is called that. Invite the person, or import the file of owners first.".to_owned()
        }
        (Complaint::NoSuch, "account_name") => "No account here is called that. Import the accounts first.".to_owned(),
        (Complaint::Ambiguous, "account_name") => {
            "Several accounts are called that. Name its key or its domain.".to_owned()
        }
        (what, _) => complaint(what),
    };
    let column = if problem.column.is_empty() {
        label(&problem.field)
    } else {
        problem.column.clone()
    };
    if problem.value.is_empty() {
        format!("{column}: {said}")
    } else {
        format!("{column} “{}”: {said}", problem.value)
    }
}

/// Why a row was left out though nothing is wrong with it.
pub const fn skipped(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Empty => "The row is empty.",
        SkipReason::DeletedThere => "It is deleted in the other system.",
        SkipReason::NothingToBelongTo => {
            "Its account is not here. Import the accounts and the links first, or name an account for such rows in the mapping."
        }
        SkipReason::SeveralFit => "It fits several records here, and nothing tells which. Give it a key or a domain.",
        SkipReason::InTrash => "Its record lies in the trash here. Restore it first.",
        SkipReason::OtherCurrency => "Its amount is in another currency than your organisation's.",
        SkipReason::OnlyAdding => "It would change a record, and this import only adds.",
        SkipReason::NobodyHere => "The person is not here. Invite the person, then import this file again.",
        SkipReason::Waiting => "One of the two records is not here yet. The link is kept and counts once both are.",
    }
}

/// What a mapping lacks.
pub fn mapping(failure: &Failure) -> String {
    let Failure::Invalid(errors) = failure else {
        return sentence(failure);
    };
    let lines: Vec<String> = errors
        .iter()
        .map(|(field, what)| match (field, what) {
            ("day_order", _) => {
                "The days can be read in two ways. Say whether the day or the month comes first.".to_owned()
            }
            ("currency", Complaint::Required) => "Amounts say no currency. Name it.".to_owned(),
            ("columns", _) => "The file has more than 500 columns. Leave some out.".to_owned(),
            (_, Complaint::Required) => format!("No column is “{}”, and rows cannot do without it.", label(field)),
            (_, Complaint::MappedTwice) => format!("Two columns are “{}”. Keep one of them.", label(field)),
            (_, Complaint::NoSuch) => format!("The file has no column “{field}”, or there is no such field."),
            _ => complaint_about(field, what),
        })
        .collect();
    lines.join(" ")
}

/// What is wrong with a field, said beside it.
pub fn complaint(complaint: &Complaint) -> String {
    match complaint {
        Complaint::Required => "Fill this in.".to_owned(),
        Complaint::TooLong(limit) => format!("Use at most {limit} characters."),
        Complaint::TooShort(limit) => format!("Use at least {limit} characters."),
        Complaint::Unprintable => "Remove characters that cannot be shown.".to_owned(),
        Complaint::NotAnEmail => "Give an e-mail address such as name@company.example.".to_owned(),
        Complaint::NotADomain => "Give a web domain such as company.example.".to_owned(),
        Complaint::NotANumber => "Give a number.".to_owned(),
        Complaint::NotAnAmount => "Give an amount such as 1250 or 1250.50.".to_owned(),
        Complaint::TooManyDecimals(0) => "This currency has no decimals.".to_owned(),
        Complaint::TooManyDecimals(limit) => format!("Use at most {limit} decimals."),
        Complaint::NotACurrency => "Give a currency code of three letters, such as EUR.".to_owned(),
        Complaint::NotADate => "Give a day such as 2026-11-22.".to_owned(),
        Complaint::Ambiguous => "This can be read in two ways. Say which is meant.".to_owned(),
        Complaint::NotATimeZone => "Give a time zone such as Europe/Vienna.".to_owned(),
        Complaint::NotAChoice => "Choose one of the list.".to_owned(),
        Complaint::AtMost(limit) => format!("Use at most {limit}."),
        Complaint::AtLeast(limit) => format!("Use at least {limit}."),
        Complaint::Taken => "This is in use already. Use another one, or open the record that has it.".to_owned(),
        Complaint::NoSuch => "This does not exist. Choose another one.".to_owned(),
        Complaint::Guessable => {
            "This is easily guessed. Use several words that belong together only for you.".to_owned()
        }
        Complaint::InTheFuture => "This lies in the future.".to_owned(),
        Complaint::InThePast => "This lies in the past. Choose today or a later day.".to_owned(),
        Complaint::Malformed => "This cannot be read.".to_owned(),
        Complaint::DepartmentNeeded => "Members and managers belong to a department. Choose one.".to_owned(),
        Complaint::NotACustomerYet => {
            "This is a stage of customers, and no deal with the account was won yet. Import the won deals first."
                .to_owned()
        }
        Complaint::OtherDepartment => "This person works for another department. Name somebody of this one.".to_owned(),
        Complaint::OtherCurrency => {
            "Amounts are kept in your organisation's currency. Give the amount in it.".to_owned()
        }
        Complaint::WrongPassword => "This is not your present password.".to_owned(),
        Complaint::BeforeTheStart => "This lies before the first day, or before the first hour. Choose a later one.".to_owned(),
        Complaint::OutOfOrder => {
            "Phases follow each other: early, middle, late, customer, then what is off the journey.".to_owned()
        }
        Complaint::NothingAsked => {
            "Accounts begin in the first stage, so it has no entry criteria. Remove them, or move another stage to the front.".to_owned()
        }
        Complaint::AsksItself => {
            "Entry criteria cannot ask where the account stands: it would move to and fro. Ask for what the buyer did instead.".to_owned()
        }
        Complaint::NoCustomerStage => "A journey leads to customers. Add a stage of that phase.".to_owned(),
        Complaint::Overlaps => "This begins before the one in front of it has ended. Move one of them.".to_owned(),
        Complaint::NeverOpen => "Nobody would ever work by this calendar. Add open hours to a day of the week.".to_owned(),
        Complaint::SameLeg => "A department owes itself nothing. Choose two.".to_owned(),
        Complaint::NotCounted => {
            "Points for each of something need one single condition about signals, touches or contacts. Choose once instead, or change the condition.".to_owned()
        }
        Complaint::NotHours => "Write hours such as 09:00-12:00, 13:00-17:00.".to_owned(),
        Complaint::NotAHoliday(line) => {
            format!("Line {line} says no day. Write one such as 2026-12-25 Christmas Day, or 2026-12-24 09:00-12:00 Christmas Eve.")
        }
        Complaint::NeedsALead => {
            "This is about a lead, and what sets the rule off brings none. Choose something else.".to_owned()
        }
        Complaint::MappedTwice => "Two columns lead to this field. Keep one of them.".to_owned(),
    }
}

/// What is wrong with a field, said away from it.
pub fn complaint_about(field: &str, what: &Complaint) -> String {
    if field.is_empty() {
        complaint(what)
    } else {
        format!("{}: {}", label(field), complaint(what))
    }
}

/// How people read the name of a field: `time_zone` is "Time zone".
pub fn label(field: &str) -> String {
    let words = field.replace(['_', '.'], " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
