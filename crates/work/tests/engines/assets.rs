//! Assets: found by words, placed in a series, told of by their jobs, and seen by whom the site belongs to.

use crate::world::{Seeded, World, customer, on_both_engines, seed};
use kernel::{Line, Reach, Result, Text, Zone};
use store::{Action, Event, Subject, Tx, WriteTx};
use work::assets::rows::{self, Filter};
use work::assets::wire::AssetSort;
use work::assets::{self, AssetId, NewAsset, rules};
use work::jobs::{self, Filter as JobFilter, JobSort};
use work::sites::{self, Address, NewSite, SiteId};
use work::{customers, listing::Words};

on_both_engines!(
    assets_are_found_by_words_and_in_order,
    the_search_finds_assets_within_reach,
    a_placement_is_added_and_never_overwritten,
    the_site_says_who_sees_an_asset,
    a_job_is_about_assets,
);

const TESTED: Action = Action::new("test.tested", "A test wrote a row");

fn new(site: SiteId, name: &str, serial: Option<&str>) -> NewAsset {
    NewAsset {
        site_id: site,
        from: None,
        name: Line::parse(name).unwrap(),
        kind: Line::parse("Pump").unwrap(),
        maker: Line::parse("Grundfos").ok(),
        model: None,
        serial: serial.map(|serial| Line::parse(serial).unwrap()),
        notes: Text::parse("Mind the step").unwrap(),
        installed_at: None,
    }
}

async fn add(world: &World, names: &'static [&'static str], site: SiteId) -> Vec<AssetId> {
    world
        .write(move |mut tx| {
            let made: Result<Vec<AssetId>> = names.iter().map(|name| Ok(assets::create_in(&mut tx, new(site, name, None))?.0.id)).collect();
            tx.commit(Event::new(&TESTED, Subject::unnamed("test")), made?)
        })
        .await
        .unwrap()
}

/// A site of another customer, which no unit looks after.
async fn elsewhere(world: &World) -> SiteId {
    let make = |tx: &mut WriteTx<'_>| -> Result<SiteId> {
        let customer = customers::create_in(tx, customer("Elsewhere Ltd"))?.0.id;
        let site = NewSite {
            customer_id: Some(customer),
            name: Line::parse("Depot").unwrap(),
            address: Address::default(),
            position: None,
            time_zone: Zone::parse("Europe/London").unwrap(),
            access_notes: Text::default(),
            unit_id: None,
        };
        Ok(sites::create_in(tx, site)?.0.id)
    };
    world.write(move |mut tx| make(&mut tx).and_then(|id| tx.commit(Event::new(&TESTED, Subject::unnamed("test")), id))).await.unwrap()
}

fn names(tx: &mut Tx<'_>, filter: &Filter, sort: AssetSort) -> Result<Vec<String>> {
    Ok(rows::list(tx, filter, sort, None, 100)?.into_iter().map(|(row, ..)| row.name).collect())
}

async fn assets_are_found_by_words_and_in_order(world: World) {
    let Seeded { site, .. } = seed(&world, 1).await;
    add(&world, &["Pump 2", "Boiler", "Café lift"], site).await;
    let asked = |typed: Option<&'static str>, sort| {
        let words = typed.map(|typed| Words::parse("q", typed).unwrap());
        world.read(move |tx| names(tx, &Filter { words, ..Filter::default() }, sort))
    };
    assert_eq!(asked(None, AssetSort::Name).await, ["Boiler", "Café lift", "Pump 2"]);
    assert_eq!(asked(None, AssetSort::NumberDown).await, ["Café lift", "Boiler", "Pump 2"]);
    assert_eq!(asked(Some("boil"), AssetSort::Name).await, ["Boiler"]);
    assert_eq!(asked(Some("A-000003"), AssetSort::Name).await, ["Café lift"]);
    assert_eq!(asked(Some("grundfos"), AssetSort::NameDown).await, ["Pump 2", "Café lift", "Boiler"]);
    assert!(asked(Some("nowhere"), AssetSort::Name).await.is_empty());
    let page = |after| world.read(move |tx| rows::list(tx, &Filter::default(), AssetSort::Name, after, 2));
    let first = page(None).await;
    let rest = page(Some(rows::Keys::of(&first[1].0, AssetSort::Name))).await;
    assert_eq!(rest.iter().map(|(row, ..)| row.name.as_str()).collect::<Vec<_>>(), ["Pump 2"]);
}

async fn the_search_finds_assets_within_reach(world: World) {
    let ids = seed(&world, 1).await;
    add(&world, &["Lift old", "Boiler", "Lift house fan"], ids.site).await;
    let depot = elsewhere(&world).await;
    add(&world, &["Lift far"], depot).await;
    let winch = move |mut tx: WriteTx<'_>| {
        assets::create_in(&mut tx, new(depot, "Winch", Some("SN-77812")))?;
        tx.commit(Event::new(&TESTED, Subject::unnamed("test")), ())
    };
    world.write(winch).await.unwrap();
    let seen = |reach: Reach, typed: &'static str, limit: i64| {
        let words = Words::parse("q", typed).unwrap();
        let member = ids.member;
        let read = |found: rows::Found| found.2;
        let world = &world;
        async move {
            let found = world.read_as(member, reach, move |tx| rows::found(tx, &words, limit)).await.unwrap();
            found.into_iter().map(read).collect::<Vec<_>>()
        }
    };
    let all = Reach::Organisation;
    assert_eq!(seen(all.clone(), "lif", 9).await, ["Lift far", "Lift house fan", "Lift old"], "the newest first");
    assert_eq!(seen(all.clone(), "lift", 2).await, ["Lift far", "Lift house fan"]);
    assert_eq!(seen(all.clone(), "A-000002", 9).await, ["Boiler"]);
    assert_eq!(seen(all.clone(), "grundfos boil", 9).await, ["Boiler"]);
    assert_eq!(seen(all.clone(), "77812", 9).await, ["Winch"], "by its serial number");
    assert!(seen(all, "nowhere", 9).await.is_empty());
    // Those of the customer's sites, however many newer ones there are elsewhere; of units that look after no site, none.
    assert_eq!(seen(Reach::Customer(ids.customer), "lift", 1).await, ["Lift house fan"]);
    assert!(seen(Reach::units(ids.units), "lift", 9).await.is_empty());
    assert!(seen(Reach::Own, "lift", 9).await.is_empty());
}

