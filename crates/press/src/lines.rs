//! Text broken into lines: between words, and within a word that no line holds.

use crate::face::{Face, Faces, Weight};
use crate::legible::{INSTEAD, legible};
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub weight: Weight,
    pub size: f32,
    pub leading: f32,
    pub color: [u8; 3],
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// As it is drawn, in the order in which it is read.
    pub drawn: String,
    /// As it was written, where that differs.
    pub written: Option<String>,
    /// How wide it is.
    pub width: f32,
    /// Whether its paragraph is read from the right.
    pub leftward: bool,
}

/// Breaks `text` into lines no wider than `width`.
pub(crate) fn broken(faces: &Faces, text: &str, style: Style, width: f32) -> Vec<Line> {
    let face = faces.of(style.weight);
    text.split('\n').flat_map(|paragraph| paragraph_lines(face, paragraph, style.size, width)).collect()
}

fn paragraph_lines(face: &Face, written: &str, size: f32, width: f32) -> Vec<Line> {
    let drawn = legible(face, written);
    let (widths, leftward) = measured(face, &drawn);
    let ends = ends(&drawn, &widths, width / size);
    let mut originals = written.chars();
    let mut start = 0;
    let mut lines = Vec::with_capacity(ends.len());
    for (end, parts) in ends {
        let line = &drawn[start..end];
        let original: String = originals.by_ref().take(line.chars().count()).collect();
        let written = line.contains(INSTEAD).then_some(original).filter(|original| original != line);
        // One space at its end keeps it apart from the next for those who read it aloud; more would hang over the margin.
        let words = line.trim_end_matches(char::is_whitespace);
        let drawn = if words.len() < line.len() && !words.is_empty() { format!("{words} ") } else { words.to_owned() };
        lines.push(Line { drawn, written, width: parts * size, leftward });
        start = end;
    }
    lines
}

/// How far each byte takes the line, in parts of the size, and whether the paragraph is read from the right.
fn measured(face: &Face, drawn: &str) -> (Vec<f32>, bool) {
    let mut widths = vec![0.0; drawn.len()];
    let bidi = BidiInfo::new(drawn, None);
    let mut start = 0;
    while start < drawn.len() {
        let level = bidi.levels[start];
        let end = (start..drawn.len()).find(|at| bidi.levels[*at] != level).unwrap_or(drawn.len());
        face.advances(&drawn[start..end], level.is_rtl(), |at, advance| {
            if let Some(width) = widths.get_mut(start + at) {
                *width += advance;
            }
        });
        start = end;
    }
    let leftward = bidi.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl());
    (widths, leftward)
}

/// Where each line ends, and how wide it is; white space at its end takes no room.
fn ends(drawn: &str, widths: &[f32], most: f32) -> Vec<(usize, f32)> {
    let mut found = Vec::new();
    // The line so far, the last place at which it may be broken, and what of it is white space at its end.
    let (mut start, mut wide, mut after_space) = (0, 0.0_f32, 0.0_f32);
    let mut breakable: Option<(usize, f32)> = None;
    for (at, stack) in drawn.grapheme_indices(true) {
        let advance: f32 = widths[at..at + stack.len()].iter().sum();
        let space = stack.chars().all(|one| one.is_whitespace() && one != '\u{a0}' && one != '\u{202f}');
        while !space && wide + advance > most && at > start {
            let (end, width) = breakable.filter(|(end, _)| *end > start).unwrap_or((at, wide));
            found.push((end, width));
            (start, wide) = (end, widths[end..at].iter().sum());
            breakable = None;
        }
        if space {
            // A line may begin with white space and end with it; what hangs over its end is not seen.
            after_space = if breakable.is_some_and(|(end, _)| end == at) { after_space } else { wide };
            breakable = Some((at + stack.len(), after_space));
        } else if stack == "-" || stack == "/" {
            breakable = Some((at + stack.len(), wide + advance));
        }
        wide += advance;
    }
    let last = breakable.filter(|(end, _)| *end == drawn.len()).map_or(wide, |(_, width)| width);
    found.push((drawn.len(), last));
    found
}

/// A piece of a line in one direction.
pub(crate) struct Piece<'a> {
    pub text: &'a str,
    pub leftward: bool,
}

/// The pieces of a line from left to right.
pub(crate) fn pieces(line: &Line) -> Vec<Piece<'_>> {
    let base = if line.leftward { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(&line.drawn, Some(base));
    let Some(paragraph) = bidi.paragraphs.first() else { return Vec::new() };
    let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
    runs.into_iter().map(|run| Piece { leftward: levels[run.start].is_rtl(), text: &line.drawn[run] }).collect()
}
