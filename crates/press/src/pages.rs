//! Pages as they fill: where the next thing goes, and what is drawn where.

use crate::MOST_PAGES;
use crate::face::Weight;
use crate::lines::{Line, Style};
use crate::outline::{Kind, Outline, Part};
use std::sync::Arc;

/// Width of A4, in points.
pub(crate) const WIDTH: f32 = 595.28;
/// Height of A4, in points.
pub(crate) const HEIGHT: f32 = 841.89;
/// What stays white at each side.
pub(crate) const SIDE: f32 = 54.0;
/// Where the first page begins, and where those after it do, below their running head.
const TOP: f32 = 50.0;
const TOP_AFTER: f32 = 66.0;
/// Where pages end, above their foot.
pub(crate) const BOTTOM: f32 = HEIGHT - 62.0;
/// How wide what stands on a page is.
pub(crate) const COLUMN: f32 = WIDTH - 2.0 * SIDE;

pub(crate) const INK: [u8; 3] = [24, 29, 38];
pub(crate) const SOFT: [u8; 3] = [92, 101, 115];
pub(crate) const RULE: [u8; 3] = [211, 216, 223];
pub(crate) const TINT: [u8; 3] = [243, 245, 247];
pub(crate) const WARN: [u8; 3] = [253, 243, 222];

pub(crate) const BODY: Style = Style { weight: Weight::Regular, size: 9.2, leading: 13.0, color: INK };
pub(crate) const LABEL: Style = Style { weight: Weight::Bold, size: 8.6, leading: 13.0, color: INK };
pub(crate) const SMALL: Style = Style { weight: Weight::Regular, size: 7.6, leading: 10.6, color: SOFT };
pub(crate) const TITLE: Style = Style { weight: Weight::Bold, size: 19.0, leading: 24.0, color: INK };
pub(crate) const HEADING: Style = Style { weight: Weight::Bold, size: 12.0, leading: 17.0, color: INK };

/// Something drawn.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// A line of text, from where its signs stand.
    Text { x: f32, y: f32, style: Style, line: Arc<Line> },
    /// A rectangle.
    Area { x: f32, y: f32, width: f32, height: f32, color: [u8; 3] },
    /// A picture.
    Picture { x: f32, y: f32, width: f32, height: f32, jpeg: Arc<Vec<u8>> },
}

/// Something drawn, and the part it belongs to; what belongs to none is not read aloud.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub part: Option<Part>,
    pub shape: Shape,
}

/// A heading, and where it stands.
pub(crate) struct Stop {
    pub level: u16,
    pub title: String,
    pub page: usize,
    pub y: f32,
}

/// The pages of a document.
pub(crate) struct Pages {
    pub pages: Vec<Vec<Mark>>,
    pub outline: Outline,
    pub stops: Vec<Stop>,
    /// Whether there was no room for all.
    pub cut: bool,
    /// Where the next thing goes.
    pub y: f32,
}

impl Pages {
    pub(crate) fn new() -> Self {
        Self { pages: vec![Vec::new()], outline: Outline::default(), stops: Vec::new(), cut: false, y: TOP }
    }

    /// What is left of the page.
    pub(crate) fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    /// How much room a fresh page has.
    pub(crate) fn whole() -> f32 {
        BOTTOM - TOP_AFTER
    }

    /// Whether nothing stands on the page yet.
    pub(crate) fn fresh(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    /// Goes on at the next page. From the last page there is, it goes nowhere.
    pub(crate) fn turn(&mut self) {
        if self.pages.len() >= MOST_PAGES - 1 {
            self.cut = true;
        } else {
            self.pages.push(Vec::new());
            self.y = TOP_AFTER;
        }
    }

    /// Goes on at the next page unless so much is left of this one.
    pub(crate) fn need(&mut self, height: f32) {
        if self.room() < height && !self.fresh() {
            self.turn();
        }
    }

    /// One page more, whatever there is: for the words that end a document that was cut.
    pub(crate) fn last_page(&mut self) {
        self.pages.push(Vec::new());
        (self.y, self.cut) = (TOP_AFTER, false);
    }

    pub(crate) fn part(&mut self, kind: Kind, within: Option<Part>) -> Part {
        self.outline.add(kind, within)
    }

    /// Remembers a heading that comes next.
    pub(crate) fn stop(&mut self, level: u16, title: &str) {
        let page = self.pages.len() - 1;
        self.stops.push(Stop { level, title: title.to_owned(), page, y: self.y });
    }

    pub(crate) fn draw(&mut self, part: Option<Part>, shape: Shape) {
        if let Some(page) = self.pages.last_mut().filter(|_| !self.cut) {
            page.push(Mark { part, shape });
        }
    }

    /// How much is drawn on this page.
    pub(crate) fn marks(&self) -> usize {
        self.pages.last().map_or(0, Vec::len)
    }

    /// What was drawn on this page since is there for the eye alone: it was read before.
    pub(crate) fn silence(&mut self, since: usize) {
        self.pages.last_mut().into_iter().flat_map(|page| page.iter_mut().skip(since)).for_each(|mark| mark.part = None);
    }

    /// A thin line across `width`.
    pub(crate) fn rule(&mut self, x: f32, y: f32, width: f32) {
        self.draw(None, Shape::Area { x, y, width, height: 0.6, color: RULE });
    }
}

/// As many points as there are things of a size.
pub(crate) fn times(count: usize, each: f32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX)) * each
}
