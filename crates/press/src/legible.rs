//! What can be read on paper: each character as it is, or a sign in its place where the typeface has none, where it would be seen by
//! nobody, or where it would turn what stands beside it around. Nothing is dropped: as many characters come out as went in.

use crate::face::Face;
use std::ops::RangeInclusive;
use unicode_segmentation::UnicodeSegmentation;

/// Stands for a character that cannot be shown.
pub(crate) const INSTEAD: char = '\u{fffd}';

/// Most characters that are drawn over each other: a letter with four marks. Towers of marks would reach into other lines.
const MOST_STACKED: usize = 5;

/// `text` with each character as it is drawn, one for one.
pub(crate) fn legible(face: &Face, text: &str) -> String {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.to_owned();
    }
    let mut drawn = String::with_capacity(text.len());
    for stack in text.graphemes(true) {
        drawn.extend(stack.chars().enumerate().map(|(place, one)| if place < MOST_STACKED { shown(face, one) } else { INSTEAD }));
    }
    drawn
}

fn shown(face: &Face, one: char) -> char {
    match one {
        '\t' => '\u{2003}',
        _ if UNSEEN.iter().any(|unseen| unseen.contains(&one)) => one,
        _ if REFUSED.iter().any(|refused| refused.contains(&one)) || one.is_control() || !face.shows(one) => INSTEAD,
        _ => one,
    }
}

/// What is seen by nobody and leaves others where they are: soft hyphens, joiners, marks of direction, variants.
const UNSEEN: [RangeInclusive<char>; 5] =
    ['\u{ad}'..='\u{ad}', '\u{61c}'..='\u{61c}', '\u{200b}'..='\u{200f}', '\u{2060}'..='\u{2060}', '\u{fe00}'..='\u{fe0f}'];

/// What turns others around or begins a line by itself; a mark of byte order; and private letters, which mean something to their owner
/// alone.
const REFUSED: [RangeInclusive<char>; 6] = [
    '\u{2028}'..='\u{2029}',
    '\u{202a}'..='\u{202e}',
    '\u{2066}'..='\u{2069}',
    '\u{feff}'..='\u{feff}',
    '\u{e000}'..='\u{f8ff}',
    '\u{f0000}'..=char::MAX,
];
