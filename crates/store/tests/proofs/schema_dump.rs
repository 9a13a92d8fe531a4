//! The two schemas as they stand after every migration, reviewed as snapshots: tables, columns, keys, indexes, triggers; of PostgreSQL
//! also policies, rights and functions. Whoever changes either sees here what the migration does.

use crate::raw;
use crate::world::{World, create, migrated};
use diesel::prelude::*;
use diesel::sql_types::Text;
use test_support::Postgres;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What full-text search keeps for itself is the engine's own affair.
const SQLITE: &str = r"
SELECT m.type || ' ' || m.name || ': ' || m.sql AS line FROM sqlite_master m
WHERE m.sql IS NOT NULL AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND m.name NOT LIKE '\_\_diesel%' ESCAPE '\'
  AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND m.name LIKE v.name || '\_%' ESCAPE '\' AND m.type = 'table')
ORDER BY m.tbl_name, m.type DESC, m.name";

const POSTGRES: &str = r#"
WITH tables AS (
    SELECT oid, relname, relacl, relrowsecurity, relforcerowsecurity FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '__diesel_schema_migrations'
), lines AS (
    SELECT relname AS place, 1 AS part, lpad(a.attnum::text, 3, '0') AS within,
        'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
        || CASE WHEN attcollation NOT IN (0, 'pg_catalog.default'::regcollation) THEN ' collate ' || attcollation::regcollation ELSE '' END
        || CASE WHEN attnotnull THEN ' not null' ELSE '' END
        || coalesce(CASE WHEN attgenerated = '' THEN ' default ' ELSE ' generated ' END || pg_get_expr(d.adbin, d.adrelid), '') AS line
    FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
    UNION ALL SELECT relname, 2, conname, 'constraint ' || conname || ' on ' || relname || ': ' || pg_get_constraintdef(k.oid)
        FROM tables t JOIN pg_constraint k ON k.conrelid = t.oid AND contype <> 'n'
    UNION ALL SELECT relname, 3, x.indexrelid::regclass::text, 'index ' || pg_get_indexdef(x.indexrelid) FROM tables t JOIN pg_index x ON x.indrelid = t.oid
    UNION ALL SELECT relname, 4, tgname, 'trigger ' || pg_get_triggerdef(g.oid) FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT tgisinternal
    UNION ALL SELECT relname, 5, '', 'row security ' || relname || CASE WHEN relrowsecurity THEN ' on' ELSE ' off' END
        || CASE WHEN relforcerowsecurity THEN ', forced' ELSE '' END FROM tables
    UNION ALL SELECT relname, 6, policyname, 'policy ' || policyname || ' on ' || relname || ': ' || lower(permissive) || ' for ' || cmd
        || ' to ' || roles::text || ' using ' || coalesce(qual, '-') || ' check ' || coalesce(with_check, '-')
        FROM tables t JOIN pg_policies p ON p.tablename = t.relname AND p.schemaname = 'public'
    UNION ALL SELECT relname, 7, g.grantee::regrole::text, 'rights ' || g.grantee::regrole || ' on ' || relname || ': ' || string_agg(privilege_type, ', ' ORDER BY privilege_type)
        FROM tables t, aclexplode(relacl) g WHERE g.grantee = 'muster_app'::regrole GROUP BY relname, g.grantee
    UNION ALL SELECT relname, 8, attname, 'rights muster_app on ' || relname || '.' || attname || ': ' || string_agg(privilege_type, ', ' ORDER BY privilege_type)
        FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid, aclexplode(attacl) g WHERE g.grantee = 'muster_app'::regrole GROUP BY relname, attname
    UNION ALL SELECT '~', 9, proname, 'function ' || pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = pg_proc.oid AND d.deptype = 'e')
)
SELECT line FROM lines ORDER BY place COLLATE pg_catalog."C", part, within COLLATE pg_catalog."C""#;

/// One line each, however it was written.
fn text(lines: Vec<Line>) -> String {
    let one = |line: Line| line.line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n";
    lines.into_iter().map(one).collect()
}

fn of_postgres(connection: &mut PgConnection) -> String {
    text(diesel::sql_query(POSTGRES).load(connection).unwrap())
}

#[tokio::test]
async fn the_schemas_are_as_reviewed() {
    let world = World::embedded();
    let store = world.open().unwrap();
    let id = create(&store, "harbour").await.id;
    let mut directory = raw::open(&raw::directory_path(&world), &raw::directory_key(&world)).unwrap();
    let mut organisation = raw::open(&raw::organisation_path(&world, id), &raw::organisation_key(&world, id)).unwrap();
    let of_directory = text(diesel::sql_query(SQLITE).load(&mut directory).unwrap());
    let of_organisation = text(diesel::sql_query(SQLITE).load(&mut organisation).unwrap());
    let mut postgres = PgConnection::establish(&migrated(Postgres::shared()).superuser_url).unwrap();
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("schema_sqlite_directory", of_directory);
        insta::assert_snapshot!("schema_sqlite_organisation", of_organisation);
        insta::assert_snapshot!("schema_postgres", of_postgres(&mut postgres));
    });
    diesel::sql_query("CREATE INDEX stray ON organisation (name)").execute(&mut directory).unwrap();
    let changed = text(diesel::sql_query(SQLITE).load(&mut directory).unwrap());
    assert_eq!(changed.lines().count(), of_directory.lines().count() + 1, "counter-proof: an index more is seen");
}

#[test]
fn a_change_of_the_schema_is_seen() {
    let mut postgres = PgConnection::establish(&migrated(Postgres::shared()).superuser_url).unwrap();
    let before = of_postgres(&mut postgres);
    for change in [
        "ALTER TABLE member ALTER email DROP NOT NULL",
        "ALTER TABLE job ALTER title SET DEFAULT ''",
        "CREATE INDEX stray ON job (org, title)",
        "ALTER TABLE member DROP CONSTRAINT member_status_check",
        "ALTER TABLE member NO FORCE ROW LEVEL SECURITY",
        "ALTER POLICY organisation ON event USING (true)",
        "GRANT DELETE ON event TO muster_app",
        "GRANT UPDATE (action) ON event TO muster_app",
        "CREATE FUNCTION stray() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
    ] {
        diesel::sql_query("BEGIN").execute(&mut postgres).unwrap();
        diesel::sql_query(change).execute(&mut postgres).unwrap_or_else(|error| panic!("{change}: {error}"));
        let after = of_postgres(&mut postgres);
        diesel::sql_query("ROLLBACK").execute(&mut postgres).unwrap();
        assert_ne!(before, after, "{change}");
    }
    assert_eq!(before, of_postgres(&mut postgres));
}