async fn a_placement_is_added_and_never_overwritten(world: World) {
    let Seeded { site, .. } = seed(&world, 1).await;
    let (pump, depot) = (add(&world, &["Pump"], site).await[0], elsewhere(&world).await);
    let first = world.read(move |tx| rows::placed_at(tx, pump)).await;
    world.clock.advance_seconds(3_600);
    let moved = world
        .write(move |mut tx| {
            let (mut row, ..) = rows::find(&mut tx, pump)?;
            let (now, last) = (tx.now(), rows::placed_at(&mut tx, pump)?);
            rules::check_placement((&row.site_id, last), (&depot, now), now)?;
            rows::insert_placement(&mut tx, pump, depot, now)?;
            row.site_id = depot;
            rows::save(&mut tx, &mut row)?;
            tx.commit(Event::new(&TESTED, Subject::unnamed("test")), now)
        })
        .await
        .unwrap();
    assert!(moved > first);
    assert_eq!(world.read(move |tx| rows::placed_at(tx, pump)).await, moved);
    // The database holds the series: the same instant twice is refused.
    let twice = world.write(move |mut tx| {
        rows::insert_placement(&mut tx, pump, site, first)?;
        tx.commit(Event::new(&TESTED, Subject::unnamed("test")), ())
    });
    assert!(twice.await.is_err());
    let at = |site| world.read(move |tx| names(tx, &Filter { site: Some(site), ..Filter::default() }, AssetSort::Name));
    assert_eq!((at(site).await.len(), at(depot).await.len()), (0, 1));
}

async fn the_site_says_who_sees_an_asset(world: World) {
    let ids = seed(&world, 1).await;
    let (mill, depot) = (add(&world, &["Pump"], ids.site).await[0], elsewhere(&world).await);
    let far = add(&world, &["Crane"], depot).await[0];
    let seen = |reach: Reach| async {
        let reach = reach;
        let list = world.read_as(ids.member, reach.clone(), |tx| names(tx, &Filter::default(), AssetSort::Name)).await.unwrap();
        let each = [mill, far].map(|id| world.read_as(ids.member, reach.clone(), move |tx| rows::find(tx, id)));
        let [mill, far] = each;
        (list, mill.await.is_ok(), far.await.is_ok())
    };
    assert_eq!(seen(Reach::Organisation).await, (vec!["Crane".to_owned(), "Pump".to_owned()], true, true));
    assert_eq!(seen(Reach::Customer(ids.customer)).await, (vec!["Pump".to_owned()], true, false));
    assert_eq!(seen(Reach::units(ids.units)).await, (vec![], false, false));
    assert_eq!(seen(Reach::Own).await, (vec![], false, false));
    let notes = |reach| world.read_as(ids.member, reach, move |tx| Ok(rows::find(tx, mill)?.0.notes));
    assert_eq!(notes(Reach::Organisation).await.unwrap(), "Mind the step");
    assert_eq!(notes(Reach::Customer(ids.customer)).await.unwrap(), "");
    // Nobody puts an asset where their right does not reach.
    let units = Reach::units(ids.units);
    let site = ids.site;
    let refused = world.write_as(ids.member, units, move |mut tx| {
        assets::create_in(&mut tx, new(site, "Mine", None))?;
        tx.commit(Event::new(&TESTED, Subject::unnamed("test")), ())
    });
    assert_eq!(refused.await.unwrap_err().code(), "invalid");
}

async fn a_job_is_about_assets(world: World) {
    let ids = seed(&world, 2).await;
    let made = add(&world, &["Pump", "Boiler"], ids.site).await;
    let all = world.read(|tx| jobs::list(tx, &JobFilter::default(), JobSort::Number, None, 2)).await;
    let (job, pump, boiler) = (all[0].0.id, made[0], made[1]);
    let set = |wanted: Vec<AssetId>| {
        world.write(move |mut tx| {
            assets::now_about(&mut tx, job, &wanted)?;
            tx.commit(Event::new(&TESTED, Subject::unnamed("test")), ())
        })
    };
    let about = || world.read(move |tx| Ok(assets::about(tx, job)?.into_iter().map(|asset| asset.name).collect::<Vec<_>>()));
    set(vec![pump, boiler, pump]).await.unwrap();
    assert_eq!(about().await, ["Pump", "Boiler"]);
    set(vec![boiler]).await.unwrap();
    assert_eq!(about().await, ["Boiler"]);
    let unknown = world.read(|tx| Ok(AssetId::new(tx.now(), tx.rng()))).await;
    assert_eq!(set(vec![unknown]).await.unwrap_err().code(), "invalid");
    assert_eq!(about().await, ["Boiler"]);
    // Who does not see an asset does not take it off a job either.
    let hidden = world.write_as(ids.member, Reach::units(ids.units), move |mut tx| {
        assets::now_about(&mut tx, job, &[])?;
        tx.commit(Event::new(&TESTED, Subject::unnamed("test")), ())
    });
    hidden.await.unwrap();
    assert_eq!(about().await, ["Boiler"]);
}
