//! Light or dark.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Complaint;

/// In which colours a person wants to see the pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All themes, in the order of the choice.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The key in tables, forms and the page's attribute.
    pub const fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl FromStr for Theme {
    type Err = Complaint;

    fn from_str(key: &str) -> Result<Self, Complaint> {
        Self::ALL
            .into_iter()
            .find(|theme| theme.key() == key)
            .ok_or(Complaint::NotAChoice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_is_found_by_its_key() {
        for theme in Theme::ALL {
            assert_eq!(theme.key().parse(), Ok(theme));
            assert_eq!(serde_json::to_value(theme).unwrap(), theme.key());
        }
        assert_eq!("blue".parse::<Theme>(), Err(Complaint::NotAChoice));
    }
}
