//! Pages as a document: tagged, archivable (PDF/A-2a), with no time and no name but what the sheet gives.

use crate::face::{Face, Faces, Weight};
use crate::legible::legible;
use crate::lines::{Line, Style, broken, pieces};
use crate::pages::{COLUMN, HEIGHT, Mark, Pages, RULE, SIDE, SOFT, Shape, Stop, WIDTH};
use crate::sheet::{Created, Printed, Sheet};
use crate::{PressError, outline};
use krilla::color::rgb;
use krilla::configure::{Configuration, Validator};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};
use std::collections::HashMap;
use std::sync::Arc;

const FOOT: Style = Style { weight: Weight::Regular, size: 7.4, leading: 10.0, color: SOFT };

/// The typefaces and the pictures that were drawn already: each stands in the document once.
struct Desk<'a> {
    faces: &'a Faces,
    pictures: HashMap<*const Vec<u8>, Image>,
}

pub(crate) fn write(sheet: &Sheet, laid: Pages, faces: &Faces) -> Result<Printed, PressError> {
    let wrong = |what: &str| PressError::Document(what.to_owned());
    let settings = SerializeSettings { configuration: Configuration::new_with_validator(Validator::A2_A), ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut desk = Desk { faces, pictures: HashMap::new() };
    let Pages { pages, outline: mut parts, stops, cut, .. } = laid;
    let count = pages.len();
    for (at, marks) in pages.into_iter().enumerate() {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| wrong("no such page"))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in marks {
            desk.mark(&mut surface, &mut parts, mark);
        }
        desk.running(&mut surface, sheet, at + 1, count);
        surface.finish();
        page.finish();
    }
    document.set_metadata(metadata(faces.of(Weight::Regular), sheet));
    document.set_outline(contents(faces.of(Weight::Regular), stops));
    document.set_tag_tree(parts.grown());
    let bytes = document.finish().map_err(|error| PressError::Document(format!("{error:?}")))?;
    Ok(Printed { bytes, pages: count, cut })
}

impl Desk<'_> {
    fn mark(&mut self, surface: &mut Surface<'_>, parts: &mut outline::Outline, mark: Mark) {
        let Some(part) = mark.part else {
            return self.aside(surface, ArtifactType::Other, &mark.shape);
        };
        // What the line says where its signs do not.
        let actual = match &mark.shape {
            Shape::Text { line, .. } => line.written.as_deref(),
            Shape::Area { .. } | Shape::Picture { .. } => None,
        };
        let tag = match &mark.shape {
            Shape::Text { .. } => ContentTag::Span(SpanTag::empty().with_actual_text(actual)),
            Shape::Area { .. } | Shape::Picture { .. } => ContentTag::Other,
        };
        let drawn = surface.start_tagged(tag);
        self.shape(surface, &mark.shape);
        surface.end_tagged();
        parts.drawn(part, drawn);
    }

    /// Draws what is there for the eye alone.
    fn aside(&mut self, surface: &mut Surface<'_>, kind: ArtifactType, shape: &Shape) {
        surface.start_tagged(ContentTag::Artifact(kind));
        self.shape(surface, shape);
        surface.end_tagged();
    }

    fn shape(&mut self, surface: &mut Surface<'_>, shape: &Shape) {
        match shape {
            Shape::Text { x, y, style, line } => self.text(surface, *x, *y, *style, line),
            Shape::Area { x, y, width, height, color } => area(surface, [*x, *y, *width, *height], *color),
            Shape::Picture { x, y, width, height, jpeg } => {
                let known = self.pictures.get(&Arc::as_ptr(jpeg)).cloned();
                let picture = known.or_else(|| Image::from_jpeg(Arc::clone(jpeg).into(), false).ok());
                if let Some((picture, size)) = picture.zip(Size::from_wh(*width, *height)) {
                    self.pictures.insert(Arc::as_ptr(jpeg), picture.clone());
                    surface.push_transform(&Transform::from_translate(*x, *y));
                    surface.draw_image(picture, size);
                    surface.pop();
                }
            }
        }
    }

    fn text(&self, surface: &mut Surface<'_>, x: f32, y: f32, style: Style, line: &Line) {
        let face = self.faces.of(style.weight);
        surface.set_fill(Some(fill(style.color)));
        let mut x = x;
        for piece in pieces(line) {
            let glyphs = face.glyphs(piece.text, piece.leftward);
            let advance: f32 = glyphs.iter().map(|glyph| glyph.x_advance).sum();
            surface.draw_glyphs(Point::from_xy(x, y), &glyphs, face.font(), piece.text, style.size, false);
            x += advance * style.size;
        }
    }

    /// What every page says: whose document it is, which, and which page of how many.
    fn running(&mut self, surface: &mut Surface<'_>, sheet: &Sheet, page: usize, pages: usize) {
        let words = |text: &str, width: f32| broken(self.faces, text, FOOT, width).into_iter().next();
        let mut lines = Vec::new();
        if page > 1 {
            let above = [&sheet.house, &sheet.title].map(String::as_str).join(" · ");
            lines.extend(words(&above, COLUMN).map(|line| (ArtifactType::Header, SIDE, 44.0, line)));
        }
        let numbered = words(&format!("Page {page} of {pages}"), COLUMN);
        let taken = numbered.as_ref().map_or(0.0, |line| line.width);
        lines.extend(words(&sheet.reference, COLUMN - taken - 20.0).map(|line| (ArtifactType::Footer, SIDE, HEIGHT - 34.0, line)));
        lines.extend(numbered.map(|line| (ArtifactType::Footer, SIDE + COLUMN - taken, HEIGHT - 34.0, line)));
        let rules = (page > 1).then_some(52.0).into_iter().chain([HEIGHT - 48.0]);
        for y in rules {
            self.aside(surface, ArtifactType::Other, &Shape::Area { x: SIDE, y, width: COLUMN, height: 0.6, color: RULE });
        }
        for (kind, x, y, line) in lines {
            self.aside(surface, kind, &Shape::Text { x, y, style: FOOT, line: Arc::new(line) });
        }
    }
}

fn fill(color: [u8; 3]) -> Fill {
    let [red, green, blue] = color;
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn area(surface: &mut Surface<'_>, [x, y, width, height]: [f32; 4], color: [u8; 3]) {
    let Some(rectangle) = Rect::from_xywh(x, y, width, height) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rectangle);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(color)));
        surface.draw_path(&path);
    }
}

fn metadata(face: &Face, sheet: &Sheet) -> Metadata {
    let Created { year, month, day, hour, minute, second } = sheet.created;
    let at = DateTime::new(year).month(month).day(day).hour(hour).minute(minute).second(second).utc_offset_hour(0).utc_offset_minute(0);
    Metadata::new()
        .title(legible(face, &sheet.title))
        .authors(vec![legible(face, &sheet.house)])
        .language("en".to_owned())
        .creator("Muster".to_owned())
        .document_id(sheet.id.clone())
        .creation_date(at)
}

/// The headings, as a reader shows them beside the pages.
fn contents(face: &Face, stops: Vec<Stop>) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for Stop { level, title, page, y } in stops {
        let node = OutlineNode::new(legible(face, &title), XyzDestination::new(page, Point::from_xy(SIDE, y)));
        match (&mut open, level) {
            (Some(section), 3) => section.push_child(node),
            _ => {
                if let Some(section) = open.replace(node) {
                    outline.push_child(section);
                }
            }
        }
    }
    if let Some(section) = open {
        outline.push_child(section);
    }
    outline
}
