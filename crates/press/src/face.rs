//! The typeface in its two weights: what it can show, and how wide that is. Characters that it shows one by one and not together show as
//! the sign for what is missing.

use crate::legible::INSTEAD;
use harfrust::{Direction, FontRef, GlyphBuffer, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::cell::RefCell;
use std::collections::BTreeMap;

static REGULAR: &[u8] = include_bytes!("../fonts/DejaVuSansCondensed.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/DejaVuSansCondensed-Bold.ttf");

/// Which weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Both weights.
pub(crate) struct Faces {
    regular: Face,
    bold: Face,
}

impl Faces {
    pub(crate) fn load() -> Option<Self> {
        Some(Self { regular: Face::load(REGULAR)?, bold: Face::load(BOLD)? })
    }

    pub(crate) fn of(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

/// One weight.
pub(crate) struct Face {
    font: Font,
    reference: FontRef<'static>,
    data: ShaperData,
    known: RefCell<BTreeMap<char, bool>>,
    /// The sign for what is missing, and how far it takes the line.
    missing: (u32, f32),
}

impl Face {
    fn load(bytes: &'static [u8]) -> Option<Self> {
        let reference = FontRef::new(bytes).ok()?;
        let data = ShaperData::new(&reference);
        let mut face = Self { font: Font::new(bytes.into(), 0)?, reference, data, known: RefCell::default(), missing: (0, 0.0) };
        let missing = face.shaped(INSTEAD.encode_utf8(&mut [0; 4]), false);
        let (sign, at) = missing.glyph_infos().iter().zip(missing.glyph_positions()).next()?;
        face.missing = (sign.glyph_id, face.parts(at.x_advance));
        Some(face)
    }

    /// The typeface as documents embed it.
    pub(crate) fn font(&self) -> Font {
        self.font.clone()
    }

    /// Whether there is a sign for this character.
    pub(crate) fn shows(&self, character: char) -> bool {
        if let Some(known) = self.known.borrow().get(&character) {
            return *known;
        }
        let shaped = self.shaped(character.encode_utf8(&mut [0; 4]), false);
        let shows = !shaped.is_empty() && shaped.glyph_infos().iter().all(|info| info.glyph_id != 0);
        self.known.borrow_mut().insert(character, shows);
        shows
    }

    /// How far each byte at which a sign begins takes the line, in parts of the size: for a text in one direction.
    pub(crate) fn advances(&self, text: &str, leftward: bool, mut tell: impl FnMut(usize, f32)) {
        let shaped = self.shaped(text, leftward);
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            tell(index(info.cluster), self.sign(info.glyph_id, position.x_advance).1);
        }
    }

    /// The signs of a text in one direction, from left to right.
    pub(crate) fn glyphs(&self, text: &str, leftward: bool) -> Vec<KrillaGlyph> {
        let shaped = self.shaped(text, leftward);
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| index(info.cluster)).collect();
        starts.sort_unstable();
        starts.dedup();
        let end = |start: usize| starts.get(starts.partition_point(|other| *other <= start)).copied().unwrap_or(text.len());
        let signs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        signs
            .map(|(info, at)| {
                let start = index(info.cluster);
                let [x, y, rise] = [at.x_offset, at.y_offset, at.y_advance].map(|part| self.parts(part));
                let (sign, advance) = self.sign(info.glyph_id, at.x_advance);
                KrillaGlyph::new(GlyphId::new(sign), advance, x, y, rise, start..end(start), None)
            })
            .collect()
    }

    /// The sign that is drawn, and how far it takes the line. A document that may be archived has none that is not in the typeface.
    fn sign(&self, found: u32, units: i32) -> (u32, f32) {
        if found == 0 { self.missing } else { (found, self.parts(units)) }
    }

    fn shaped(&self, text: &str, leftward: bool) -> GlyphBuffer {
        let shaper = self.data.shaper(&self.reference).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if leftward { Direction::RightToLeft } else { Direction::LeftToRight });
        shaper.shape(buffer, &[])
    }

    /// A length of the typeface in parts of the size.
    fn parts(&self, units: i32) -> f32 {
        f32::from(i16::try_from(units).unwrap_or(i16::MAX)) / self.font.units_per_em()
    }
}

fn index(cluster: u32) -> usize {
    usize::try_from(cluster).unwrap_or(usize::MAX)
}
