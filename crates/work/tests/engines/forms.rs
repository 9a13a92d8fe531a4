//! Forms: asked in the edition of their day, needed before a visit is done, sealed, and never written over.

use crate::world::{World, member, on_both_engines, seed};
use diesel::prelude::*;
use kernel::{Error, MemberId, Reach, Result, Zone};
use roster::assignments::{self, NewAssignment, Seat};
use roster::requirements;
use serde_json::{Value, json};
use store::{Action, Event, Subject, WriteTx};
use work::forms::{self, FormId, NewForm, TemplateId, TemplateRow};
use work::job_types::{self, JobTypeId};
use work::jobs;
use work::schema::{form, form_edition};
use work::visits::{self, NewReport, NewVisit, VisitId};

on_both_engines!(
    a_visit_is_not_done_before_its_forms,
    a_completed_form_stays_and_is_corrected_by_another,
    another_edition_is_asked_of_later_visits
);

const TESTED: Action = Action::new("test.tested", "A test wrote a row");
const NEEDLE: &str = "Seal worn beyond measure";

fn done<T: serde::Serialize>(tx: WriteTx<'_>, answer: T) -> Result<store::Committed<T>> {
    tx.commit(Event::new(&TESTED, Subject::unnamed("test")), answer)
}

fn template(tx: &mut WriteTx<'_>) -> Result<TemplateId> {
    let (id, now) = (TemplateId::new(tx.now(), tx.rng()), tx.now());
    let row = TemplateRow { id, version: 1, name: "Inspection".into(), edition: 1, retired: false, created_at: now, updated_at: now };
    let fields = json!([{"key": "seen", "label": "What was seen", "kind": "text", "required": true}]);
    forms::template::insert(tx, &row, &serde_json::from_value::<Vec<_>>(fields).unwrap())?;
    Ok(id)
}

/// A job whose type asks for a form, with a visit that was sent, and who goes.
async fn asked(world: &World) -> (TemplateId, VisitId, MemberId) {
    seed(world, 1).await;
    let make = |tx: &mut WriteTx<'_>| -> Result<(TemplateId, VisitId, MemberId)> {
        let (form, ana) = (template(tx)?, member(tx, "Ana")?);
        let kind = json!({"id": JobTypeId::new(tx.now(), tx.rng()), "version": 1, "name": "Pump repair", "minutes": 90, "competencies": [],
            "targets": {}, "form_ids": [form], "retired": false});
        job_types::rows::put(tx, &serde_json::from_value(kind).unwrap())?;
        Ok((form, visit(tx, ana, 1)?, ana))
    };
    world.write(move |mut tx| make(&mut tx).and_then(|made| done(tx, made))).await.unwrap()
}

fn visit(tx: &mut WriteTx<'_>, going: MemberId, hours: i64) -> Result<VisitId> {
    let new = json!({"type": "Pump repair", "title": "Mend it", "priority": "p2"});
    let mut job = jobs::create_in(tx, serde_json::from_value(new).unwrap())?.0;
    let new: NewVisit = serde_json::from_value(json!({"start": tx.now().plus_millis(hours * 3_600_000)})).unwrap();
    let (id, _) = visits::plan_in(tx, &mut job, new, &Zone::parse("Europe/London").unwrap())?;
    let wanted = requirements::of_owner(tx, id.as_str())?.remove(0);
    assignments::place(tx, NewAssignment::at(&wanted, going, Seat::Full), None)?;
    visits::hear(tx, id, told("sent"))?;
    Ok(id)
}

fn told(kind: &str) -> NewReport {
    serde_json::from_value(json!({"kind": kind})).unwrap()
}

async fn tell(world: &World, member: MemberId, visit: VisitId, kind: &'static str) -> Result<()> {
    world.write_as(member, Reach::Own, move |mut tx| visits::hear(&mut tx, visit, told(kind)).and_then(|event| tx.commit(event, ()))).await
}

async fn complete(world: &World, member: MemberId, visit: VisitId, body: Value) -> Result<FormId> {
    let new: NewForm = serde_json::from_value(body).unwrap();
    world
        .write_as(member, Reach::Own, move |mut tx| {
            let (id, event) = forms::complete_in(&mut tx, visit, &new)?;
            tx.commit(event, id)
        })
        .await
}

