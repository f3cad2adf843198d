//! What a state means for the reader. Never shown by colour alone: a word and a mark stand beside it.

/// How good or bad a state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Says what is, without judging.
    #[default]
    Neutral,
    /// As it should be.
    Good,
    /// Needs a look soon.
    Warn,
    /// Broken, refused, late.
    Bad,
    /// Rests on evidence: versions, signatures, receipts.
    Evidence,
}

impl Tone {
    /// The class that carries the colour and the mark.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Evidence => "accent",
        }
    }
}
