//! Sheets of every kind, read back: words, pages, pictures.

use image::{ImageFormat, Rgb, RgbImage};
use lopdf::Document;
use press::{Body, Column, Created, Entry, Picture, Printed, Sheet};
use std::io::Cursor;
use std::sync::Arc;

pub(crate) fn jpeg(width: u32, height: u32) -> Arc<Vec<u8>> {
    let mut bytes = Vec::new();
    let shade = |part: u32, whole: u32| u8::try_from(part * 255 / whole).unwrap();
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb([shade(x, width), shade(y, height), 120]));
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).unwrap();
    Arc::new(bytes)
}

pub(crate) fn picture(jpeg: Option<Arc<Vec<u8>>>, caption: &str) -> Picture {
    let instead = "This picture is not printed.".to_owned();
    Picture { jpeg, alt: format!("Photograph: {caption}"), caption: caption.to_owned(), instead }
}

pub(crate) fn entry(label: &str, body: Body) -> Entry {
    Entry { label: label.to_owned(), hint: None, body }
}

pub(crate) fn sheet(entries: Vec<Entry>) -> Sheet {
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Sheet {
        title: "Pump inspection".into(),
        subtitle: "Completed form, edition 3".into(),
        house: "Harbour Mills".into(),
        reference: "frm_1 · record 118".into(),
        id: "frm_1".into(),
        created: Created { year: 2026, month: 11, day: 21, hour: 14, minute: 5, second: 33 },
        notice: Some("Corrected since.".into()),
        facts: vec![fact("Job", "J-000001 Mend it"), fact("Site", "Mill 2, pump house\n1 Quay\nHull")],
        heading: "Answers".into(),
        entries,
        closing_heading: "Proof".into(),
        closing: vec![fact("Record", "118")],
        remarks: vec!["What this paper is.".into()],
    }
}

pub(crate) fn printed(sheet: &Sheet) -> Printed {
    press::print(sheet).unwrap()
}

pub(crate) fn opened(printed: &Printed) -> Document {
    let document = Document::load_mem(&printed.bytes).unwrap();
    assert_eq!(document.get_pages().len(), printed.pages);
    document
}

/// The words of one page or of all, without white space: where lines are broken is no promise.
fn words(document: &Document, page: Option<u32>) -> String {
    let pages: Vec<u32> = page.map_or_else(|| document.get_pages().into_keys().collect(), |page| vec![page]);
    let text = document.extract_text(&pages).unwrap();
    text.chars().filter(|one| !one.is_whitespace()).collect()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace()).collect()
}

fn pictures(document: &Document) -> usize {
    let kept = document.objects.values().filter_map(|object| object.as_stream().ok());
    kept.filter(|stream| stream.dict.get(b"Subtype").and_then(|kind| kind.as_name()).is_ok_and(|kind| kind == b"Image")).count()
}

#[test]
fn every_kind_of_answer_is_found_again() {
    let columns = vec![Column { head: "Valve".into(), numbers: false }, Column { head: "Pressure (bar)".into(), numbers: true }];
    let rows: Vec<Vec<String>> = (1..=120).map(|row| vec![format!("Valve no. {row}"), format!("{row}.5")]).collect();
    let said = "Żółć, Ωμέγα, Привет, naïve café: ✓ all there";
    let sheet = sheet(vec![
        entry("What was seen", Body::Text(said.into())),
        entry("Not asked twice", Body::Missing("Not answered".into())),
        entry("Valves", Body::Table { columns, rows }),
        entry("Photographs", Body::Pictures(vec![picture(Some(jpeg(1600, 900)), "before"), picture(Some(jpeg(300, 1600)), "after")])),
        entry("Signed", Body::Signature(picture(Some(jpeg(400, 120)), "Ana Okafor"))),
    ]);
    let printed = printed(&sheet);
    let document = opened(&printed);
    let found = words(&document, None);
    for wanted in [said, "Harbour Mills", "Pump inspection", "Corrected since.", "Not answered", "before", "after", "Ana Okafor", "118"] {
        assert!(found.contains(&without_space(wanted)), "{wanted} in {found}");
    }
    for row in 1..=120 {
        assert!(found.contains(&format!("Valveno.{row}{row}.5")), "row {row} in {found}");
    }
    assert_eq!(pictures(&document), 3);
    assert!(!printed.cut);
    for page in 1..=printed.pages {
        let here = words(&document, Some(u32::try_from(page).unwrap()));
        assert!(here.contains(&format!("Page{page}of{}", printed.pages)), "{here}");
        // The head of the table stands on every page that has rows of it.
        assert_eq!(here.contains("Valveno."), here.contains("Pressure(bar)"), "page {page}: {here}");
    }
}

