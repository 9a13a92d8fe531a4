//! What is kept of a picture: pixels on white, no larger than said.

use super::*;

const KEPT: Kept = Kept { webp: false, side: 1_600, quality: 80 };

fn png(width: u32, height: u32, pixel: [u8; 4]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbaImage::from_pixel(width, height, image::Rgba(pixel));
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

#[test]
fn a_signature_drawn_on_nothing_stands_on_white() {
    let kept = KEPT.made(&png(20, 10, [0, 0, 0, 0]), ImageFormat::Png).unwrap();
    let seen = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap().to_rgb8();
    assert!(seen.get_pixel(5, 5).0.iter().all(|part| *part > 250));
}

#[test]
fn what_is_large_is_made_small_and_what_is_no_picture_is_refused() {
    let kept = KEPT.made(&png(3_200, 100, [9, 9, 9, 255]), ImageFormat::Png).unwrap();
    let seen = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap();
    assert_eq!((seen.width(), seen.height()), (1_600, 50));
    assert!(KEPT.made(b"<svg onload='x'/>", ImageFormat::Png).is_err());
    assert!(KEPT.made(&png(2, 2, [0; 4]), ImageFormat::Jpeg).is_err());
}

#[test]
fn webp_is_taken_where_it_is_said() {
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, http::HeaderValue::from_static("image/webp"))]);
    assert!(KEPT.format(&headers).is_err());
    assert_eq!(Kept { webp: true, ..KEPT }.format(&headers).unwrap(), ImageFormat::WebP);
}
