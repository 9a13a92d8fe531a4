//! Pictures: made anew from what was sent, and hostile files come to nothing.

use crate::world::{Client, Reply, World, on_both_engines};
use access::Role;
use http::Method;
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use std::io::Cursor;

on_both_engines!(kept_small_and_bare, hostile_pictures, whose_picture);

async fn put(client: &Client, path: &str, kind: &str, bytes: Vec<u8>) -> Reply {
    client.send_bytes(Method::PUT, path, None, Some(kind), bytes).await
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 90]));
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(picture).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A JPEG with a comment and an EXIF block that says where it was taken, and that it lies on its side.
fn talkative() -> Vec<u8> {
    let plain = picture(900, 300, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 51.5007N 0.1246W needle-place");
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    };
    let mut bytes = plain[..2].to_vec();
    bytes.extend(segment(0xe1, &exif));
    bytes.extend(segment(0xfe, b"needle-comment <?php phpinfo(); ?>"));
    bytes.extend(&plain[2..]);
    bytes.extend(b"PK\x03\x04 needle-behind");
    bytes
}

async fn kept_small_and_bare(world: World) {
    let owner = world.owner().await;
    let id = owner.id_of("member@example.org").await;
    let path = format!("/members/{id}/photo");
    let before = world.log_size().await;
    assert_eq!(put(&owner, &path, "image/jpeg", talkative()).await.status.as_u16(), 204);
    assert_eq!(world.log_size().await, before + 1);
    let kept = owner.get(&path).await;
    assert_eq!(kept.headers.get("content-type").unwrap(), "image/jpeg");
    for needle in ["needle", "Exif", "php", "PK\u{3}"] {
        assert!(!kept.text().contains(needle), "{needle} came through");
    }
    let seen = image::load_from_memory_with_format(&kept.bytes, ImageFormat::Jpeg).unwrap();
    assert_eq!((seen.width(), seen.height()), (171, 512), "upright, and at most 512 a side");
    assert_eq!(owner.get(&format!("/members/{id}")).await.done()["has_photo"], true);
    let mut clear = Vec::new();
    DynamicImage::ImageRgba8(RgbaImage::new(40, 30)).write_to(&mut Cursor::new(&mut clear), ImageFormat::Png).unwrap();
    assert_eq!(put(&owner, &path, "image/png", clear).await.status.as_u16(), 204);
    let white = image::load_from_memory(&owner.get(&path).await.bytes).unwrap().to_rgb8();
    assert!(white.pixels().all(|pixel| pixel.0.iter().all(|part| *part > 250)), "nothing to see is white");
    assert_eq!(put(&owner, &path, "image/webp", picture(64, 64, ImageFormat::WebP)).await.status.as_u16(), 204);
    assert_eq!(owner.send(Method::DELETE, &path, None, None).await.status.as_u16(), 204);
    owner.get(&path).await.is(404, "not-found");
    owner.send(Method::DELETE, &path, None, None).await.is(404, "not-found");
}

async fn hostile_pictures(world: World) {
    let owner = world.owner().await;
    let id = owner.id_of("member@example.org").await;
    let path = format!("/members/{id}/photo");
    let before = world.log_size().await;
    let flood = include_bytes!("../data/pixel-flood.jpg").to_vec();
    let reply = put(&owner, &path, "image/jpeg", flood).await;
    reply.refuses("body", "too-many-pixels");
    // A PNG that says of itself that it is 60 000 by 60 000, in 60 bytes.
    let mut giant = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06\0\0\0".to_vec();
    giant.extend([0_u8; 32]);
    assert_eq!(put(&owner, &path, "image/png", giant).await.status.as_u16(), 422);
    let mut cut = picture(300, 300, ImageFormat::Jpeg);
    cut.truncate(200);
    for (kind, bytes) in [
        ("image/jpeg", Vec::new()),
        ("image/jpeg", b"GIF89a<?php phpinfo(); ?>".to_vec()),
        ("image/jpeg", picture(10, 10, ImageFormat::Png)),
        ("image/png", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec()),
        ("image/webp", b"RIFF\xff\xff\xff\xffWEBPVP8 ".to_vec()),
        ("image/jpeg", b"X5O!P%@AP[4\\PZX54(P^)7CC)7}".to_vec()),
        ("image/jpeg", cut),
    ] {
        put(&owner, &path, kind, bytes).await.refuses("body", "not-a-picture");
    }
    for kind in ["image/gif", "image/svg+xml", "text/html", "application/json"] {
        put(&owner, &path, kind, picture(10, 10, ImageFormat::Png)).await.is(415, "unsupported-media-type");
    }
    let mut heavy = picture(10, 10, ImageFormat::Png);
    heavy.resize(10 * 1024 * 1024 + 1, 0);
    put(&owner, &path, "image/png", heavy).await.is(413, "too-large");
    assert_eq!(world.log_size().await, before, "nothing was kept");
    owner.get(&path).await.is(404, "not-found");
}

async fn whose_picture(world: World) {
    let owner = world.owner().await;
    let member = world.as_role(Role::Member).await;
    let (me, other) = (owner.id_of("member@example.org").await, owner.id_of("auditor@example.org").await);
    let small = || picture(20, 20, ImageFormat::Png);
    put(&member, &format!("/members/{other}/photo"), "image/png", small()).await.is(403, "forbidden");
    assert_eq!(put(&member, "/me/photo", "image/png", small()).await.status.as_u16(), 204);
    assert_eq!(member.get("/me/photo").await.status.as_u16(), 200);
    assert_eq!(owner.get(&format!("/members/{me}/photo")).await.status.as_u16(), 200);
    let elsewhere = world.signed_in("south-hill", "owner@example.org").await;
    elsewhere.get(&format!("/members/{me}/photo")).await.is(404, "not-found");
    put(&elsewhere, &format!("/members/{me}/photo"), "image/png", small()).await.is(404, "not-found");
    assert_eq!(member.send(Method::DELETE, "/me/photo", None, None).await.status.as_u16(), 204);
    member.get("/me/photo").await.is(404, "not-found");
}
