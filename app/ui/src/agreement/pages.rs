//! Where the pages of one agreement stand, and how it is called on them.

use model::values::ids::AgreementId;

/// The pages of one agreement.
#[derive(Debug, Clone, Copy)]
pub struct Pages {
    /// Which one.
    pub agreement: AgreementId,
    /// How it is called inside of a sentence: `the journey`.
    pub name: &'static str,
    /// The sentence below the heading of its versions: who signs it, and what that means.
    pub lead: &'static str,
    /// The address of its versions. One version is at `{path}/{version}`, and changed at `{path}/{version}/edit`.
    pub path: &'static str,
}
