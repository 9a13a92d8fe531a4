//! A photograph or a signature as it is kept: looked at before it is unpacked, turned upright, made small enough, encoded anew, so that
//! nothing but pixels is kept: no place, no time, no name of a device.

use axum::body::Body;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use kernel::{Error, Result};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// Most bytes that are read.
const MOST_BYTES: u64 = 10 * 1024 * 1024;
/// Most pixels that are unpacked.
const MOST_PIXELS: u64 = 50_000_000;
/// Longest side of what is kept: a nameplate can still be read.
const SIDE: u32 = 1_600;
/// Quality of what is kept, of 100.
const QUALITY: u8 = 80;

/// Fifty million pixels are two hundred megabytes: never two at once.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// Reads a request's body and makes the picture that is kept: JPEG.
pub(super) async fn received(headers: &HeaderMap, body: Body) -> Result<Vec<u8>> {
    let format = format(headers)?;
    let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
    let bytes = axum::body::to_bytes(body, most).await.map_err(|_| Error::TooLarge { limit: MOST_BYTES })?;
    let turn = ONE_AT_A_TIME.acquire().await.map_err(Error::internal)?;
    let made = tokio::task::spawn_blocking(move || made(&bytes, format)).await;
    drop(turn);
    made.map_err(|_| Error::field("body", "not-a-picture", "this picture cannot be read"))?
}

fn format(headers: &HeaderMap) -> Result<ImageFormat> {
    let sent = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "image/jpeg" => Ok(ImageFormat::Jpeg),
        "image/png" => Ok(ImageFormat::Png),
        _ => Err(Error::UnsupportedMediaType { wanted: "image/jpeg or image/png" }),
    }
}

fn made(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>> {
    let unreadable = |_| Error::field("body", "not-a-picture", "this is no picture of the kind it is said to be, or it is damaged");
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(unreadable)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Error::field("body", "too-many-pixels", "a picture may have at most 50 million pixels"));
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(width), Some(height), Some(MOST_PIXELS * 8));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    let mut small = if width.max(height) > SIDE { picture.thumbnail(SIDE, SIDE) } else { picture };
    small.apply_orientation(orientation);
    // A signature is drawn on nothing: paper is white.
    let mut paper = image::RgbaImage::from_pixel(small.width(), small.height(), image::Rgba([255; 4]));
    image::imageops::overlay(&mut paper, &small.to_rgba8(), 0, 0);
    let mut kept = Vec::new();
    JpegEncoder::new_with_quality(&mut kept, QUALITY).encode_image(&DynamicImage::ImageRgba8(paper).to_rgb8()).map_err(Error::internal)?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, pixel: [u8; 4]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = image::RgbaImage::from_pixel(width, height, image::Rgba(pixel));
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    #[test]
    fn a_signature_drawn_on_nothing_stands_on_white() {
        let kept = made(&png(20, 10, [0, 0, 0, 0]), ImageFormat::Png).unwrap();
        let seen = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap().to_rgb8();
        assert!(seen.get_pixel(5, 5).0.iter().all(|part| *part > 250));
    }

    #[test]
    fn what_is_large_is_made_small_and_what_is_no_picture_is_refused() {
        let kept = made(&png(3_200, 100, [9, 9, 9, 255]), ImageFormat::Png).unwrap();
        let seen = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap();
        assert_eq!((seen.width(), seen.height()), (1_600, 50));
        assert!(made(b"<svg onload='x'/>", ImageFormat::Png).is_err());
        assert!(made(&png(2, 2, [0; 4]), ImageFormat::Jpeg).is_err());
    }
}
