//! A right finds what it reaches, and nothing else: one's own, some units' rows, one customer's.

use crate::lists::SORTS;
use crate::world::{Seeded, World, customer, on_both_engines, seed, unit};
use kernel::{Error, MemberId, Reach};
use store::{Action, Event, Subject};
use work::customers::{self, NewCustomer};
use work::jobs::rows::JobRow;
use work::jobs::rules::Status;
use work::jobs::{self, Filter, JobQuery, JobSort, NewJob, Priority, rows};
use work::sites;

on_both_engines!(
    others_jobs_are_not_found,
    every_list_and_count_stays_within_reach,
    the_search_stays_within_reach,
    names_out_of_reach_are_not_shown,
    a_customer_reads_no_internal_words,
    a_new_row_stays_within_reach,
    a_list_of_a_unit_has_those_below,
);

const TESTED: Action = Action::new("test.tested", "A test wrote a row");

async fn others_jobs_are_not_found(world: World) {
    let ids = seed(&world, 40).await;
    let all = world.read(|tx| jobs::list(tx, &Filter::default(), JobSort::Number, None, 100)).await;
    let own = world.read_own(ids.member, |tx| jobs::list(tx, &Filter::default(), JobSort::Target, None, 100)).await.unwrap();
    assert_eq!((all.len(), own.len()), (40, 4));
    assert!(own.iter().all(|(row, ..)| row.created_by == Some(ids.member)));
    let tally = world.read_own(ids.member, |tx| jobs::count(tx, &Filter::default())).await.unwrap();
    assert_eq!(tally.total, 4);
    for (row, ..) in all {
        let found = world.read_own(ids.member, move |tx| rows::find(tx, row.id)).await;
        assert_eq!(found.is_ok(), row.created_by == Some(ids.member), "{}", row.number);
        if row.created_by.is_none() {
            assert_eq!(found.unwrap_err(), Error::not_found("job"));
        }
    }
}

/// Reaches of every kind, and whether each holds a row by the plainest words there are.
fn reaches(ids: Seeded) -> Vec<(Reach, Box<dyn Fn(&JobRow) -> bool>)> {
    let own = move |row: &JobRow| row.created_by == Some(ids.member);
    let of = move |row: &JobRow, at: usize| row.unit_id == Some(ids.units[at]);
    vec![
        (Reach::Organisation, Box::new(|_| true)),
        (Reach::Own, Box::new(own)),
        (Reach::units([ids.units[0]]), Box::new(move |row| own(row) || of(row, 0))),
        (Reach::units(ids.units), Box::new(move |row| own(row) || of(row, 0) || of(row, 1))),
        (Reach::Customer(ids.customer), Box::new(move |row| row.customer_id == Some(ids.customer) && row.status != Status::Draft)),
    ]
}

fn filters(ids: Seeded) -> Vec<Filter> {
    let none = Filter::default;
    vec![
        none(),
        Filter { statuses: vec![Status::Open, Status::Closed], ..none() },
        Filter { statuses: vec![Status::Planned], ..none() },
        Filter { kind: Some("Lift".into()), ..none() },
        Filter { priorities: vec![Priority::P2], ..none() },
        Filter { customer: Some(ids.customer), ..none() },
        Filter { site: Some(ids.site), ..none() },
        Filter { overdue: true, ..none() },
        Filter { unit: Some(ids.units[1]), ..none() },
        Filter { words: words("broken"), ..none() },
        Filter { words: words("ana"), ..none() },
    ]
}

fn words(typed: &str) -> Option<work::listing::Words> {
    JobQuery { q: Some(typed.into()), ..JobQuery::default() }.filter(&kernel::Zone::parse("UTC").unwrap()).unwrap().words
}

