//! Links that let somebody in: an invitation, a new password. Their secret is in the address and nowhere else.

use serde::{Deserialize, Serialize};

use crate::Complaint;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// An invited person chooses the first password.
    Invitation,
    /// Somebody chooses a new password.
    NewPassword,
}

impl LinkPurpose {
    /// The key in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::NewPassword => "new_password",
        }
    }

    /// The page behind the link; the secret follows.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Invitation => "/invitation/",
            Self::NewPassword => "/new-password/",
        }
    }

    /// All purposes.
    pub const ALL: [Self; 2] = [Self::Invitation, Self::NewPassword];
}

/// The secret part of a link, as it came in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LinkSecret(String);

impl LinkSecret {
    /// The secret itself, for comparing with what is stored of it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for LinkSecret {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Complaint::Required);
        }
        if text.len() > 100 {
            return Err(Complaint::Malformed);
        }
        Ok(Self(text.to_owned()))
    }
}

impl From<LinkSecret> for String {
    fn from(secret: LinkSecret) -> Self {
        secret.0
    }
}

impl std::fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkSecret")
    }
}

/// The path of an address as it may stand in a log: without the secret of a link.
pub fn path_without_secret(path: &str) -> &str {
    LinkPurpose::ALL
        .into_iter()
        .find(|purpose| path.starts_with(purpose.path()))
        .map_or(path, |purpose| purpose.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_of_a_link_is_not_shown() {
        let secret = LinkSecret::try_from("oysters".to_owned()).unwrap();
        assert!(!format!("{secret:?}").contains("oysters"));
        assert_eq!(path_without_secret("/invitation/oysters"), "/invitation/");
        assert_eq!(path_without_secret("/new-password/oysters"), "/new-password/");
        assert_eq!(path_without_secret("/accounts/7"), "/accounts/7");
    }
}
