//! The places of the rail: one list for the rail, the breadcrumbs and the shortcuts.

use model::{Access, Actor};
use ui::Icon;

/// A place that one can go to from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub label: &'static str,
    /// Its address.
    pub href: &'static str,
    /// Its sign.
    pub icon: Icon,
    /// The letter that leads there after `g`.
    pub letter: Option<char>,
    access: Access,
    group: u8,
}

const fn place(
    label: &'static str,
    href: &'static str,
    icon: Icon,
    letter: Option<char>,
    access: Access,
    group: u8,
) -> Place {
    Place {
        label,
        href,
        icon,
        letter,
        access,
        group,
    }
}

/// All places, in the order of the rail.
pub const PLACES: [Place; 9] = [
    place("Today", "/", Icon::Today, Some('t'), Access::SignedIn, 0),
    place("Accounts", "/accounts", Icon::Accounts, Some('a'), Access::SignedIn, 0),
    place("Leads", "/leads", Icon::Leads, Some('l'), Access::SignedIn, 0),
    place("Journey", "/journey", Icon::Journey, Some('j'), Access::SignedIn, 0),
    place("People there", "/contacts", Icon::Users, Some('p'), Access::SignedIn, 0),
    place("Deals", "/deals", Icon::Programs, Some('d'), Access::SignedIn, 0),
    place("Imports", "/imports", Icon::Upload, Some('i'), Access::AnyLeg, 1),
    place("Trash", "/trash", Icon::Trash, None, Access::SignedIn, 1),
    place("Admin", "/admin", Icon::Admin, None, Access::Admins, 1),
];

impl Place {
    /// Whether an address lies in this place.
    pub fn is_at(&self, path: &str) -> bool {
        if self.href == "/" {
            return path == "/";
        }
        path.strip_prefix(self.href)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The place in which an address lies.
pub fn at(path: &str) -> Option<&'static Place> {
    const ALL: &[Place] = &PLACES;
    ALL.iter().find(|place| place.is_at(path))
}

/// The places that the actor may go to, in their groups.
pub fn groups(actor: &Actor) -> Vec<Vec<Place>> {
    let group = |number: u8| {
        PLACES
            .into_iter()
            .filter(|place| place.group == number && place.access.admits(actor).is_ok())
            .collect::<Vec<_>>()
    };
    vec![group(0), group(1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_lies_in_the_place_that_it_begins_with() {
        assert_eq!(at("/accounts/7/edit").map(|place| place.label), Some("Accounts"));
        assert_eq!(at("/").map(|place| place.label), Some("Today"));
        assert_eq!(at("/accountsx"), None);
    }

    #[test]
    fn letters_lead_to_one_place_each() {
        let letters: Vec<char> = PLACES.iter().filter_map(|place| place.letter).collect();
        let mut once = letters.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(letters.len(), once.len());
    }
}
