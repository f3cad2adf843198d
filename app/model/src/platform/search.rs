//! Finding things by what they are called.

pub mod find;

/// How well a name fits what somebody looks for: the larger, the better. `None` where it does not. Both in lower case.
pub fn rank(name: &str, sought: &str) -> Option<u8> {
    if name == sought {
        Some(4)
    } else if name.starts_with(sought) {
        Some(3)
    } else if name.match_indices(sought).any(|(at, _)| {
        name.get(..at)
            .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    }) {
        Some(2)
    } else if name.contains(sought) {
        Some(1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_name_fits_better_than_its_middle() {
        let ranks = ["mill", "mill & sons", "old mill", "sawmill", "quarry"].map(|name| rank(name, "mill"));
        assert_eq!(ranks, [Some(4), Some(3), Some(2), Some(1), None]);
    }
}
