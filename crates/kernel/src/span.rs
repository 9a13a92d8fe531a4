//! A half-open interval of time, `[start, end)`: neighbours touch without overlapping.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// `[start, end)`, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct Span {
    start: Timestamp,
    end: Timestamp,
}

/// Why two instants make no span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanError {
    /// The end is not after the start.
    Empty,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    start: Timestamp,
    end: Timestamp,
}

impl Span {
    /// From `start` up to but not including `end`.
    pub fn new(start: Timestamp, end: Timestamp) -> Result<Self, SpanError> {
        if start < end { Ok(Self { start, end }) } else { Err(SpanError::Empty) }
    }

    /// The first instant inside.
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// The first instant after.
    pub fn end(&self) -> Timestamp {
        self.end
    }

    /// Length in milliseconds, more than zero.
    pub fn millis(&self) -> i64 {
        self.end.millis() - self.start.millis()
    }

    /// Whether `at` lies inside.
    pub fn contains(&self, at: Timestamp) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share any instant.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What the two share, if anything.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }
}

impl TryFrom<Bounds> for Span {
    type Error = &'static str;
    fn try_from(bounds: Bounds) -> Result<Self, Self::Error> {
        Self::new(bounds.start, bounds.end).map_err(|_| "the end must be after the start")
    }
}

impl From<Span> for Bounds {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span() -> impl Strategy<Value = Span> {
        (0_i64..1_000, 1_i64..1_000)
            .prop_map(|(start, length)| Span::new(Timestamp::clamped(start), Timestamp::clamped(start + length)).unwrap())
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let (a, b, c) = (Timestamp::clamped(1), Timestamp::clamped(2), Timestamp::clamped(3));
        assert!(!Span::new(a, b).unwrap().overlaps(&Span::new(b, c).unwrap()));
        assert_eq!(Span::new(b, b), Err(SpanError::Empty));
    }

    proptest! {
        #[test]
        fn overlap_is_a_shared_instant(a in span(), b in span()) {
            let shared = (a.start().millis()..a.end().millis()).any(|at| b.contains(Timestamp::clamped(at)));
            prop_assert_eq!(a.overlaps(&b), shared);
            prop_assert_eq!(b.overlaps(&a), shared);
            prop_assert_eq!(a.intersection(&b).is_some(), shared);
        }
    }
}
