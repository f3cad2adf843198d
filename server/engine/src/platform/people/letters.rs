//! The mails that let people in: plain text that says who asked, what to do, and until when.

use chrono::{DateTime, Utc};
use model::values::{Locale, zone};

use super::entity::Model;
use crate::{jobs::mail::Letter, platform::links::SignedLink};

/// The mail with an invitation.
pub(crate) fn invitation(row: &Model, organisation: &str, by: &str, link: &SignedLink, now: DateTime<Utc>) -> Letter {
    let Model { name, email, .. } = row;
    let until = until(row, link, now);
    Letter {
        to: email.clone(),
        name: name.clone(),
        subject: format!("{by} invites you to Tridem at {organisation}"),
        text: format!(
            "Hello {name},\n\n{by} has invited you to Tridem, where marketing, sales and service at {organisation} look \
             after accounts together.\n\nChoose your password here:\n\n{}\n\nThe link works once, until {until}. If it has \
             run out, ask {by} for a new one.\n",
            link.address
        ),
    }
}

/// The mail with a link to choose a new password.
pub(crate) fn new_password(row: &Model, organisation: &str, link: &SignedLink, now: DateTime<Utc>) -> Letter {
    let Model { name, email, .. } = row;
    let until = until(row, link, now);
    Letter {
        to: email.clone(),
        name: name.clone(),
        subject: format!("Choose a new password for Tridem at {organisation}"),
        text: format!(
            "Hello {name},\n\nsomebody, probably you, has asked for a new password for Tridem at {organisation}. Choose it \
             here:\n\n{}\n\nThe link works once, until {until}. If it was not you, do nothing: your password stays as it \
             is.\n",
            link.address
        ),
    }
}

fn until(row: &Model, link: &SignedLink, now: DateTime<Utc>) -> String {
    let locale: Locale = row.locale.parse().unwrap_or_default();
    zone::exact(link.ends_at, &super::zone_around(&row.time_zone, now), locale)
}
