//! Sets of time: spans in order, none touching another.

use kernel::{Span, Timestamp};

/// The same instants, in order and with neighbours joined.
pub(crate) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start(), span.end()));
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start() <= last.end() => {
                if let Ok(longer) = Span::new(last.start(), last.end().max(span.end())) {
                    *last = longer;
                }
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// The instants of `spans` that are in none of `taken`; both in order and joined.
pub(crate) fn without(spans: &[Span], taken: &[Span]) -> Vec<Span> {
    let mut left = Vec::with_capacity(spans.len());
    for span in spans {
        let mut from = span.start();
        for hole in taken.iter().filter(|hole| hole.overlaps(span)) {
            left.extend(Span::new(from, hole.start()));
            from = from.max(hole.end());
        }
        left.extend(Span::new(from, span.end()));
    }
    left
}

/// The first part of `wanted` that none of `spans`, in order and joined, covers.
pub(crate) fn first_gap(wanted: Span, spans: &[Span]) -> Option<Span> {
    let at = spans.partition_point(|span| span.end() <= wanted.start());
    let covering = spans.get(at).filter(|span| span.start() <= wanted.start());
    match covering {
        Some(span) if span.end() >= wanted.end() => None,
        Some(span) => {
            let next = spans.get(at + 1).map_or(Timestamp::MAX, Span::start);
            Span::new(span.end(), next.min(wanted.end())).ok()
        }
        None => {
            let next = spans.get(at).map_or(Timestamp::MAX, Span::start);
            Span::new(wanted.start(), next.min(wanted.end())).ok()
        }
    }
}

/// How many milliseconds of `spans`, in order and joined, lie within `[from, until)`.
pub(crate) fn millis_within(spans: &[Span], from: Timestamp, until: Timestamp) -> i64 {
    let Ok(window) = Span::new(from, until) else { return 0 };
    let first = spans.partition_point(|span| span.end() <= from);
    let inside = spans.iter().skip(first).take_while(|span| span.start() < until);
    inside.filter_map(|span| span.intersection(&window)).map(|span| span.millis()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span() -> impl Strategy<Value = Span> {
        (0_i64..60, 1_i64..20).prop_map(|(start, length)| Span::new(Timestamp::clamped(start), Timestamp::clamped(start + length)).unwrap())
    }

    fn holds(spans: &[Span], at: i64) -> bool {
        spans.iter().any(|span| span.contains(Timestamp::clamped(at)))
    }

    proptest! {
        #[test]
        fn sets_of_time_are_sets_of_instants(a in prop::collection::vec(span(), 0..8), b in prop::collection::vec(span(), 0..8), wanted in span()) {
            let (one, other) = (merged(a.clone()), merged(b.clone()));
            let left = without(&one, &other);
            for at in 0..90 {
                prop_assert_eq!(holds(&one, at), holds(&a, at));
                prop_assert_eq!(holds(&left, at), holds(&a, at) && !holds(&b, at));
            }
            prop_assert!(one.windows(2).all(|pair| pair[0].end() < pair[1].start()));
            let inside = (wanted.start().millis()..wanted.end().millis()).filter(|at| holds(&a, *at)).count();
            prop_assert_eq!(millis_within(&one, wanted.start(), wanted.end()), i64::try_from(inside).unwrap());
            let gap: Vec<i64> = (wanted.start().millis()..wanted.end().millis()).filter(|at| !holds(&a, *at)).collect();
            match first_gap(wanted, &one) {
                None => prop_assert!(gap.is_empty()),
                Some(found) => {
                    prop_assert_eq!(found.start().millis(), gap[0]);
                    prop_assert!((found.start().millis()..found.end().millis()).all(|at| gap.contains(&at)));
                    prop_assert!(!gap.contains(&found.end().millis()));
                }
            }
        }
    }
}
