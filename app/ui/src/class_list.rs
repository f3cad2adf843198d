//! Puts the words of a class attribute together.

/// The words that are not empty, parted by spaces.
pub(crate) fn classes(words: &[&str]) -> String {
    let mut list = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if !list.is_empty() {
            list.push(' ');
        }
        list.push_str(word);
    }
    list
}

/// The word if it holds, else nothing.
pub(crate) const fn when(holds: bool, word: &'static str) -> &'static str {
    if holds { word } else { "" }
}
