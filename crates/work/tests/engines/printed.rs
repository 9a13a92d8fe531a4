//! A completed form on paper: every answer is there, the record and the digest are those of the log, and nobody prints what they may not
//! read. The reader is a foreign one.

use crate::world::{World, member, on_both_engines, seed};
use diesel::prelude::*;
use kernel::{Error, MemberId, Reach, Result, UnitId, Zone};
use lopdf::Document;
use roster::assignments::{self, NewAssignment, Seat};
use roster::requirements;
use serde_json::{Value, json};
use store::{Action, Event, Subject, WriteTx};
use work::forms::pdf::{MOST_BYTES, Told, told};
use work::forms::{self, FormId, PictureId, TemplateId, TemplateRow, paper};
use work::job_types::{self, JobTypeId};
use work::jobs;
use work::schema::visit_picture;
use work::visits::{self, NewVisit, VisitId};

on_both_engines!(
    every_answer_is_on_paper,
    the_record_and_the_digest_are_those_of_the_log,
    nobody_prints_what_they_may_not_read,
    pictures_past_what_a_document_may_hold_have_words_in_their_place
);

const TESTED: Action = Action::new("test.tested", "A test wrote a row");

fn fields() -> Value {
    json!([
        {"key": "seen", "label": "What was seen", "kind": "text", "required": true},
        {"key": "pressure", "label": "Pressure at the outlet", "kind": "number", "unit": "bar", "min": 0, "max": 10},
        {"key": "seal", "label": "Seal", "kind": "choice", "choices": ["Fine", "Worn"]},
        {"key": "served", "label": "Last service", "kind": "date"},
        {"key": "left", "label": "Left open", "kind": "text"},
        {"key": "valves", "label": "Valves", "kind": "table", "columns": [
            {"key": "name", "label": "Valve", "kind": "text"},
            {"key": "bar", "label": "Pressure", "kind": "number", "unit": "bar"},
        ]},
        {"key": "shots", "label": "Photographs", "kind": "photo"},
        {"key": "signed", "label": "Signed", "kind": "signature"},
    ])
}

fn answers(pictures: &[PictureId]) -> Value {
    let rows: Vec<Value> = (1..=90).map(|row| json!({"name": format!("Valve {row}"), "bar": f64::from(row) / 2.0})).collect();
    let mut answers = json!({
        "seen": "Dichtung verschlissen; ущерб; φθορά\nnaïve \u{202e}evil\u{202c} 漢",
        "pressure": 2.5, "seal": "Worn", "served": "2026-03-01", "valves": rows,
    });
    if let [signature, shots @ ..] = pictures {
        answers["signed"] = json!({"picture": signature, "name": "Zoë Müller"});
        answers["shots"] = json!(shots);
    }
    answers
}

fn jpeg(shade: u8, side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_fn(side, 40, |x, y| image::Rgb([shade, u8::try_from(x % 256).unwrap(), u8::try_from(y).unwrap()]));
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).unwrap();
    bytes
}

