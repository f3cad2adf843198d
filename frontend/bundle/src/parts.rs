//! The parts of the program that only some pages need, and in which files they travel.
//!
//! Cutting the program leaves one piece per area and one per set of areas that share something: hundreds, most of them
//! small. Each would be a request of its own and compress by itself, badly; so pieces that are needed together travel
//! together, and what is too small for a file of its own travels with the next larger set of areas.

use std::collections::{BTreeMap, BTreeSet};

/// Strangers come to the door.
const DOOR: &str = "door";
/// Everybody else comes into the frame, and needs what is shared with the door as well.
const FRAME: &str = "frame";

/// What is shared by some areas and smaller than this, in bytes, is no file of its own. At half of it a page asks for twice
/// as many files, at twice of it for bytes that it has no use for.
const SMALL: usize = 8_000;

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
        let mut groups: BTreeMap<Users<'_>, Vec<&str>> = BTreeMap::new();
        for name in self.pieces.keys() {
            groups.entry(self.users(name)).or_default().push(name);
        }
        let (small, mut large): (BTreeMap<_, _>, BTreeMap<_, _>) = groups
            .into_iter()
            .partition(|(users, names)| users.len() > 1 && !users.has(DOOR) && self.size(names) < SMALL);
        for (users, names) in small {
            let within = large
                .keys()
                .filter(|others| users.iter().all(|user| others.serve(user)));
            let nearest = within.min_by_key(|others| others.reach()).cloned();
            large.entry(nearest.unwrap_or(users)).or_default().extend(names);
        }
        let parcels = large.into_iter();
        parcels
            .map(|(users, names)| self.parcel(users.name(), &names))
            .collect()
    }

    /// Who needs a piece. What the door shares is for all, and what the frame shares for all but strangers.
    fn users(&self, name: &str) -> Users<'_> {
        let needing = self
            .needs
            .iter()
            .filter(|(_, pieces)| pieces.iter().any(|piece| piece == name));
        let users: BTreeSet<&str> = needing.map(|(part, _)| short(part)).collect();
        Users(match (users.len() > 1 && users.contains(DOOR), users.contains(FRAME)) {
            (true, _) => BTreeSet::from([DOOR, FRAME]),
            (false, true) => BTreeSet::from([FRAME]),
            (false, false) => users,
        })
    }

    fn size(&self, names: &[&str]) -> usize {
        names.iter().map(|name| self.pieces[*name].len()).sum()
    }

    fn parcel(&self, name: String, names: &[&str]) -> Parcel {
        let (mut content, mut pieces) = (Vec::new(), Vec::new());
        for piece in names {
            let from = content.len();
            content.extend_from_slice(&self.pieces[*piece]);
            pieces.push(((*piece).to_owned(), from, content.len()));
        }
        Parcel { name, content, pieces }
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

/// The parts that need something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Users<'p>(BTreeSet<&'p str>);

impl Users<'_> {
    fn name(&self) -> String {
        self.0.iter().copied().collect::<Vec<_>>().join("-")
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn has(&self, part: &str) -> bool {
        self.0.contains(part)
    }

    /// How many parts have it; what is for the frame, all.
    fn reach(&self) -> usize {
        if self.has(FRAME) { usize::MAX } else { self.len() }
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().copied()
    }

    /// Whether who has what is for these has what is for this part: all but strangers have what is for the frame.
    fn serve(&self, part: &str) -> bool {
        self.has(part) || self.has(FRAME) && !self.has(DOOR)
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
            ("door", "ddd"),
            ("door-frame", "aaa"),
            ("list", "lll"),
            ("list-show", "bbb"),
            ("show", "sss"),
        ];
        assert_eq!(told, expected.map(|(name, content)| (name, content.to_owned())));
    }

    #[test]
    fn what_is_small_travels_with_the_nearest_who_need_it() {
        let large = || vec![0; SMALL];
        let pieces = [
            ("f", vec![1]),
            ("abc", large()),
            ("ab", vec![2]),
            ("bd", vec![3]),
            ("d", vec![4]),
        ];
        let needs = [
            ("frame_1", vec!["f"]),
            ("a_2", vec!["abc", "ab"]),
            ("b_3", vec!["abc", "ab", "bd"]),
            ("c_4", vec!["abc"]),
            ("d_5", vec!["bd", "d"]),
        ];
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        let parts = Parts {
            loader: String::new(),
            pieces: pieces.map(|(name, content)| (name.to_owned(), content)).into(),
            needs: needs.map(|(part, pieces)| (part.to_owned(), owned(pieces))).into(),
        };
        let parcels = parts.parcels();
        let told: Vec<_> = parcels
            .iter()
            .map(|parcel| {
                let pieces: Vec<&str> = parcel.pieces.iter().map(|(name, _, _)| name.as_str()).collect();
                (parcel.name.as_str(), pieces)
            })
            .collect();
        let expected = [
            ("a-b-c", vec!["abc", "ab"]),
            ("d", vec!["d"]),
            ("frame", vec!["f", "bd"]),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn the_loader_cuts_a_piece_out_of_its_file() {
        let parts = parts();
        let sent: Vec<_> = parts
            .parcels()
            .into_iter()
            .map(|parcel| (parcel, "x.bin".to_owned()))
            .collect();
        let loader = parts.loader(&sent);
        assert!(loader.contains("const src = piece(\"./x.bin\", 0, 3);"), "{loader}");
    }

    #[test]
    fn a_part_needs_every_file_with_a_piece_of_it() {
        let parts = parts();
        let named = |parcel: Parcel| {
            let path = format!("{}.bin", parcel.name);
            (parcel, path)
        };
        let sent: Vec<_> = parts.parcels().into_iter().map(named).collect();
        assert_eq!(
            parts.files(&sent)["list_2"],
            ["door-frame.bin", "list.bin", "list-show.bin"]
        );
        assert_eq!(parts.files(&sent)["door_1"], ["door.bin", "door-frame.bin"]);
    }
}
