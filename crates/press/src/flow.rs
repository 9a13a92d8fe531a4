//! A sheet onto pages: head, facts, entries, what stands at the end.

use crate::face::Faces;
use crate::lines::Style;
use crate::outline::Kind;
use crate::pages::{BODY, COLUMN, HEADING, LABEL, Pages, SIDE, SMALL, SOFT, Shape, TITLE, WARN};
use crate::pictures::{place_pictures, place_signature};
use crate::row::{Cell, place, text};
use crate::sheet::{Body, Entry, Sheet};
use crate::table::place_table;

/// Questions stand in the left third, answers beside them.
const LEFT: f32 = 150.0;
const GAP: f32 = 14.0;
/// White above and below an entry.
const PAD: f32 = 5.0;
const ASIDE: (f32, f32) = (SIDE + LEFT + GAP, COLUMN - LEFT - GAP);
const ACROSS: (f32, f32) = (SIDE, COLUMN);

/// The pages of a sheet.
pub(crate) fn lay_out(sheet: &Sheet, faces: &Faces) -> Pages {
    let mut pages = Pages::new();
    head(&mut pages, faces, sheet);
    facts(&mut pages, faces, &sheet.facts);
    heading(&mut pages, faces, &sheet.heading);
    for entry in &sheet.entries {
        place_entry(&mut pages, faces, entry);
        if pages.cut {
            break;
        }
    }
    heading(&mut pages, faces, &sheet.closing_heading);
    facts(&mut pages, faces, &sheet.closing);
    pages.y += 4.0;
    for remark in &sheet.remarks {
        paragraph(&mut pages, faces, remark, SMALL);
        pages.y += 3.0;
    }
    if pages.cut {
        pages.last_page();
        paragraph(&mut pages, faces, CUT, LABEL);
        pages.cut = true;
    }
    pages
}

const CUT: &str = "This document ends here: it has as many pages as one may have. What follows is not printed; it stands in the record.";

fn head(pages: &mut Pages, faces: &Faces, sheet: &Sheet) {
    paragraph(pages, faces, &sheet.house, Style { color: SOFT, ..LABEL });
    pages.y += 2.0;
    pages.stop(1, &sheet.title);
    let part = pages.part(Kind::Heading(1, sheet.title.clone()), None);
    text(pages, faces, part, ACROSS, TITLE, &sheet.title);
    paragraph(pages, faces, &sheet.subtitle, Style { color: SOFT, ..BODY });
    pages.y += 8.0;
    if let Some(notice) = &sheet.notice {
        let part = pages.part(Kind::Paragraph, None);
        let mut words = [Cell::new(faces, part, (SIDE + 10.0, COLUMN - 20.0), LABEL, notice)];
        let area = Shape::Area { x: SIDE, y: pages.y, width: COLUMN, height: words[0].height() + 14.0, color: WARN };
        pages.draw(None, area);
        place(pages, &mut words, 7.0, &|_| {});
        pages.y += 8.0;
    }
}

fn paragraph(pages: &mut Pages, faces: &Faces, words: &str, style: Style) {
    if !words.is_empty() {
        let part = pages.part(Kind::Paragraph, None);
        text(pages, faces, part, ACROSS, style, words);
    }
}

/// Name and value, a rule above each.
fn facts(pages: &mut Pages, faces: &Faces, facts: &[(String, String)]) {
    let table = pages.part(Kind::Table, None);
    let body = pages.part(Kind::Rows, Some(table));
    for (name, value) in facts {
        let row = pages.part(Kind::Row, Some(body));
        let (head, cell) = (pages.part(Kind::RowHead, Some(row)), pages.part(Kind::Cell, Some(row)));
        let name = Cell::new(faces, head, (SIDE, LEFT), Style { color: SOFT, ..BODY }, name);
        place(pages, &mut [name, Cell::new(faces, cell, ASIDE, BODY, value)], 2.6, &|_| {});
    }
}

fn heading(pages: &mut Pages, faces: &Faces, title: &str) {
    pages.y += 14.0;
    pages.need(HEADING.leading + 60.0);
    pages.stop(2, title);
    let part = pages.part(Kind::Heading(2, title.to_owned()), None);
    text(pages, faces, part, ACROSS, HEADING, title);
    pages.y += 3.0;
}

fn place_entry(pages: &mut Pages, faces: &Faces, entry: &Entry) {
    let part = pages.part(Kind::Heading(3, entry.label.clone()), None);
    // How much of what follows belongs on the same page as the question.
    let (beside, follows) = match &entry.body {
        Body::Text(words) => (Some((words, BODY)), 0.0),
        Body::Missing(words) => (Some((words, Style { color: SOFT, ..BODY })), 0.0),
        Body::Table { .. } => (None, 70.0),
        Body::Pictures(_) => (None, 230.0),
        Body::Signature(_) => (None, 110.0),
    };
    let span = if beside.is_some() { (SIDE, LEFT) } else { ACROSS };
    let mut asked = Cell::new(faces, part, span, LABEL, &entry.label);
    if let Some(hint) = &entry.hint {
        let part = pages.part(Kind::Paragraph, None);
        asked = asked.and(faces, part, SMALL, hint);
    }
    let mut cells = vec![asked];
    if let Some((words, style)) = beside {
        let part = pages.part(Kind::Paragraph, None);
        cells.push(Cell::new(faces, part, ASIDE, style, words));
    }
    let tall = cells.iter().map(Cell::height).fold(0.0, f32::max);
    pages.need(tall.min(Pages::whole() / 3.0) + follows + 2.0 * PAD);
    if !pages.fresh() {
        pages.rule(SIDE, pages.y, COLUMN);
    }
    pages.stop(3, &entry.label);
    place(pages, &mut cells, PAD, &|_| {});
    match &entry.body {
        Body::Text(_) | Body::Missing(_) => {}
        Body::Table { columns, rows } => place_table(pages, faces, columns, rows),
        Body::Pictures(pictures) => place_pictures(pages, faces, pictures),
        Body::Signature(picture) => place_signature(pages, faces, picture),
    }
}

#[cfg(test)]
mod tests;