async fn a_visit_is_not_done_before_its_forms(world: World) {
    let (form, visit, ana) = asked(&world).await;
    tell(&world, ana, visit, "on_site").await.unwrap();
    let refused = tell(&world, ana, visit, "done").await.unwrap_err();
    assert_eq!(refused.code(), "forms-missing");
    assert!(format!("{refused:?}").contains("Inspection"), "{refused:?}");
    let incomplete = complete(&world, ana, visit, json!({"template_id": form, "values": {}})).await.unwrap_err();
    assert_eq!(incomplete.code(), "invalid");
    let ghost = complete(&world, ana, visit, json!({"template_id": form, "values": {"seen": NEEDLE, "shot": ["vpc_1"]}})).await;
    assert_eq!(ghost.unwrap_err().code(), "invalid");
    complete(&world, ana, visit, json!({"template_id": form, "values": {"seen": NEEDLE}})).await.unwrap();
    tell(&world, ana, visit, "done").await.unwrap();
}

async fn a_completed_form_stays_and_is_corrected_by_another(world: World) {
    let (template, visit, ana) = asked(&world).await;
    let answer = |seen: &str| json!({"template_id": template, "values": {"seen": seen}});
    let first = complete(&world, ana, visit, answer(NEEDLE)).await.unwrap();
    assert_eq!(complete(&world, ana, visit, answer("Again")).await.unwrap_err().code(), "form-completed");
    // Sealed for its own row.
    let row = world.read(move |tx| forms::rows::get(tx, first)).await;
    assert!(!row.values_sealed.windows(NEEDLE.len()).any(|bytes| bytes == NEEDLE.as_bytes()));
    let kept = row.clone();
    assert_eq!(world.read(move |tx| forms::rows::opened(tx, &kept)).await["seen"], NEEDLE);
    let mut moved = row;
    moved.id = world.read(|tx| Ok(FormId::new(tx.now(), tx.rng()))).await;
    let elsewhere = world.read(move |tx| Ok(forms::rows::opened(tx, &moved).is_err())).await;
    assert!(elsewhere);
    // The database holds it, whatever the code believes.
    let over = world.write(move |mut tx| {
        diesel::update(form::table.find(first)).set(form::edition.eq(1)).execute(tx.db())?;
        done(tx, ())
    });
    assert!(over.await.is_err());
    let edited = world.write(move |mut tx| {
        diesel::update(form_edition::table.find((template, 1_i64))).set(form_edition::fields.eq("[]")).execute(tx.db())?;
        done(tx, ())
    });
    assert!(edited.await.is_err());
    tell(&world, ana, visit, "on_site").await.unwrap();
    tell(&world, ana, visit, "done").await.unwrap();
    let mut corrected = answer("Seal fine, gasket worn");
    corrected["corrects"] = json!(first);
    let second = complete(&world, ana, visit, corrected.clone()).await.unwrap();
    assert_eq!(complete(&world, ana, visit, corrected).await.unwrap_err().code(), "form-corrected");
    let counts = world.read(move |tx| Ok((forms::asked_of(tx, visit)?[0].form_id, forms::rows::of_visit(tx, visit)?.len()))).await;
    assert_eq!(counts, (Some(second), 2));
}

async fn another_edition_is_asked_of_later_visits(world: World) {
    let (template, early, ana) = asked(&world).await;
    let change = world.write(move |mut tx| {
        let mut row = forms::template::find(&mut tx, template)?;
        let fields = json!([{"key": "pressure", "label": "Pressure", "kind": "number", "required": true}]);
        forms::template::save(&mut tx, &mut row, Some(&serde_json::from_value::<Vec<_>>(fields).unwrap()))?;
        let late = visit(&mut tx, ana, 10)?;
        done(tx, late)
    });
    let late = change.await.unwrap();
    complete(&world, ana, early, json!({"template_id": template, "values": {"seen": "Fine"}})).await.unwrap();
    let old = complete(&world, ana, late, json!({"template_id": template, "values": {"seen": "Fine"}})).await.unwrap_err();
    assert_eq!(old.code(), "invalid");
    complete(&world, ana, late, json!({"template_id": template, "values": {"pressure": 2.5}})).await.unwrap();
    let elsewhere = complete(
        &world,
        world.read(|tx| Ok(MemberId::new(tx.now(), tx.rng()))).await,
        late,
        json!({"template_id": template, "values": {}}),
    );
    assert_eq!(elsewhere.await.unwrap_err(), Error::not_found("visit"));
}
