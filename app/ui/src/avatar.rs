//! A person as initials, for people who belong to no leg: the buyer's side.

use leptos::prelude::*;

use crate::class_list::{classes, when};

/// The first letters of the first and the last name, at most two.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter(|word| word.chars().next().is_some_and(char::is_alphabetic));
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// A person of the buyer. The name must stand beside it; the initials are hidden from screen readers.
#[component]
pub fn Avatar(
    /// The whole name.
    #[prop(into)]
    name: String,
    /// 36 px instead of 24.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    view! {
        <span class=classes(&["avatar", when(large, "large")]) aria-hidden="true">
            {initials(&name)}
        </span>
    }
}

/// A person who is not known yet: a hole in the list that somebody has to fill.
#[component]
pub fn UnknownPerson() -> impl IntoView {
    view! {
        <span class="avatar unknown" aria-hidden="true">
            "?"
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_the_first_and_the_last_name() {
        assert_eq!(initials("Marta Quell"), "MQ");
        assert_eq!(initials("Dr Ilse van der Norrby"), "DN");
        assert_eq!(initials("ines"), "I");
        assert_eq!(initials("(new) Łukasz  Östberg"), "ŁÖ");
        assert_eq!(initials(""), "");
    }
}
