//! Choices with a key for tables, files and addresses and a name for people, each said once.

/// Declares an enum whose variants have a key and a name.
///
/// The key is what serde writes, what stands in the table and what a form sends; the name is what people read.
#[macro_export]
macro_rules! keyed {
    (
        $(#[$doc:meta])*
        $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $key:literal, $label:literal;)+ }
    ) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $key)] $variant,)+
        }

        impl $name {
            /// All of them, in the order in which people choose.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The key in tables, files and addresses.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }

            /// The name that people read.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)+
                }
            }

            /// The one with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.key() == key)
            }
        }
    };
}
