//! Pictures: two beside each other, each within a box, however large it is.

use crate::face::Faces;
use crate::outline::Kind;
use crate::pages::{BODY, COLUMN, Pages, SIDE, SMALL, Shape, TINT};
use crate::row::{Cell, place};
use crate::sheet::Picture;
use krilla::image::Image;

const GAP: f32 = 16.0;
const HALF: f32 = (COLUMN - GAP) / 2.0;
/// Tallest photograph, and tallest signature.
const TALL: f32 = 200.0;
const SIGNED: f32 = 84.0;

pub(crate) fn place_pictures(pages: &mut Pages, faces: &Faces, pictures: &[Picture]) {
    for pair in pictures.chunks(2) {
        let boxes: Vec<(f32, &Picture)> = pair.iter().zip([SIDE, SIDE + HALF + GAP]).map(|(picture, x)| (x, picture)).collect();
        beside(pages, faces, &boxes, TALL);
    }
}

pub(crate) fn place_signature(pages: &mut Pages, faces: &Faces, picture: &Picture) {
    beside(pages, faces, &[(SIDE, picture)], SIGNED);
    pages.y += 2.0;
}

/// Pictures beside each other with their captions.
fn beside(pages: &mut Pages, faces: &Faces, boxes: &[(f32, &Picture)], tall: f32) {
    let sizes: Vec<Option<(f32, f32)>> = boxes.iter().map(|(_, picture)| size(picture, tall)).collect();
    let height = sizes.iter().map(|size| size.map_or(BODY.leading * 3.0, |(_, height)| height)).fold(0.0, f32::max);
    pages.need(height + 4.0 + SMALL.leading * 2.0);
    let top = pages.y;
    let mut captions = Vec::new();
    for ((x, picture), size) in boxes.iter().zip(sizes) {
        let figure = pages.part(Kind::Figure(picture.alt.clone()), None);
        match (size, &picture.jpeg) {
            (Some((width, height)), Some(jpeg)) => {
                let jpeg = std::sync::Arc::clone(jpeg);
                pages.draw(Some(figure), Shape::Picture { x: *x, y: top, width, height, jpeg });
            }
            _ => {
                pages.draw(None, Shape::Area { x: *x, y: top, width: HALF, height, color: TINT });
                let mut words = [Cell::new(faces, figure, (*x + 8.0, HALF - 16.0), SMALL, &picture.instead)];
                place(pages, &mut words, 8.0, &|_| {});
            }
        }
        let caption = pages.part(Kind::Caption, Some(figure));
        captions.push(Cell::new(faces, caption, (*x, HALF), SMALL, &picture.caption));
        pages.y = top;
    }
    pages.y = top + height + 3.0;
    place(pages, &mut captions, 0.0, &|_| {});
    pages.y += 8.0;
}

/// How large a picture is drawn: within half the page's width, no larger than at 96 dots an inch.
fn size(picture: &Picture, tall: f32) -> Option<(f32, f32)> {
    let jpeg = std::sync::Arc::clone(picture.jpeg.as_ref()?);
    let (width, height) = Image::from_jpeg(jpeg.into(), false).ok()?.size();
    let side = |pixels: u32| u16::try_from(pixels).ok().filter(|pixels| *pixels > 0).map(f32::from);
    let (width, height) = (side(width)?, side(height)?);
    let scale = (HALF / width).min(tall / height).min(0.75);
    Some(((width * scale).max(1.0), (height * scale).max(1.0)))
}
