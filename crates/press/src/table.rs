//! Rows below a head, which every page repeats.

use crate::face::{Faces, Weight};
use crate::lines::Style;
use crate::outline::{Kind, Part};
use crate::pages::{COLUMN, INK, Pages, RULE, SIDE, SOFT, Shape, TINT, times};
use crate::row::{Cell, place};
use crate::sheet::Column;

const HEAD: Style = Style { weight: Weight::Bold, size: 7.8, leading: 10.6, color: SOFT };
const TEXT: Style = Style { weight: Weight::Regular, size: 8.4, leading: 11.6, color: INK };
/// White at the sides of a cell.
const GAP: f32 = 5.0;
const PAD: f32 = 3.6;
/// A column is as wide as what stands in it, from so many signs to so many.
const LEAST: usize = 5;
const MOST: usize = 36;

pub(crate) fn place_table(pages: &mut Pages, faces: &Faces, columns: &[Column], rows: &[Vec<String>]) {
    let spans = spans(columns, rows);
    let table = pages.part(Kind::Table, None);
    let head = pages.part(Kind::Head, Some(table));
    let row = pages.part(Kind::Row, Some(head));
    let parts: Vec<Part> = columns.iter().map(|_| pages.part(Kind::ColumnHead, Some(row))).collect();
    let heads = || -> Vec<Cell> {
        let named = columns.iter().zip(&spans).zip(&parts);
        named.map(|((column, span), part)| Cell::new(faces, *part, *span, HEAD, &column.head).at_right(column.numbers)).collect()
    };
    let tall = heads().iter().map(Cell::height).fold(0.0, f32::max) + 2.0 * PAD;
    // A head so tall that little is left below it is drawn once.
    let repeated = tall < Pages::whole() / 3.0;
    let tinted = |pages: &mut Pages, again: bool| {
        let area = Shape::Area { x: SIDE, y: pages.y, width: COLUMN, height: tall.min(pages.room()), color: TINT };
        pages.draw(None, area);
        let from = pages.marks();
        place(pages, &mut heads(), PAD, &|_| {});
        if again {
            pages.silence(from);
        }
    };
    pages.need(tall.min(Pages::whole() / 3.0) + 3.0 * TEXT.leading);
    tinted(pages, false);
    let body = pages.part(Kind::Rows, Some(table));
    for row in rows {
        let part = pages.part(Kind::Row, Some(body));
        let mut cells: Vec<Cell> = columns
            .iter()
            .zip(&spans)
            .enumerate()
            .map(|(at, (column, span))| {
                let cell = pages.part(Kind::Cell, Some(part));
                Cell::new(faces, cell, *span, TEXT, row.get(at).map_or("", String::as_str)).at_right(column.numbers)
            })
            .collect();
        place(pages, &mut cells, PAD, &|pages| {
            if repeated {
                tinted(pages, true);
            }
        });
        pages.draw(None, Shape::Area { x: SIDE, y: pages.y, width: COLUMN, height: 0.5, color: RULE });
        if pages.cut {
            return;
        }
    }
    pages.y += 4.0;
}

/// From where each column goes, and how wide it is.
fn spans(columns: &[Column], rows: &[Vec<String>]) -> Vec<(f32, f32)> {
    let longest = |at: usize| {
        let texts = rows.iter().filter_map(|row| row.get(at));
        let lines = texts.flat_map(|text| text.lines()).map(|line| line.chars().take(MOST).count());
        let words = columns[at].head.split_whitespace().map(|word| word.chars().take(MOST).count());
        lines.chain(words).max().unwrap_or(LEAST).max(LEAST)
    };
    let wanted: Vec<usize> = (0..columns.len()).map(longest).collect();
    let each = COLUMN / times(wanted.iter().sum::<usize>().max(1), 1.0);
    let mut x = SIDE;
    let mut found = Vec::with_capacity(wanted.len());
    for signs in wanted {
        let width = times(signs, each);
        found.push((x + GAP, (width - 2.0 * GAP).max(GAP)));
        x += width;
    }
    found
}
