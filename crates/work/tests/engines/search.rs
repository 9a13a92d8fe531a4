//! Searching: words together, the last as a beginning, and nothing that is typed breaks anything.

use crate::world::{World, customer, on_both_engines, seed};
use kernel::Line;
use work::customers;
use work::jobs::{self, Filter, JobQuery, JobSort};
use work::sites::wire::SiteSort;
use work::sites::{self, Address, NewSite};

on_both_engines!(words_are_found_together, hostile_words_are_words, customers_are_found, sites_are_found, found_words_follow_changes);

async fn found(world: &World, typed: &str) -> Vec<i64> {
    let query = JobQuery { q: Some(typed.to_owned()), ..JobQuery::default() };
    let filter = query.filter(&kernel::Zone::parse("Europe/London").unwrap()).unwrap();
    let rows = world.read(move |tx| jobs::list(tx, &filter, JobSort::Number, None, 1_000)).await;
    rows.iter().map(|(row, ..)| row.number).collect()
}

async fn words_are_found_together(world: World) {
    seed(&world, 100).await;
    assert_eq!(found(&world, "gutter").await.len(), 25);
    assert_eq!(found(&world, "GUTT").await.len(), 25, "the last word may be a beginning");
    assert_eq!(found(&world, "gutter broken ana").await.len(), 8, "words in several fields");
    assert_eq!(found(&world, "gutt broken").await, [0; 0], "only the last may");
    assert_eq!(found(&world, "ref 44").await, [45], "a source reference");
    assert_eq!(found(&world, "J-000100").await, [100], "a number, as people write it");
    assert_eq!(found(&world, "café").await.len(), 25);
    assert_eq!(found(&world, "nothing like it").await, [0; 0]);
}

async fn hostile_words_are_words(world: World) {
    seed(&world, 20).await;
    for typed in [
        "\"",
        "'",
        "''",
        "\\",
        "*",
        "gutter*",
        "gut*ter",
        "-gutter",
        "NOT",
        "gutter NOT",
        "gutter OR lift",
        "NEAR(gutter lift)",
        "title:gutter",
        "(",
        ")",
        "gutter)",
        "^gutter",
        "{gutter}",
        "\0",
        "gut\0ter",
        "a & b",
        "a | b",
        "!gutter",
        "gutter:*",
        "<->",
        "gutter <-> lift",
        "%",
        "_",
        "'; DROP TABLE job; --",
        "\u{202e}gutter",
        "💧",
        "ﬁ",
        "+",
        "gutter AND",
        "\"gutter",
        "é\u{301}",
    ] {
        found(&world, typed).await;
    }
    assert_eq!(found(&world, "\"*'&|!").await, [0; 0], "no words find nothing");
    assert_eq!(found(&world, "gutter").await.len(), 5, "and all is still there");
    let long = JobQuery { q: Some("x".repeat(10_000)), ..JobQuery::default() };
    assert!(long.filter(&kernel::Zone::parse("Europe/London").unwrap()).is_err());
}

async fn customers_are_found(world: World) {
    world
        .write(|mut tx| {
            let mut new = customer("Bakery of the North");
            new.phone = Line::parse("+44 1482 000111").ok();
            let row = customers::create_in(&mut tx, new)?.0;
            customers::create_in(&mut tx, customer("Southern Bakeries"))?;
            tx.commit(store::Event::new(&customers::CREATED, store::Subject::new("customer", row.id)), ())
        })
        .await
        .unwrap();
    let names = |typed: &'static str| async {
        let words = work::search::words(typed).unwrap();
        world.read(move |tx| customers::rows::found(tx, &words, 10)).await.into_iter().map(|(_, name, ..)| name).collect::<Vec<_>>()
    };
    assert_eq!(names("baker").await, ["Southern Bakeries", "Bakery of the North"]);
    assert_eq!(names("1482").await, ["Bakery of the North"]);
    let by_name = |name: &'static str| world.read(move |tx| customers::rows::by_name(tx, name));
    assert!(by_name("SOUTHERN bakeries").await.is_some());
    assert!(by_name("bakery").await.is_none());
}

async fn sites_are_found(world: World) {
    seed(&world, 1).await;
    world
        .write(|mut tx| {
            for at in 0..60 {
                let new = NewSite {
                    customer_id: None,
                    name: Line::parse(&format!("Depot bay{at:04}")).unwrap(),
                    address: Address { locality: Line::parse("Kingston upon Hull").ok(), ..Address::default() },
                    position: None,
                    time_zone: kernel::Zone::parse("Europe/London").unwrap(),
                    access_notes: kernel::Text::default(),
                    unit_id: None,
                };
                sites::create_in(&mut tx, new)?;
            }
            tx.commit(store::Event::new(&sites::CREATED, store::Subject::unnamed("site")), ())
        })
        .await
        .unwrap();
    let names = |typed: &'static str| async {
        let words = work::search::words(typed).unwrap();
        world.read(move |tx| sites::rows::found(tx, &words, 100)).await.into_iter().map(|(_, name, ..)| name).collect::<Vec<_>>()
    };
    assert_eq!(names("hull mill").await, ["Mill 2"]);
    assert_eq!(names("bay0007").await, ["Depot bay0007"]);
    assert_eq!(names("bay00").await.len(), 60, "more words than are asked for one by one");
    assert_eq!(names("bay001").await.first().map(String::as_str), Some("Depot bay0019"), "the newest first");
    assert_eq!(names("depot hul").await.len(), 60);
    assert_eq!(names("ay0007").await, [""; 0], "the middle of a word is not looked for");
    let listed = |typed: &'static str| async {
        let filter = sites::rows::Filter { words: Some(work::search::words(typed).unwrap()), customer: None, unit: None };
        let found = world.read(move |tx| sites::rows::list(tx, &filter, SiteSort::NameDown, None, 5)).await;
        found.into_iter().map(|(row, ..)| row.name).collect::<Vec<_>>()
    };
    assert_eq!(listed("depot").await.first().map(String::as_str), Some("Depot bay0059"));
    assert_eq!(listed("bay0007").await, ["Depot bay0007"]);
}

async fn found_words_follow_changes(world: World) {
    seed(&world, 8).await;
    world
        .write(|mut tx| {
            let (mut row, ..) = jobs::list(&mut tx, &Filter::default(), JobSort::Number, None, 1)?.remove(0);
            row.title = "Chimney smokes".into();
            jobs::rows::save(&mut tx, &mut row)?;
            tx.commit(store::Event::new(&jobs::UPDATED, store::Subject::new("job", row.id)), ())
        })
        .await
        .unwrap();
    assert_eq!(found(&world, "chimney").await, [1]);
    assert!(!found(&world, "broken").await.contains(&1), "the old words are forgotten");
}
