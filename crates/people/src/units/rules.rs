//! The tree, decided in memory: there are thousands of units at most.

use kernel::{Error, Result, Timestamp, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// Most units of an organisation, closed ones counted.
pub const MOST: i64 = 5_000;
/// Deepest tree.
pub const DEEPEST: usize = 30;

/// A unit stands under `parent` (or at the top) from `from` until before `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The unit.
    pub unit: UnitId,
    /// What it stands under.
    pub parent: Option<UnitId>,
    /// First instant.
    pub from: Timestamp,
    /// The instant after the last; none when there is no end.
    pub until: Option<Timestamp>,
}

impl Edge {
    /// Whether it holds at `at`.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

/// Who stands under whom at one instant.
#[derive(Debug, Clone, Default)]
pub struct Tree(BTreeMap<UnitId, Option<UnitId>>);

impl Tree {
    /// The tree at `at`.
    pub fn at(edges: &[Edge], at: Timestamp) -> Self {
        Self(edges.iter().filter(|edge| edge.holds(at)).map(|edge| (edge.unit, edge.parent)).collect())
    }

    /// What `unit` stands under.
    pub fn parent(&self, unit: UnitId) -> Option<UnitId> {
        self.0.get(&unit).copied().flatten()
    }

    /// `unit` and those above it, the topmost last. Ends where a circle would begin.
    pub fn upwards(&self, unit: UnitId) -> Vec<UnitId> {
        let mut line = vec![unit];
        while let Some(parent) = line.last().and_then(|last| self.parent(*last)).filter(|parent| !line.contains(parent)) {
            line.push(parent);
        }
        line
    }

    /// `unit` and all below it.
    pub fn downwards(&self, unit: UnitId) -> BTreeSet<UnitId> {
        self.0.keys().copied().chain([unit]).filter(|other| self.upwards(*other).contains(&unit)).collect()
    }

    /// Units directly under `unit`.
    pub fn children(&self, unit: Option<UnitId>) -> impl Iterator<Item = UnitId> {
        self.0.iter().filter(move |(_, parent)| **parent == unit).map(|(child, _)| *child)
    }

    fn has_circle_at(&self, unit: UnitId) -> bool {
        let line = self.upwards(unit);
        line.last().and_then(|last| self.parent(*last)).is_some()
    }
}

/// The edges once `unit` stands under `parent` from `from` on. What was before is kept; what was planned later must be undone first.
pub fn moved(edges: &[Edge], unit: UnitId, parent: Option<UnitId>, from: Timestamp) -> Result<Vec<Edge>> {
    if edges.iter().any(|edge| edge.unit == unit && edge.from > from) {
        return Err(Error::refused("unit-moved-later", "the unit has been moved since, or will be: a move must be the last one"));
    }
    let Some(last) = edges.iter().find(|edge| edge.unit == unit && edge.holds(from)) else {
        return Err(Error::field("from", "before-its-time", "the unit did not exist then"));
    };
    if last.parent == parent {
        return Err(Error::refused("unit-stands-there", "the unit stands there already"));
    }
    let mut after: Vec<Edge> = edges.iter().filter(|edge| *edge != last).copied().collect();
    if last.from < from {
        after.push(Edge { until: Some(from), ..*last });
    }
    after.push(Edge { unit, parent, from, until: None });
    Ok(after)
}

/// Refuses edges under which `unit` would stand below itself, or too deep, at `from` or at any later change.
pub fn check_line(edges: &[Edge], unit: UnitId, from: Timestamp) -> Result<()> {
    let later: BTreeSet<Timestamp> = edges.iter().map(|edge| edge.from).filter(|at| *at > from).chain([from]).collect();
    for at in later {
        let tree = Tree::at(edges, at);
        if tree.has_circle_at(unit) {
            return Err(Error::refused("unit-cycle", "a unit cannot stand below itself"));
        }
        if tree.downwards(unit).into_iter().any(|below| tree.upwards(below).len() > DEEPEST) {
            return Err(Error::refused("unit-too-deep", format!("units stand at most {DEEPEST} deep")));
        }
    }
    Ok(())
}

/// A name that can be told apart in a path such as `North / Harbour`.
pub fn check_name(name: &str) -> Result<()> {
    if name.contains(" / ") || name.starts_with("/ ") || name.ends_with(" /") {
        return Err(Error::field(
            "name",
            "not-acceptable",
            "must not contain a slash between spaces, which stands between names in a path",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SystemRng;
    use proptest::prelude::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::clamped(1_790_000_000_000).plus_millis(hour * 3_600_000)
    }

    fn units(count: usize) -> Vec<UnitId> {
        (0..count).map(|_| UnitId::new(at(0), &SystemRng)).collect()
    }

    fn top(unit: UnitId) -> Edge {
        Edge { unit, parent: None, from: at(0), until: None }
    }

    #[test]
    fn what_was_is_kept() {
        let ids = units(2);
        let edges = [top(ids[0]), top(ids[1])];
        let after = moved(&edges, ids[1], Some(ids[0]), at(5)).unwrap();
        assert_eq!(Tree::at(&after, at(4)).parent(ids[1]), None);
        assert_eq!(Tree::at(&after, at(5)).parent(ids[1]), Some(ids[0]));
        assert_eq!(moved(&after, ids[1], None, at(3)).unwrap_err().code(), "unit-moved-later");
        assert_eq!(moved(&after, ids[1], Some(ids[0]), at(6)).unwrap_err().code(), "unit-stands-there");
        assert_eq!(moved(&after, ids[0], Some(ids[1]), at(-1)).unwrap_err().code(), "unit-moved-later");
    }

    #[test]
    fn a_circle_that_would_close_later_is_refused_now() {
        let ids = units(2);
        let planned = moved(&[top(ids[0]), top(ids[1])], ids[1], Some(ids[0]), at(10)).unwrap();
        let circle = moved(&planned, ids[0], Some(ids[1]), at(2)).unwrap();
        assert_eq!(check_line(&circle, ids[0], at(2)).unwrap_err().code(), "unit-cycle");
        assert_eq!(check_line(&planned, ids[1], at(10)), Ok(()));
    }

    proptest! {
        /// Whatever is moved whenever: accepted moves never leave a circle, at no instant, and every unit has one place.
        #[test]
        fn no_moves_make_a_circle(moves in proptest::collection::vec((0_usize..6, proptest::option::of(0_usize..6), 1_i64..40), 1..40)) {
            let ids = units(6);
            let mut edges: Vec<Edge> = ids.iter().copied().map(top).collect();
            for (unit, parent, hour) in moves {
                let parent = parent.map(|place| ids[place]);
                if let Ok(after) = moved(&edges, ids[unit], parent, at(hour)) && check_line(&after, ids[unit], at(hour)).is_ok() {
                    edges = after;
                }
            }
            for hour in 0..41 {
                let tree = Tree::at(&edges, at(hour));
                for id in &ids {
                    prop_assert!(!tree.has_circle_at(*id));
                    prop_assert_eq!(edges.iter().filter(|edge| edge.unit == *id && edge.holds(at(hour))).count(), 1);
                    prop_assert!(tree.downwards(*id).contains(id));
                }
            }
        }
    }
}
