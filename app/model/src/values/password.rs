//! Passwords on their way in. They are never trimmed, never shown and never kept: only their hash is.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::EmailAddress;
use crate::Complaint;

/// A password that somebody chooses: 12 to 200 characters, any of them, and none of the first that others would try.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = Password, min_length = 12, max_length = 200)]
pub struct NewPassword(String);

/// A password that somebody signs in with: 1 to 200 characters. Whether it is right is for its hash to say.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = Password, min_length = 1, max_length = 200)]
pub struct Password(String);

/// The most characters of a password. Hashing has to read them all.
const MOST: u32 = 200;

/// The fewest characters of a chosen password.
const LEAST: u32 = 12;

/// What long passwords are commonly made of. A password that is nothing but these, digits and punctuation is guessed.
const COMMON: [&str; 40] = [
    "password",
    "passwort",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "motdepasse",
    "contraseña",
    "wachtwoord",
    "haslo",
    "welcome",
    "willkommen",
    "iloveyou",
    "letmein",
    "changeme",
    "qwertyuiop",
    "qwertzuiop",
    "qwerty",
    "qwertz",
    "azerty",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "1q2w3e4r5t6y",
    "1q2w3e4r",
    "qazwsxedc",
    "qazwsx",
    "administrator",
    "admin",
    "trustno1",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "sunshine",
    "princess",
    "superman",
    "master",
    "secret",
    "tridem",
    "abc",
];

impl NewPassword {
    /// The password itself, for hashing.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it is little more than the address it will protect.
    pub fn repeats(&self, address: &EmailAddress) -> bool {
        let password = self.0.to_lowercase();
        let name = address.as_str().split('@').next().unwrap_or_default();
        let company = address.domain().split('.').next().unwrap_or_default();
        let mut rest = password.replace(address.as_str(), "");
        for part in [name, company] {
            if part.chars().count() >= 3 {
                rest = rest.replace(part, "");
            }
        }
        rest != password && rest.chars().filter(|c| c.is_alphabetic()).count() < 4
    }
}

impl Password {
    /// The password itself, for comparing with the hash.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for NewPassword {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        if text.is_empty() {
            return Err(Complaint::Required);
        }
        let length = text.chars().count();
        if length < LEAST as usize {
            return Err(Complaint::TooShort(LEAST));
        }
        if length > MOST as usize {
            return Err(Complaint::TooLong(MOST));
        }
        if guessable(&text.to_lowercase()) {
            return Err(Complaint::Guessable);
        }
        Ok(Self(text))
    }
}

impl TryFrom<String> for Password {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        if text.is_empty() {
            return Err(Complaint::Required);
        }
        if text.chars().nth(MOST as usize).is_some() {
            return Err(Complaint::TooLong(MOST));
        }
        Ok(Self(text))
    }
}

fn guessable(lowered: &str) -> bool {
    let characters: Vec<char> = lowered.chars().collect();
    repeats_itself(&characters) || runs(&characters) || only_common(lowered)
}

/// `aaaaaaaaaaaa`, `abcabcabcabc`, `123412341234`: one piece of at most six characters again and again.
fn repeats_itself(characters: &[char]) -> bool {
    (1..=6).any(|period| {
        characters
            .iter()
            .zip(characters.iter().skip(period))
            .all(|(one, next)| one == next)
    })
}

/// `123456789012`, `abcdefghijkl`, `987654321098`: each character follows the one before it, up or down.
fn runs(characters: &[char]) -> bool {
    let follows = |one: char, next: char| u32::from(one) + 1 == u32::from(next) || (one, next) == ('9', '0');
    let pairs = || characters.iter().zip(characters.iter().skip(1));
    pairs().all(|(one, next)| follows(*one, *next)) || pairs().all(|(one, next)| follows(*next, *one))
}

/// `password1234`, `Welcome2026!!`, `qwertyqwerty1`: common pieces, and little that is nobody's guess between them.
fn only_common(lowered: &str) -> bool {
    let mut rest = lowered.to_owned();
    for piece in COMMON {
        rest = rest.replace(piece, "");
    }
    let own = rest.chars().filter(|c| c.is_alphabetic()).count();
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    rest != lowered && own == 0 && digits <= 8
}

macro_rules! hidden {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(hidden)"))
            }
        }

        impl From<$name> for String {
            fn from(password: $name) -> Self {
                password.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = Complaint;

            fn from_str(text: &str) -> Result<Self, Complaint> {
                Self::try_from(text.to_owned())
            }
        }
    )+};
}
hidden!(NewPassword, Password);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("correct horse battery")]
    #[case("  spaces count too  ")]
    #[case("møllehjul-og-vind")]
    #[case("tr1dem is our house 7")]
    #[case("849302716450")]
    fn a_long_password_of_ones_own_is_taken_as_it_is(#[case] typed: &str) {
        assert_eq!(typed.parse::<NewPassword>().unwrap().expose(), typed);
    }

    #[rstest]
    #[case("", Complaint::Required)]
    #[case("eleven char", Complaint::TooShort(12))]
    #[case(&"ab c".repeat(51), Complaint::TooLong(200))]
    #[case("aaaaaaaaaaaa", Complaint::Guessable)]
    #[case("AbcAbcAbcAbc", Complaint::Guessable)]
    #[case("123456789012", Complaint::Guessable)]
    #[case("abcdefghijklm", Complaint::Guessable)]
    #[case("nmlkjihgfedcba", Complaint::Guessable)]
    #[case("Password1234", Complaint::Guessable)]
    #[case("PasswordPassword!", Complaint::Guessable)]
    #[case("qwertyuiop123", Complaint::Guessable)]
    #[case("Welcome2026!!", Complaint::Guessable)]
    fn what_is_guessed_first_is_refused(#[case] typed: &str, #[case] complaint: Complaint) {
        assert_eq!(typed.parse::<NewPassword>(), Err(complaint));
    }

    #[rstest]
    #[case("marta.quell@brackwell.example", true)]
    #[case("Marta.Quell2026", true)]
    #[case("brackwell-2026!", true)]
    #[case("brackwell turns the wheel", false)]
    #[case("nothing of the kind", false)]
    fn a_password_made_of_the_address_is_seen(#[case] typed: &str, #[case] repeats: bool) {
        let address: EmailAddress = "marta.quell@brackwell.example".parse().unwrap();
        assert_eq!(typed.parse::<NewPassword>().unwrap().repeats(&address), repeats);
    }

    #[test]
    fn no_password_is_ever_printed() {
        let new: NewPassword = "correct horse battery".parse().unwrap();
        let old: Password = "x".parse().unwrap();
        assert_eq!(format!("{new:?} {old:?}"), "NewPassword(hidden) Password(hidden)");
    }

    #[test]
    fn signing_in_takes_any_password() {
        assert_eq!("x".parse::<Password>().unwrap().expose(), "x");
        assert_eq!("".parse::<Password>(), Err(Complaint::Required));
        assert_eq!("x".repeat(201).parse::<Password>(), Err(Complaint::TooLong(200)));
    }

    proptest! {
        #[test]
        fn a_password_travels_unchanged(typed in ".{0,210}") {
            if let Ok(password) = typed.parse::<NewPassword>() {
                let json = serde_json::to_string(&password).unwrap();
                let arrived: NewPassword = serde_json::from_str(&json).unwrap();
                prop_assert_eq!(arrived.expose(), typed);
            }
        }
    }
}
