//! The ready mappings over samples of the files they were made for.

use crate::world::{World, figures, on_both_engines, sample};
use diesel::prelude::*;
use work::imports::mapping::ready;
use work::imports::table::survey;
use work::schema::{customer, job, site};

on_both_engines!(every_sample_is_imported_and_a_second_time_adds_nothing, what_a_row_says_stands_in_the_job);

/// File, mapping, rows, added, there already (in this file or one before it), refused.
const SAMPLES: &[(&str, &str, i64, i64, i64, i64)] = &[
    ("chicago.csv", "chicago-sanitation", 200, 195, 5, 0),
    ("san-francisco.csv", "san-francisco-311", 150, 142, 0, 8),
    // The same source as the file before it: the cases that both hold are there already.
    ("san-francisco-geocoded.csv", "san-francisco-311-geocoded", 120, 100, 15, 5),
    ("new-york.csv", "new-york-311", 120, 118, 0, 2),
    ("excavators.csv", "nist-excavators", 120, 119, 0, 1),
    ("mining.csv", "uwa-mining", 120, 120, 0, 0),
];

#[test]
fn each_file_finds_its_mapping_by_its_columns() {
    for (file, wanted, ..) in SAMPLES {
        let found = survey(|| std::fs::File::open(sample(file)), None, None).unwrap();
        assert_eq!(work::imports::mapping::suggested(&found.columns), Some(*wanted), "{file}");
    }
}

async fn every_sample_is_imported_and_a_second_time_adds_nothing(world: World) {
    for (file, id, rows, added, unchanged, refused) in SAMPLES {
        let mapping = ready().into_iter().find(|ready| ready.id == *id).unwrap().mapping;
        let dry = world.import(&sample(file), mapping.clone(), true).await.unwrap();
        let first = world.import(&sample(file), mapping.clone(), false).await.unwrap();
        let told = world.refusals(first.id).await;
        assert_eq!(figures(&first), (*rows, *added, *unchanged, *refused), "{file}: {told:?}");
        assert_eq!(figures(&dry), figures(&first), "{file}: a dry run tells what a run will do");
        assert_eq!(world.refusals(dry.id).await, told, "{file}");
        let again = world.import(&sample(file), mapping, false).await.unwrap();
        assert_eq!(figures(&again), (*rows, 0, added + unchanged, *refused), "{file}: a second time");
    }
    let wanted: i64 = SAMPLES.iter().map(|sample| sample.3).sum();
    let (jobs, numbers): (i64, Option<i64>) = world
        .read(|tx| Ok((job::table.count().get_result(tx.db())?, job::table.select(diesel::dsl::max(job::number)).get_result(tx.db())?)))
        .await;
    assert_eq!((jobs, numbers), (wanted, Some(wanted)), "numbers without a gap");
}

async fn what_a_row_says_stands_in_the_job(world: World) {
    let mapping = ready().into_iter().find(|ready| ready.id == "new-york-311").unwrap().mapping;
    world.import(&sample("new-york.csv"), mapping, false).await.unwrap();
    type Found = (String, String, String, Option<i64>, i64);
    let found: Found = world
        .read(|tx| {
            let wanted = job::table.filter(job::source_reference.eq("52547667"));
            Ok(wanted.select((job::title, job::kind, job::status, job::target_at, job::created_at)).get_result(tx.db())?)
        })
        .await;
    let created = kernel::Timestamp::parse("2021-11-17T14:07:21-05:00").unwrap().millis();
    assert_eq!(found, ("Illegal Animal Sold: Other".into(), "Illegal Animal Sold".into(), "open".into(), None, created));
    let customers: Vec<String> = world.read(|tx| Ok(customer::table.select(customer::name).load(tx.db())?)).await;
    assert_eq!(customers, ["Department of Health and Mental Hygiene"]);
    let sites: Vec<(String, Option<String>, Option<i64>)> = world
        .read(|tx| {
            Ok(site::table
                .filter(site::sort_name.eq("128 mott street"))
                .select((site::name, site::postcode, site::latitude))
                .load(tx.db())?)
        })
        .await;
    assert_eq!(sites, [("128 MOTT STREET".to_owned(), Some("10013".to_owned()), Some(407_183_615))]);
}