#[test]
fn the_same_sheet_makes_the_same_bytes() {
    let made = || printed(&sheet(vec![entry("Photo", Body::Pictures(vec![picture(Some(jpeg(80, 60)), "one")]))])).bytes;
    assert_eq!(made(), made());
    assert_ne!(made(), printed(&sheet(vec![entry("Photo", Body::Text("one".into()))])).bytes);
}

#[test]
fn long_words_and_long_texts_stay_within_the_margins_and_whole() {
    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(20);
    let text = (0..2_000).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let printed = printed(&sheet(vec![entry(&word[..200], Body::Text(word.clone())), entry("Text", Body::Text(text.clone()))]));
    let document = opened(&printed);
    let found = words(&document, None).replace("HarbourMills·Pumpinspection", "");
    assert!(found.contains(&word));
    // Feet and heads of pages stand between.
    for n in 0..2_000 {
        assert!(found.contains(&format!("word{n}")), "word{n}");
    }
    assert!(printed.pages > 2);
}

#[test]
fn what_the_typeface_lacks_is_seen_and_kept_for_whoever_copies_it() {
    let printed = printed(&sheet(vec![entry("Seen", Body::Text("left 漢字 right \u{202e}turned\u{202c} \u{e000}".into()))]));
    let document = opened(&printed);
    let found = words(&document, None);
    assert!(found.contains("left\u{fffd}\u{fffd}right\u{fffd}turned\u{fffd}\u{fffd}"), "{found}");
    let wanted: Vec<u8> = "漢字".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let pages = document.get_pages();
    let drawn: Vec<u8> = pages.values().flat_map(|page| document.get_page_content(*page)).collect();
    assert!(holds(&drawn, &wanted), "what was written is kept beside what is drawn");
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    let escaped: Vec<u8> =
        wanted.iter().flat_map(|byte| if matches!(byte, b'(' | b')' | b'\\') { vec![b'\\', *byte] } else { vec![*byte] }).collect();
    let hex = wanted.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().concat();
    let contains = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window.eq_ignore_ascii_case(wanted));
    contains(wanted) || contains(&escaped) || contains(hex.as_bytes())
}

/// Each alone is in the typeface; side by side they are shaped into a sign that is not.
#[test]
fn what_the_typeface_lacks_together_makes_a_document_all_the_same() {
    let printed = printed(&sheet(vec![entry("Seen", Body::Text("left \u{6c0}\u{fe0f} right".into()))]));
    let found = words(&opened(&printed), None);
    assert!(found.contains("left") && found.contains("right"), "{found}");
}

#[test]
fn a_sheet_without_end_ends_and_says_so() {
    let lines = "one\n".repeat(4_000);
    let printed = printed(&sheet((0..30).map(|_| entry("Lines", Body::Text(lines.clone()))).collect()));
    assert_eq!((printed.pages, printed.cut), (press::MOST_PAGES, true));
    let document = opened(&printed);
    assert!(words(&document, Some(u32::try_from(press::MOST_PAGES).unwrap())).contains("Thisdocumentendshere"));
}

#[test]
fn a_picture_that_is_none_has_words_in_its_place() {
    let broken = Arc::new(b"\xff\xd8\xff no picture".to_vec());
    let printed = printed(&sheet(vec![entry("Photo", Body::Pictures(vec![picture(Some(broken), "one"), picture(None, "two")]))]));
    let document = opened(&printed);
    assert_eq!(words(&document, None).matches("Thispictureisnotprinted.").count(), 2);
    assert_eq!(pictures(&document), 0);
}
