//! Texts beside each other: a question and its answer, the cells of a row. What no page holds goes on at the next.

use crate::face::Faces;
use crate::lines::{Line, Style, broken};
use crate::outline::Part;
use crate::pages::{Pages, Shape};
use std::sync::Arc;

/// A text in a column of its own, or several below each other.
pub(crate) struct Cell {
    x: f32,
    width: f32,
    numbers: bool,
    lines: Vec<(Arc<Line>, Style, Part)>,
    /// How many of them are drawn.
    done: usize,
}

impl Cell {
    pub(crate) fn new(faces: &Faces, part: Part, (x, width): (f32, f32), style: Style, text: &str) -> Self {
        Self { x, width, numbers: false, lines: Vec::new(), done: 0 }.and(faces, part, style, text)
    }

    /// With another text below.
    pub(crate) fn and(mut self, faces: &Faces, part: Part, style: Style, text: &str) -> Self {
        self.lines.extend(broken(faces, text, style, self.width).into_iter().map(|line| (Arc::new(line), style, part)));
        self
    }

    /// Stands at the right of its column.
    pub(crate) fn at_right(mut self, numbers: bool) -> Self {
        self.numbers = numbers;
        self
    }

    /// How much of it is to be drawn yet.
    pub(crate) fn height(&self) -> f32 {
        self.lines[self.done..].iter().map(|(_, style, _)| style.leading).sum()
    }

    /// Draws what fits into `room` below `top`.
    fn draw(&mut self, pages: &mut Pages, top: f32, room: f32) {
        let mut y = top;
        while let Some((line, style, part)) = self.lines.get(self.done) {
            if y + style.leading > top + room + 0.01 {
                break;
            }
            let free = (self.width - line.width).max(0.0);
            let x = if self.numbers || line.leftward { self.x + free } else { self.x };
            // The signs stand on a line somewhat above the lower edge.
            let base = y + (style.leading - style.size) / 2.0 + style.size * 0.83;
            if !line.drawn.is_empty() {
                pages.draw(Some(*part), Shape::Text { x, y: base, style: *style, line: Arc::clone(line) });
            }
            y += style.leading;
            self.done += 1;
        }
    }
}

/// No text begins in less room than this.
const LEAST: f32 = 26.0;

/// Draws cells beside each other, white of `pad` above and below them; where a page begins within, `head` is drawn first.
pub(crate) fn place(pages: &mut Pages, cells: &mut [Cell], pad: f32, head: &dyn Fn(&mut Pages)) {
    while !pages.cut {
        let wanted = cells.iter().map(Cell::height).fold(0.0, f32::max);
        let room = pages.room() - 2.0 * pad;
        let began = cells.iter().any(|cell| cell.done > 0);
        if wanted > room && (room < LEAST || !began && wanted <= Pages::whole() / 3.0) {
            pages.turn();
            head(pages);
            continue;
        }
        let top = pages.y + pad;
        for cell in cells.iter_mut() {
            cell.draw(pages, top, room);
        }
        if wanted <= room {
            pages.y = top + wanted + pad;
            return;
        }
        pages.turn();
        head(pages);
    }
}

/// Draws one text by itself.
pub(crate) fn text(pages: &mut Pages, faces: &Faces, part: Part, span: (f32, f32), style: Style, text: &str) {
    place(pages, &mut [Cell::new(faces, part, span, style, text)], 0.0, &|_| {});
}
