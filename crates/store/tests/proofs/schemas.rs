//! The two engines keep the same tables: name, type, whether a value may be missing, and the key, column by column.

use crate::raw;
use crate::world::{World, create, migrated};
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::collections::{BTreeMap, BTreeSet};
use test_support::Postgres;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    shape: String,
}

type Columns = BTreeMap<String, String>;

/// `INTEGER PRIMARY KEY` is SQLite's way to call the 64-bit row number by a name. Virtual tables and their shadows are the engine's own search, which PostgreSQL keeps in generated columns and in tables called `…_word`.
const SQLITE: &str = "
SELECT m.name || '.' || c.name AS place,
       CASE WHEN c.type = 'INTEGER' AND c.pk = 1 THEN 'bigint' ELSE lower(c.type) END || CASE WHEN c.\"notnull\" THEN ' not null' ELSE '' END || CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END AS shape
FROM sqlite_master m JOIN pragma_table_info(m.name) c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
  AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND m.name LIKE v.name || '\\_%' ESCAPE '\\')";

const POSTGRES: &str = "
SELECT c.relname || '.' || a.attname AS place,
       replace(format_type(a.atttypid, a.atttypmod), 'bytea', 'blob') || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
       || coalesce(' key ' || (array_position(k.conkey, a.attnum)
            - (SELECT count(*) FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'org' AND NOT o.attisdropped)), '') AS shape
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  AND a.attname <> 'org' AND a.attgenerated = '' AND c.relname NOT IN ('instance', '__diesel_schema_migrations') AND c.relname NOT LIKE '%\\_word'";

fn columns(rows: Vec<Row>) -> Columns {
    rows.into_iter().map(|row| (row.place, row.shape)).collect()
}

/// What differs, in words.
fn differences(sqlite: &Columns, postgres: &Columns) -> Vec<String> {
    let places: BTreeSet<_> = sqlite.keys().chain(postgres.keys()).collect();
    places
        .into_iter()
        .filter(|place| sqlite.get(*place) != postgres.get(*place))
        .map(|place| format!("{place}: {:?} in SQLite, {:?} in PostgreSQL", sqlite.get(place), postgres.get(place)))
        .collect()
}

#[tokio::test]
async fn the_engines_agree() {
    let world = World::embedded();
    let store = world.open().unwrap();
    let id = create(&store, "harbour").await.id;
    let mut directory = raw::open(&raw::directory_path(&world), &raw::directory_key(&world)).unwrap();
    let mut organisation = raw::open(&raw::organisation_path(&world, id), &raw::organisation_key(&world, id)).unwrap();
    let of_directory = columns(diesel::sql_query(SQLITE).load(&mut directory).unwrap());
    let mut sqlite = columns(diesel::sql_query(SQLITE).load(&mut organisation).unwrap());
    for (place, shape) in of_directory {
        // The log's tables stand in both files, and must be one.
        let found = sqlite.insert(place.clone(), shape.clone());
        assert!(found.is_none_or(|found| found == shape), "{place} differs between the directory and an organisation");
    }
    let mut connection = PgConnection::establish(&migrated(Postgres::shared()).superuser_url).unwrap();
    let postgres = columns(diesel::sql_query(POSTGRES).load(&mut connection).unwrap());
    assert!(sqlite.len() > 60, "the comparison sees the tables: {}", sqlite.len());
    assert_eq!(differences(&sqlite, &postgres), Vec::<String>::new());
    for change in [
        "ALTER TABLE member ALTER email DROP NOT NULL",
        "ALTER TABLE member ADD nickname text",
        "ALTER TABLE member ALTER version TYPE integer",
    ] {
        diesel::sql_query("BEGIN").execute(&mut connection).unwrap();
        diesel::sql_query(change).execute(&mut connection).unwrap();
        let changed = columns(diesel::sql_query(POSTGRES).load(&mut connection).unwrap());
        diesel::sql_query("ROLLBACK").execute(&mut connection).unwrap();
        assert_eq!(differences(&sqlite, &changed).len(), 1, "counter-proof: {change} is seen");
    }
}
