//! Nothing reaches past the margins, whatever is written.

use super::*;
use crate::pages::{BOTTOM, HEIGHT, Mark};
use crate::sheet::{Column, Picture};
use proptest::prelude::*;

fn within(mark: &Mark) -> bool {
    let (left, right) = (SIDE - 0.5, SIDE + COLUMN + 0.5);
    let ((x, width), (top, bottom)) = match &mark.shape {
        Shape::Text { x, y, line, .. } => ((*x, line.width), (*y, *y)),
        Shape::Area { x, y, width, height, .. } | Shape::Picture { x, y, width, height, .. } => ((*x, *width), (*y, *y + *height)),
    };
    x >= left && x + width <= right && top > 0.0 && bottom <= BOTTOM + 1.0 && BOTTOM < HEIGHT
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn all_stands_within_the_margins(
        words in proptest::collection::vec("[a-zA-Zéשم]{1,90}|[ \\-/\n\t]{1,80}", 0..60),
        columns in 1_usize..11,
        rows in 0_usize..12,
    ) {
        let text = words.concat();
        let head: Vec<Column> = (0..columns).map(|at| Column { head: words.get(at).cloned().unwrap_or_default(), numbers: at % 2 == 0 }).collect();
        let cells = (0..rows).map(|row| (0..columns).map(|at| words.get(at + row).cloned().unwrap_or_default()).collect()).collect();
        let picture = Picture { jpeg: None, alt: text.clone(), caption: text.clone(), instead: text.clone() };
        let entry = |body| Entry { label: words.first().cloned().unwrap_or_default(), hint: Some(text.chars().take(200).collect()), body };
        let sheet = Sheet {
            title: text.chars().take(120).collect(),
            entries: vec![
                entry(Body::Text(text.clone())),
                entry(Body::Table { columns: head, rows: cells }),
                entry(Body::Pictures(vec![picture.clone(), picture])),
            ],
            ..Sheet::default()
        };
        let laid = lay_out(&sheet, &Faces::load().unwrap());
        for mark in laid.pages.iter().flatten() {
            prop_assert!(within(mark), "{mark:?}");
        }
    }
}
