//! The demo company: believable, the same for the same seed, and as large as one likes.

mod accounts;
mod agreement;
mod definitions;
mod dice;
mod leads;
mod load;
mod logins;
mod members;
mod names;
mod owing;
mod pains;
mod people;
mod standing;
mod stories;
mod texts;
mod write;
