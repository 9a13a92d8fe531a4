//! What stands between two values, and telling from the first rows which it is.

use super::Encoding;
use super::decode::Utf8Stream;
use super::records::Records;
use std::fmt;
use std::str::FromStr;

/// The sign between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// The tabulator.
    Tab,
    /// `|`
    Bar,
}

impl Separator {
    const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    /// The sign.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Tab => "\t",
            Self::Bar => "|",
        }
    }

    pub(super) fn byte(self) -> u8 {
        self.as_str().as_bytes()[0]
    }
}

impl fmt::Display for Separator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Separator {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let sign = if text == "tab" { "\t" } else { text };
        Self::ALL.into_iter().find(|known| known.as_str() == sign).ok_or("must be auto, a comma, a semicolon, a tab or a bar (|)")
    }
}

/// How many rows are looked at.
const ROWS: usize = 100;

/// The separator of a file, from its first bytes: the one that cuts most rows into as many values as the header has, and of
/// two that do so equally well the one that cuts into more. A comma when none cuts at all.
pub(super) fn told_by(start: &[u8], encoding: Encoding) -> Separator {
    let best = Separator::ALL.into_iter().rev().max_by_key(|separator| fit(start, encoding, *separator));
    best.filter(|separator| fit(start, encoding, *separator) > (0, 0)).unwrap_or(Separator::Comma)
}

/// Rows of the header's width in a thousand, and that width; nothing when the header is one value.
fn fit(start: &[u8], encoding: Encoding, separator: Separator) -> (usize, usize) {
    let mut records = Records::new(Utf8Stream::new(start, encoding), separator.byte());
    let mut widths = Vec::new();
    while let (true, Ok(Some(record))) = (widths.len() < ROWS, records.next()) {
        widths.push(record.map_or(0, |raw| raw.width()));
    }
    // Of a long file the last one may have been cut in two.
    if widths.len() > 10 {
        widths.pop();
    }
    match widths.first() {
        Some(header) if *header > 1 => (widths.iter().filter(|width| *width == header).count() * 1000 / widths.len(), *header),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_that_cuts_evenly() {
        let told = |text: &str| told_by(text.as_bytes(), Encoding::UTF_8).as_str();
        assert_eq!(told("a,b\n1,2\n"), ",");
        assert_eq!(told("a;b\n1,5;2,5\n"), ";");
        assert_eq!(told("a\tb, c\n1\t2\n3\t4, 5, 6\n"), "\t");
        assert_eq!(told("a|b|c\n1|2|x,y\n"), "|");
        assert_eq!(told("name\nAna\n"), ",");
        assert_eq!(told(""), ",");
        assert_eq!(told("a;\"x,y\"\n1;\"2,3\n4\"\n"), ";");
    }
}