async fn every_list_and_count_stays_within_reach(world: World) {
    // Enough that some reaches are few rows and some are many.
    let ids = seed(&world, 900).await;
    for (at, filter) in filters(ids).into_iter().enumerate() {
        let asked = filter.clone();
        let all = world.read(move |tx| jobs::list(tx, &asked, JobSort::Number, None, 2_000)).await;
        for (reach, holds) in reaches(ids) {
            let wanted: Vec<i64> = all.iter().map(|(row, ..)| row).filter(|row| holds(row)).map(|row| row.number).collect();
            // A customer's people ask for no unit: they see none.
            let wanted = if matches!(reach, Reach::Customer(_)) && filter.unit.is_some() { Vec::new() } else { wanted };
            for sort in SORTS {
                for page in [51, 2_000] {
                    let asked = filter.clone();
                    let found = world.read_as(ids.member, reach.clone(), move |tx| jobs::list(tx, &asked, sort, None, page)).await.unwrap();
                    let mut numbers: Vec<i64> = found.iter().map(|(row, ..)| row.number).collect();
                    assert!(numbers.iter().all(|number| wanted.contains(number)), "filter {at}, {reach:?}, {sort:?}");
                    numbers.sort_unstable();
                    let most = usize::try_from(page).unwrap().min(wanted.len());
                    assert_eq!(numbers.len(), most, "filter {at}, {reach:?}, {sort:?}");
                }
            }
            let asked = filter.clone();
            let tally = world.read_as(ids.member, reach.clone(), move |tx| jobs::count(tx, &asked.of_any_status())).await.unwrap();
            if filter.statuses.is_empty() {
                assert_eq!(usize::try_from(tally.total).unwrap(), wanted.len(), "filter {at}, {reach:?}");
            }
        }
    }
}

async fn the_search_stays_within_reach(world: World) {
    let ids = seed(&world, 300).await;
    let all = world.read(|tx| jobs::list(tx, &Filter::default(), JobSort::NumberDown, None, 1_000)).await;
    for (reach, holds) in reaches(ids) {
        for typed in ["broken", "ana", "gutter"] {
            let sought = words(typed).unwrap();
            let found = world.read_as(ids.member, reach.clone(), move |tx| rows::found(tx, &sought, 5)).await.unwrap();
            let numbers: Vec<i64> = found.iter().map(|(_, number, ..)| *number).collect();
            let said = |row: &JobRow| format!("{} {}", row.title, row.kind).to_lowercase().contains(typed);
            let described = |row: &JobRow| typed == "ana" && row.number % 3 == 1;
            let wanted = all.iter().map(|(row, ..)| row).filter(|row| holds(row) && (said(row) || described(row)));
            assert_eq!(numbers, wanted.map(|row| row.number).take(5).collect::<Vec<_>>(), "{typed} {reach:?}");
        }
    }
}

/// The seeded customer and site belong to no unit: a job of a unit is reached, its customer is not.
async fn names_out_of_reach_are_not_shown(world: World) {
    let ids = seed(&world, 40).await;
    let reach = Reach::units(ids.units);
    let list = |tx: &mut store::Tx<'_>| jobs::list(tx, &Filter::default(), JobSort::Number, None, 100);
    let seen = world.read_as(ids.member, reach.clone(), list).await.unwrap();
    assert!(seen.iter().any(|(row, ..)| row.customer_id.is_some()));
    assert!(seen.iter().all(|(_, customer, site, ..)| customer.is_none() && site.is_none()));
    assert!(seen.iter().any(|(.., unit)| unit.as_deref() == Some("North")));
    let all = world.read(list).await;
    assert!(all.iter().any(|(_, customer, site, ..)| customer.is_some() && site.is_some()), "whoever may see them does");
    let found = world.read_as(ids.member, reach.clone(), move |tx| customers::rows::find(tx, ids.customer)).await;
    assert_eq!(found.unwrap_err(), Error::not_found("customer"));
    let found = world.read_as(ids.member, reach, move |tx| sites::rows::find(tx, ids.site)).await;
    assert_eq!(found.unwrap_err(), Error::not_found("site"));
}

