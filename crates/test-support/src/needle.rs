//! The search for planted bytes: a test writes names and secrets that occur nowhere else, and then looks for them in every file
//! that the product left behind. Looked for as they are and in the disguises that an honest program gives them by mistake: hex,
//! base64 (at every alignment, both alphabets) and UTF-16.
//!
//! Not seen: compressed text, and bytes torn across two places of a file. Sealed bytes are not seen either: that is the point.

use aho_corasick::{AhoCorasick, MatchKind};
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Below this length chance finds a needle where nobody lost one.
const SHORTEST: usize = 8;

/// Planted byte strings, each under the name by which a failing test speaks of it.
#[derive(Debug, Default)]
pub struct Needles {
    patterns: Vec<Vec<u8>>,
    origins: Vec<(String, &'static str)>,
}

/// A needle that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
    /// Where: a file, or what the caller called the bytes.
    pub place: PathBuf,
    /// Byte offset of the find.
    pub offset: usize,
    /// The needle's name, never its content.
    pub needle: String,
    /// How it was disguised: `raw`, `hex`, `base64`, `utf-16`.
    pub form: &'static str,
}

impl Needles {
    /// Remembers `bytes` under `name`. Refuses what is too short to be told from chance.
    #[must_use]
    pub fn plant(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        assert!(bytes.len() >= SHORTEST, "the needle {name} is too short: chance would find it");
        let forms: BTreeSet<(Vec<u8>, &'static str)> = disguises(bytes).into_iter().collect();
        for (pattern, form) in forms {
            self.patterns.push(pattern);
            self.origins.push((name.to_owned(), form));
        }
        self
    }

    /// Every sighting in the files below `folder`, links not followed. A file that vanishes on the way is passed over, for
    /// servers clean up behind themselves; a folder that cannot be read ends the test.
    pub fn in_folder(&self, folder: &Path) -> Vec<Sighting> {
        let search = self.search();
        let mut sightings = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("cannot look into {}: {error}", folder.display()));
            for entry in entries.flatten() {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    Ok(kind) if kind.is_file() => self.in_file(&search, &entry.path(), &mut sightings),
                    _ => {}
                }
            }
        }
        sightings.sort();
        sightings
    }

    /// Every sighting in `bytes`, for example of a captured wire; `place` names them.
    pub fn in_bytes(&self, place: &str, bytes: &[u8]) -> Vec<Sighting> {
        let mut sightings = Vec::new();
        self.collect(&self.search(), Path::new(place), bytes, &mut sightings);
        sightings
    }

    fn search(&self) -> AhoCorasick {
        AhoCorasick::builder().match_kind(MatchKind::Standard).build(&self.patterns).expect("the needles fit a search")
    }

    fn in_file(&self, search: &AhoCorasick, path: &Path, sightings: &mut Vec<Sighting>) {
        let mut bytes = Vec::new();
        match File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)) {
            Ok(_) => self.collect(search, path, &bytes, sightings),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => panic!("cannot look into {}: {error}", path.display()),
        }
    }

    fn collect(&self, search: &AhoCorasick, place: &Path, bytes: &[u8], sightings: &mut Vec<Sighting>) {
        for found in search.find_overlapping_iter(bytes) {
            let (needle, form) = self.origins[found.pattern().as_usize()].clone();
            sightings.push(Sighting { place: place.to_owned(), offset: found.start(), needle, form });
        }
    }
}

fn disguises(bytes: &[u8]) -> Vec<(Vec<u8>, &'static str)> {
    let mut forms = vec![(bytes.to_vec(), "raw"), (hex::encode(bytes).into_bytes(), "hex"), (hex::encode_upper(bytes).into_bytes(), "hex")];
    for alignment in 0..3 {
        forms.push((aligned(&STANDARD_NO_PAD, bytes, alignment), "base64"));
        forms.push((aligned(&URL_SAFE_NO_PAD, bytes, alignment), "base64"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        forms.push((text.encode_utf16().flat_map(u16::to_le_bytes).collect(), "utf-16"));
        forms.push((text.encode_utf16().flat_map(u16::to_be_bytes).collect(), "utf-16"));
    }
    forms
}

/// The characters of base64 that depend on `bytes` alone when they start `alignment` bytes into a group of three.
fn aligned(engine: &impl base64::Engine, bytes: &[u8], alignment: usize) -> Vec<u8> {
    let mut padded = vec![0; alignment];
    padded.extend_from_slice(bytes);
    let text = engine.encode(&padded);
    let first = (alignment * 8).div_ceil(6);
    let last = padded.len() * 8 / 6;
    text.as_bytes()[first..last].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;

    const SECRET: &str = "Zebulon Quartermaine";

    fn forms_seen(haystack: &[u8]) -> BTreeSet<&'static str> {
        let needles = Needles::default().plant("name", SECRET);
        needles.in_bytes("test", haystack).into_iter().map(|sighting| sighting.form).collect()
    }

    #[test]
    fn sees_every_disguise_at_every_alignment() {
        for shift in 0..4 {
            let text = format!("{}{SECRET}, and so on", &"~~~~"[..shift]);
            assert_eq!(forms_seen(text.as_bytes()), BTreeSet::from(["raw"]));
            assert_eq!(forms_seen(hex::encode(&text).as_bytes()), BTreeSet::from(["hex"]));
            assert_eq!(forms_seen(STANDARD_NO_PAD.encode(&text).as_bytes()), BTreeSet::from(["base64"]));
            assert_eq!(forms_seen(URL_SAFE_NO_PAD.encode(&text).as_bytes()), BTreeSet::from(["base64"]));
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(forms_seen(&wide), BTreeSet::from(["utf-16"]));
        }
    }

    #[test]
    fn sees_nothing_where_nothing_is() {
        assert_eq!(forms_seen(b"Zebulon  Quartermaine and other near misses"), BTreeSet::new());
    }

    #[test]
    fn tells_the_file_and_the_place() {
        let folder = tempfile::tempdir().unwrap();
        let nested = folder.path().join("a/b");
        std::fs::create_dir_all(&nested).unwrap();
        std::fs::write(nested.join("page"), format!("0123{SECRET}{SECRET}")).unwrap();
        std::fs::write(folder.path().join("clean"), "nothing here").unwrap();
        let found = Needles::default().plant("name", SECRET).in_folder(folder.path());
        let places: Vec<_> = found.iter().map(|sighting| (sighting.place.clone(), sighting.offset)).collect();
        assert_eq!(places, [(nested.join("page"), 4), (nested.join("page"), 24)]);
    }

    #[test]
    fn every_needle_is_found_where_two_overlap() {
        let found = Needles::default().plant("long", "overlapping").plant("short", "lappings").in_bytes("test", b"overlappings");
        let names: Vec<_> = found.iter().map(|sighting| sighting.needle.as_str()).collect();
        assert_eq!(names, ["long", "short"]);
    }

    #[test]
    #[should_panic(expected = "too short")]
    fn refuses_a_needle_that_chance_would_find() {
        let _ = Needles::default().plant("pin", "1234");
    }
}
