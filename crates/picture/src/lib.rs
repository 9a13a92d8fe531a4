//! A picture from whatever was sent: looked at before it is unpacked, turned upright, made small, encoded anew.
//!
//! Invariants: nothing is kept but pixels: no place, no time, no name of a device, nothing that hides behind the picture's end; no picture
//! is unpacked that has more pixels than are allowed, and never two at once, whoever sent them.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

use axum::body::Body;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use kernel::{Error, Result};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// Most bytes that are read.
const MOST_BYTES: u64 = 10 * 1024 * 1024;
/// Most pixels that are unpacked.
const MOST_PIXELS: u64 = 50_000_000;

/// Fifty million pixels are two hundred megabytes: never two at once.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// Which pictures are taken, and how they are kept.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// Whether WebP is taken beside JPEG and PNG.
    pub webp: bool,
    /// Longest side of what is kept, in pixels.
    pub side: u32,
    /// Quality of what is kept, of 100.
    pub quality: u8,
}

impl Kept {
    /// Reads a request's body and makes the picture that is kept: JPEG.
    pub async fn receive(self, headers: &HeaderMap, body: Body) -> Result<Vec<u8>> {
        let format = self.format(headers)?;
        let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
        let bytes = axum::body::to_bytes(body, most).await.map_err(|_| Error::TooLarge { limit: MOST_BYTES })?;
        let turn = ONE_AT_A_TIME.acquire().await.map_err(Error::internal)?;
        let made = tokio::task::spawn_blocking(move || self.made(&bytes, format)).await;
        drop(turn);
        made.map_err(|_| Error::field("body", "not-a-picture", "this picture cannot be read"))?
    }

    fn format(self, headers: &HeaderMap) -> Result<ImageFormat> {
        let sent = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "image/jpeg" => Ok(ImageFormat::Jpeg),
            "image/png" => Ok(ImageFormat::Png),
            "image/webp" if self.webp => Ok(ImageFormat::WebP),
            _ if self.webp => Err(Error::UnsupportedMediaType { wanted: "image/jpeg, image/png or image/webp" }),
            _ => Err(Error::UnsupportedMediaType { wanted: "image/jpeg or image/png" }),
        }
    }

    /// The picture as it is kept.
    fn made(self, bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>> {
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
        let mut small = if width.max(height) > self.side { picture.thumbnail(self.side, self.side) } else { picture };
        small.apply_orientation(orientation);
        let mut kept = Vec::new();
        JpegEncoder::new_with_quality(&mut kept, self.quality).encode_image(&on_white(&small)).map_err(Error::internal)?;
        Ok(kept)
    }
}

/// Where one could look through the picture there is white: a signature is drawn on nothing, and paper is white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let seen = picture.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let mixed = |part: u8| {
            let (part, alpha) = (u32::from(part), u32::from(alpha));
            u8::try_from((part * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
        };
        image::Rgb([mixed(red), mixed(green), mixed(blue)])
    })
}

#[cfg(test)]
mod tests;
