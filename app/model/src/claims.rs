//! What several people say about one thing. Nobody overwrites another: what contradicts each other stands side by side
//! until somebody says which one holds. Known facts and evidence of pains are such claims.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Something that somebody says.
pub trait Claim {
    /// What it is about: claims with the same stand side by side.
    type About: Ord;

    /// What it is about.
    fn about(&self) -> Self::About;

    /// When it was said, and what tells claims of one moment apart.
    fn stated(&self) -> (DateTime<Utc>, Uuid);

    /// Whether both cannot be right.
    fn contradicts(&self, other: &Self) -> bool;
}

/// Everything that is said about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims<C> {
    /// The newest first; never empty.
    pub all: Vec<C>,
    /// Whether any two contradict each other.
    pub contradict: bool,
}

/// Claims by what they are about: those that wait for a decision first, then in the order of what they are about.
pub fn side_by_side<C: Claim + Clone>(mut claims: Vec<C>) -> Vec<Claims<C>> {
    claims.sort_by_cached_key(|claim| (claim.about(), std::cmp::Reverse(claim.stated())));
    let mut sides: Vec<Claims<C>> = claims
        .chunk_by(|one, next| one.about() == next.about())
        .map(|all| Claims {
            all: all.to_vec(),
            contradict: all
                .iter()
                .enumerate()
                .any(|(place, one)| all.iter().skip(place + 1).any(|other| one.contradicts(other))),
        })
        .collect();
    sides.sort_by_key(|claims| !claims.contradict);
    sides
}
