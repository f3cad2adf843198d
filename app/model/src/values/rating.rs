//! Numbers from 1 to 5 that people give.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Complaint;

macro_rules! ratings {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(try_from = "u8", into = "u8")]
        #[schema(value_type = u8, minimum = 1, maximum = 5)]
        pub struct $name(u8);

        impl $name {
            /// The highest.
            pub const MOST: u8 = 5;

            /// From 1 to 5.
            pub const fn get(self) -> u8 {
                self.0
            }
        }

        impl TryFrom<u8> for $name {
            type Error = Complaint;

            fn try_from(number: u8) -> Result<Self, Complaint> {
                match number {
                    0 => Err(Complaint::AtLeast(1)),
                    number if number > Self::MOST => Err(Complaint::AtMost(Self::MOST.into())),
                    number => Ok(Self(number)),
                }
            }
        }

        impl From<$name> for u8 {
            fn from(rating: $name) -> Self {
                rating.0
            }
        }
    )+};
}

ratings! {
    /// How much a pain hurts: 1 is a nuisance, 5 stops the business.
    Severity,
    /// How good a lead was, looking back: 1 wasted the seller's time, 5 is what leads should be.
    Quality,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_one_to_five() {
        assert_eq!(Severity::try_from(0), Err(Complaint::AtLeast(1)));
        assert_eq!(Quality::try_from(6), Err(Complaint::AtMost(5)));
        assert_eq!(Quality::try_from(5).map(Quality::get), Ok(5));
        assert!(serde_json::from_str::<Quality>("6").is_err());
    }
}
