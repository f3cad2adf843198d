//! The parts of the program that only some pages need, and in which files they travel.
//!
//! Cutting the program leaves one piece per area and one per set of areas that share something: dozens, most of them
//! small. Each would be a request of its own and compress by itself, badly; so pieces that are needed together travel
//! together.

use std::collections::{BTreeMap, BTreeSet};

/// What every visit needs has a file of its own each: strangers come to the door, everybody else into the frame.
const FIRST: [&str; 2] = ["door", "frame"];

/// How the loader asks for a file of pieces, before it names any.
const PIECES: &str = include_str!("pieces.js");

/// The pieces, and which of them each part needs.
#[derive(Debug, Default)]
pub struct Parts {
    /// The JavaScript that loads them.
    pub loader: String,
    /// Content by name.
    pub pieces: BTreeMap<String, Vec<u8>>,
    /// Names of pieces by part.
    pub needs: BTreeMap<String, Vec<String>>,
}

/// A file of pieces.
#[derive(Debug, PartialEq, Eq)]
pub struct Parcel {
    /// What its name begins with.
    pub name: String,
    /// One piece after the other.
    pub content: Vec<u8>,
    /// Name, beginning and end of each.
    pieces: Vec<(String, usize, usize)>,
}

impl Parts {
    /// Puts the pieces into files.
    pub fn parcels(&self) -> Vec<Parcel> {
        let mut parcels: BTreeMap<String, Parcel> = BTreeMap::new();
        for (name, content) in &self.pieces {
            let users: BTreeSet<&str> = self
                .needs
                .iter()
                .filter(|(_, pieces)| pieces.contains(name))
                .map(|(part, _)| short(part))
                .collect();
            let first = FIRST.into_iter().find(|first| users.contains(first));
            let together = first.map_or_else(|| users.into_iter().collect::<Vec<_>>().join("-"), str::to_owned);
            let parcel = parcels.entry(together.clone()).or_insert(Parcel {
                name: together,
                content: Vec::new(),
                pieces: Vec::new(),
            });
            let from = parcel.content.len();
            parcel.content.extend_from_slice(content);
            parcel.pieces.push((name.clone(), from, parcel.content.len()));
        }
        parcels.into_values().collect()
    }

    /// The loader with the addresses of the files; they lie beside it.
    pub fn loader(&self, sent: &[(Parcel, String)]) -> String {
        let mut loader = [PIECES, &self.loader].concat();
        for (parcel, path) in sent {
            for (piece, from, to) in &parcel.pieces {
                let alone = format!("fetch(new URL(\"./{piece}.wasm\", import.meta.url))");
                loader = loader.replace(&alone, &format!("piece(\"./{path}\", {from}, {to})"));
            }
        }
        loader
    }

    /// The files that each part needs, by the part's name.
    pub fn files<'s>(&self, sent: &'s [(Parcel, String)]) -> BTreeMap<&str, Vec<&'s str>> {
        let files = |pieces: &Vec<String>| {
            sent.iter()
                .filter(|(parcel, _)| parcel.pieces.iter().any(|(piece, _, _)| pieces.contains(piece)))
                .map(|(_, path)| path.as_str())
                .collect()
        };
        self.needs
            .iter()
            .map(|(part, pieces)| (part.as_str(), files(pieces)))
            .collect()
    }
}

/// A part's name without the number that makes it unique.
pub fn short(part: &str) -> &str {
    part.rsplit_once('_').map_or(part, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        let needs = [
            ("door_1", vec!["a", "d"]),
            ("list_2", vec!["a", "b", "l"]),
            ("show_3", vec!["b", "s"]),
        ];
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        Parts {
            loader: "() => { const src = fetch(new URL(\"./b.wasm\", import.meta.url)); }".to_owned(),
            pieces: ["a", "b", "d", "l", "s"]
                .map(|name| (name.to_owned(), name.repeat(3).into_bytes()))
                .into(),
            needs: needs.map(|(part, pieces)| (part.to_owned(), owned(pieces))).into(),
        }
    }

    #[test]
    fn pieces_that_are_needed_together_travel_together() {
        let parcels = parts().parcels();
        let told: Vec<_> = parcels
            .iter()
            .map(|parcel| {
                (
                    parcel.name.as_str(),
                    String::from_utf8_lossy(&parcel.content).into_owned(),
                )
            })
            .collect();
        let expected = [
            ("door", "aaaddd"),
            ("list", "lll"),
            ("list-show", "bbb"),
            ("show", "sss"),
        ];
        assert_eq!(told, expected.map(|(name, content)| (name, content.to_owned())));
    }

    #[test]
    fn the_loader_cuts_a_piece_out_of_its_file() {
        let parts = parts();
        let sent: Vec<_> = parts
            .parcels()
            .into_iter()
            .map(|parcel| (parcel, "x.bin".to_owned()))
            .collect();
        assert!(parts.loader(&sent).contains("const src = piece(\"./x.bin\", 0, 3);"));
    }

    #[test]
    fn a_part_needs_every_file_with_a_piece_of_it() {
        let parts = parts();
        let named = |parcel: Parcel| {
            let path = format!("{}.bin", parcel.name);
            (parcel, path)
        };
        let sent: Vec<_> = parts.parcels().into_iter().map(named).collect();
        assert_eq!(parts.files(&sent)["list_2"], ["door.bin", "list.bin", "list-show.bin"]);
    }
}