async fn a_customer_reads_no_internal_words(world: World) {
    let ids = seed(&world, 40).await;
    let other = world
        .write(move |mut tx| {
            let new = NewCustomer { notes: kernel::Text::parse("pays late").unwrap(), ..customer("Somebody else") };
            let id = customers::create_in(&mut tx, new)?.0.id;
            let mut mine = customers::rows::find(&mut tx, ids.customer)?.0;
            mine.notes = "quarrelsome".into();
            customers::rows::save(&mut tx, &mut mine)?;
            let mut held = jobs::list(&mut tx, &Filter::default(), JobSort::Number, None, 100)?;
            for (row, ..) in held.iter_mut().filter(|(row, ..)| row.customer_id.is_some()) {
                row.hold_note = Some("they owe us".into());
                rows::save(&mut tx, row)?;
            }
            tx.commit(Event::new(&TESTED, Subject::unnamed("test")), id)
        })
        .await
        .unwrap();
    let contact = ids.member;
    let as_contact = Reach::Customer(ids.customer);
    let (row, sites, open, unit) =
        world.read_as(contact, as_contact.clone(), move |tx| customers::rows::find(tx, ids.customer)).await.unwrap();
    assert_eq!((row.notes.as_str(), sites, unit), ("", 1, None));
    assert!(open > 0);
    assert!(world.read_as(contact, as_contact.clone(), move |tx| customers::rows::find(tx, other)).await.is_err());
    // Words that stand in the notes alone find what other words find.
    let filter = |typed| customers::rows::Filter { words: words(typed), unit: None };
    let by_name = customers::wire::CustomerSort::default();
    for typed in ["quarrelsome", "nonsense"] {
        let found =
            world.read_as(contact, as_contact.clone(), move |tx| customers::rows::list(tx, &filter(typed), by_name, None, 10)).await;
        assert_eq!(found.unwrap().len(), 1, "{typed}");
    }
    let (row, ..) = world.read_as(contact, as_contact.clone(), move |tx| sites::rows::find(tx, ids.site)).await.unwrap();
    assert_eq!(row.access_notes, "");
    let list = |tx: &mut store::Tx<'_>| jobs::list(tx, &Filter { with_texts: true, ..Filter::default() }, JobSort::Number, None, 100);
    let seen = world.read_as(contact, as_contact.clone(), list).await.unwrap();
    assert!(!seen.is_empty() && seen.iter().all(|(row, ..)| row.hold_note.is_none() && row.status != Status::Draft));
    let written = world.read(list).await;
    assert!(written.iter().any(|(row, ..)| row.hold_note.is_some()), "the note is there for those who may read it");
}

async fn a_new_row_stays_within_reach(world: World) {
    let ids = seed(&world, 10).await;
    let elsewhere = world.write(|mut tx| {
        let id = unit(&mut tx, "South", None)?;
        tx.commit(Event::new(&TESTED, Subject::unnamed("test")), id)
    });
    let elsewhere = elsewhere.await.unwrap();
    let job = |unit: Option<kernel::UnitId>| NewJob { unit_id: unit, ..new_job() };
    let try_it = |member: MemberId, reach: Reach, new: NewJob| {
        world.write_as(member, reach, move |mut tx| {
            let made = jobs::create_in(&mut tx, new)?.0;
            tx.commit(Event::new(&TESTED, Subject::unnamed("test")), made.unit_id)
        })
    };
    let one = Reach::units([ids.units[1]]);
    assert_eq!(try_it(ids.member, one.clone(), job(None)).await, Ok(Some(ids.units[1])), "the only one there is");
    assert_eq!(try_it(ids.member, Reach::Organisation, job(None)).await, Ok(None));
    assert_eq!(try_it(ids.member, Reach::Organisation, job(Some(elsewhere))).await, Ok(Some(elsewhere)));
    let code = |made: kernel::Result<Option<kernel::UnitId>>| match made {
        Err(Error::Invalid(faults)) => faults[0].code.clone(),
        other => format!("{other:?}"),
    };
    assert_eq!(code(try_it(ids.member, one, job(Some(elsewhere))).await), "beyond-your-units");
    assert_eq!(code(try_it(ids.member, Reach::units(ids.units), job(None)).await), "missing");
    // A customer that is out of sight is as good as none.
    let new = NewJob { customer_id: Some(ids.customer), ..job(None) };
    assert_eq!(code(try_it(ids.member, Reach::units([ids.units[1]]), new).await), "unknown");
}

fn new_job() -> NewJob {
    serde_json::from_value(serde_json::json!({"type": "Repair", "title": "Mend it", "priority": "p2"})).unwrap()
}

async fn a_list_of_a_unit_has_those_below(world: World) {
    let ids = seed(&world, 30).await;
    let of = |unit| Filter { unit: Some(unit), ..Filter::default() };
    for (unit, many) in [(ids.units[0], 20), (ids.units[1], 10)] {
        let filter = of(unit);
        assert_eq!(world.read(move |tx| jobs::list(tx, &filter, JobSort::CreatedDown, None, 100)).await.len(), many);
        let filter = of(unit);
        assert_eq!(world.read(move |tx| jobs::count(tx, &filter)).await.total, i64::try_from(many).unwrap());
    }
}