fn pictured(tx: &mut WriteTx<'_>, visit: VisitId, picture: &[u8]) -> Result<PictureId> {
    let (id, now) = (PictureId::new(tx.now(), tx.rng()), tx.now());
    let sealed = tx.seal("visit_picture", "picture", id.as_str(), picture)?;
    diesel::insert_into(visit_picture::table)
        .values((
            (visit_picture::id.eq(id), visit_picture::visit_id.eq(visit), visit_picture::picture_sealed.eq(sealed)),
            (visit_picture::member_id.eq(None::<MemberId>), visit_picture::at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// A form of every kind of field, completed by Ana on a visit to a site, with these pictures, of which the first is the signature.
async fn completed(world: &World, pictures: Vec<Vec<u8>>) -> (FormId, MemberId) {
    let seeded = seed(world, 1).await;
    let make = move |tx: &mut WriteTx<'_>| -> Result<(TemplateId, VisitId, MemberId, Vec<PictureId>)> {
        let (template, now, ana) = (TemplateId::new(tx.now(), tx.rng()), tx.now(), member(tx, "Ana Okafor")?);
        let row = TemplateRow {
            id: template,
            version: 1,
            name: "Pump inspection".into(),
            edition: 1,
            retired: false,
            created_at: now,
            updated_at: now,
        };
        forms::template::insert(tx, &row, &serde_json::from_value::<Vec<_>>(fields()).unwrap())?;
        let kind = json!({"id": JobTypeId::new(tx.now(), tx.rng()), "version": 1, "name": "Pump repair", "minutes": 90, "competencies": [],
            "targets": {}, "form_ids": [template], "retired": false});
        job_types::rows::put(tx, &serde_json::from_value(kind).unwrap())?;
        let new = json!({"type": "Pump repair", "title": "Mend the pump", "priority": "p2", "site_id": seeded.site});
        let mut job = jobs::create_in(tx, serde_json::from_value(new).unwrap())?.0;
        let new: NewVisit = serde_json::from_value(json!({"start": tx.now().plus_millis(3_600_000)})).unwrap();
        let (visit, _) = visits::plan_in(tx, &mut job, new, &Zone::parse("Europe/London").unwrap())?;
        let wanted = requirements::of_owner(tx, visit.as_str())?.remove(0);
        assignments::place(tx, NewAssignment::at(&wanted, ana, Seat::Full), None)?;
        let pictures = pictures.iter().map(|picture| pictured(tx, visit, picture)).collect::<Result<_>>()?;
        Ok((template, visit, ana, pictures))
    };
    let seeding = move |mut tx: WriteTx<'_>| {
        let made = make(&mut tx)?;
        tx.commit(Event::new(&TESTED, Subject::unnamed("test")), made)
    };
    let (template, visit, ana, pictures) = world.write(seeding).await.unwrap();
    let new = serde_json::from_value(json!({"template_id": template, "values": answers(&pictures)})).unwrap();
    let complete = move |mut tx: WriteTx<'_>| {
        let (id, event) = forms::complete_in(&mut tx, visit, &new)?;
        tx.commit(event, id)
    };
    (world.write_as(ana, Reach::Own, complete).await.unwrap(), ana)
}

fn words(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap().chars().filter(|one| !one.is_whitespace()).collect()
}

fn printed(told: Told) -> Vec<u8> {
    press::print(&paper::sheet("Harbour", told)).unwrap().bytes
}

async fn every_answer_is_on_paper(world: World) {
    let (form, _) = completed(&world, vec![jpeg(1, 300), jpeg(2, 1_600), jpeg(3, 40)]).await;
    let bytes = printed(world.read(move |tx| told(tx, form, MOST_BYTES)).await);
    let found = words(&bytes);
    let says = [
        "Harbour",
        "Pump inspection",
        "Mend the pump",
        "1 Quay",
        "Ana Okafor",
        "Dichtung verschlissen; ущерб; φθορά",
        "naïve \u{fffd}evil\u{fffd}\u{fffd}",
        "2.5 bar",
        "from 0 to 10 bar",
        "Worn",
        "2026-03-01",
        "Not answered",
        "Pressure (bar)",
        "Photograph 2 of 2",
        "Signed by Zoë Müller",
        "Europe/London, UTC",
        form.as_str(),
    ];
    for wanted in says {
        let wanted: String = wanted.chars().filter(|one| !one.is_whitespace()).collect();
        assert!(found.contains(&wanted), "{wanted} in {found}");
    }
    for row in 1..=90 {
        assert!(found.contains(&format!("Valve{row}{}", f64::from(row) / 2.0)), "row {row}");
    }
    let document = Document::load_mem(&bytes).unwrap();
    let kept = document.objects.values().filter_map(|object| object.as_stream().ok());
    let images = kept.filter(|stream| stream.dict.get(b"Subtype").and_then(|kind| kind.as_name()).is_ok_and(|kind| kind == b"Image"));
    assert_eq!(images.count(), 3);
    assert!(document.get_pages().len() > 2);
}

async fn the_record_and_the_digest_are_those_of_the_log(world: World) {
    let (form, _) = completed(&world, vec![]).await;
    let told = world.read(move |tx| told(tx, form, MOST_BYTES)).await;
    let (number, leaf) = told.record.clone().unwrap();
    let record = world.read(move |tx| store::events::find(tx, number)).await.unwrap();
    assert_eq!((record.action.as_str(), record.leaf.to_string()), ("form.completed", leaf.clone()));
    let detail = record.detail.unwrap().detail;
    let after = |field: &str| detail.changes.iter().find(|change| change.field == field).unwrap().after.clone();
    assert_eq!((after("form_id"), after("digest")), (json!(form), json!(told.digest)));
    // Whoever holds the answers finds the digest by themself.
    let view = &told.form;
    let whole = json!({"edition": view.edition, "id": view.id, "template_id": view.template_id, "values": view.values});
    assert_eq!(vault::digest(whole.to_string().as_bytes()), told.digest);
    let mut other = view.values.clone();
    other["seal"] = json!("Fine");
    let row = world.read(move |tx| forms::rows::get(tx, form)).await;
    assert_ne!(forms::rows::digest(&row, &other).unwrap(), told.digest);
    let digest = told.digest.clone();
    let found = words(&printed(told));
    assert!(found.contains(&digest) && found.contains(&leaf) && found.contains(&format!("Recordofthelog{number}")), "{found}");
}

async fn nobody_prints_what_they_may_not_read(world: World) {
    let (form, ana) = completed(&world, vec![]).await;
    let own = world.read_own(ana, move |tx| told(tx, form, MOST_BYTES)).await.unwrap();
    // The site is no row of hers: its address is not on what she prints.
    assert_eq!(own.site, None);
    let stranger = world.read(|tx| Ok(MemberId::new(tx.now(), tx.rng()))).await;
    let elsewhere = world.read(|tx| Ok(UnitId::new(tx.now(), tx.rng()))).await;
    for reach in [Reach::Own, Reach::Units(vec![elsewhere].into())] {
        let refused = world.read_as(stranger, reach, move |tx| told(tx, form, MOST_BYTES)).await;
        assert_eq!(refused.err().unwrap(), Error::not_found("form"));
    }
}

async fn pictures_past_what_a_document_may_hold_have_words_in_their_place(world: World) {
    let large = |shade| [jpeg(shade, 200), vec![0; 13 * 1024]].concat();
    let (form, _) = completed(&world, vec![jpeg(1, 100), large(2), large(3), large(4)]).await;
    let told = world.read(move |tx| told(tx, form, 32 * 1024)).await;
    assert_eq!(told.pictures.len(), 3);
    let sheet = paper::sheet("Harbour", told);
    let entries = sheet.entries.iter().filter_map(|entry| if let press::Body::Pictures(each) = &entry.body { Some(each) } else { None });
    let left_out: Vec<bool> = entries.flatten().map(|picture| picture.jpeg.is_none()).collect();
    assert_eq!(left_out, [false, false, true]);
}

/// What differs between two organisations of the same form: ids, and what is worked out from them.
fn with_the_ids_of(mut told: Told, other: &Told) -> Told {
    told.form.id = other.form.id;
    told.digest.clone_from(&other.digest);
    told.record.clone_from(&other.record);
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_form_makes_the_same_bytes_on_both_engines() {
    let mut both = Vec::new();
    for world in [World::embedded().await, World::postgres().await] {
        let (form, _) = completed(&world, vec![]).await;
        both.push(world.read(move |tx| told(tx, form, MOST_BYTES)).await);
        world.clock.advance_seconds(86_400);
        let (once, again) =
            (world.read(move |tx| told(tx, form, MOST_BYTES)).await, world.read(move |tx| told(tx, form, MOST_BYTES)).await);
        assert_eq!(vault::digest(&printed(once)), vault::digest(&printed(again)));
    }
    let (other, one) = (both.pop().unwrap(), both.pop().unwrap());
    let changed = with_the_ids_of(other, &one);
    let same = printed(changed);
    assert_eq!(vault::digest(&same), vault::digest(&printed(one)));
}
