//! People's names in one cell.

/// Titles and forms of address, which are no part of the name here.
const TITLES: [&str; 13] = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "hr", "fr", "mme", "dipl-ing",
];

/// Small words that belong to the last name.
const PARTICLES: [&str; 18] = [
    "von", "van", "vom", "zu", "zur", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter",
    "af",
];

/// First and last name of a full name: `Marta von Quell`, `Quell, Marta`, `Dr. Marta Quell`. A single word is taken for
/// the first name.
pub fn split(full: &str) -> (Option<String>, Option<String>) {
    let joined = |words: &[&str]| (!words.is_empty()).then(|| words.join(" "));
    if let Some((last, first)) = full.split_once(',') {
        let (last, first) = (without_titles(last), without_titles(first));
        if !last.is_empty() && !first.is_empty() {
            return (joined(&first), joined(&last));
        }
    }
    let bare = full.replace(',', " ");
    let words = without_titles(&bare);
    let particle = words
        .iter()
        .skip(1)
        .position(|word| PARTICLES.contains(&word.to_lowercase().as_str()))
        .map(|place| place + 1)
        .filter(|place| place + 1 < words.len());
    let cut = particle.unwrap_or_else(|| words.len().saturating_sub(1).max(1));
    let (first, last) = words.split_at(cut.min(words.len()));
    (joined(first), joined(last))
}

fn without_titles(name: &str) -> Vec<&str> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let titles = words
        .iter()
        .take_while(|word| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str()))
        .count();
    // Somebody may be called Prof and nothing else.
    let from = if titles == words.len() { 0 } else { titles };
    words.get(from..).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Marta Quell", Some("Marta"), Some("Quell"))]
    #[case("Quell, Marta", Some("Marta"), Some("Quell"))]
    #[case("Dr. Marta Quell", Some("Marta"), Some("Quell"))]
    #[case("Frau Prof. Dr. Marta Anna Quell", Some("Marta Anna"), Some("Quell"))]
    #[case("Ludwig van der Mühle", Some("Ludwig"), Some("van der Mühle"))]
    #[case("von Quell, Marta", Some("Marta"), Some("von Quell"))]
    #[case("Marta", Some("Marta"), None)]
    #[case("Quell,", Some("Quell"), None)]
    #[case("Prof", Some("Prof"), None)]
    #[case("Marta van", Some("Marta"), Some("van"))]
    #[case("  ", None, None)]
    fn a_full_name_falls_into_two(#[case] full: &str, #[case] first: Option<&str>, #[case] last: Option<&str>) {
        assert_eq!(split(full), (first.map(str::to_owned), last.map(str::to_owned)));
    }

    proptest! {
        #[test]
        fn no_name_breaks_it(full in ".*") {
            let (first, last) = split(&full);
            prop_assert!(first.is_some() || last.is_none());
        }
    }
}
