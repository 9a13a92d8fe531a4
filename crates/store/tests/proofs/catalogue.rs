//! PostgreSQL's own catalogue says that no way around the policies is left open; each kind of hole, made on purpose, is found.

use crate::world::migrated;
use diesel::connection::{Connection as _, SimpleConnection as _};
use diesel::prelude::*;
use test_support::Postgres;

/// Everything that must not be; each row names one finding.
const LINT: &str = r#"
WITH tables AS (
    SELECT c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
           EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org' AND NOT a.attisdropped) AS tenant
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
), uniques AS (
    SELECT x.indrelid AS oid, x.indexrelid, a.attname
    FROM pg_index x LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0] WHERE x.indisunique
)
SELECT 'role may do too much: ' || rolname AS finding FROM pg_roles
    WHERE rolname = 'muster_app' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
UNION ALL SELECT 'role is in a role: ' || m.roleid::regrole FROM pg_auth_members m WHERE m.member = 'muster_app'::regrole
UNION ALL SELECT 'app role owns: ' || oid::regclass FROM pg_class WHERE relowner = 'muster_app'::regrole
UNION ALL SELECT 'app role may create' WHERE has_schema_privilege('muster_app', 'public', 'CREATE')
UNION ALL SELECT 'no organisation: ' || relname FROM tables WHERE relkind IN ('r', 'p') AND NOT tenant
    AND relname NOT IN ('instance', 'organisation', 'organisation_key', 'log_checkpoint', 'log_cosignature', 'log_witness', 'erased_organisation',
        '__diesel_schema_migrations')
UNION ALL SELECT 'not forced: ' || relname FROM tables WHERE relkind IN ('r', 'p') AND tenant AND NOT (relrowsecurity AND relforcerowsecurity)
UNION ALL SELECT 'not one restrictive policy: ' || relname FROM tables t WHERE relkind IN ('r', 'p') AND tenant AND 1 <> (
    SELECT count(*) FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = t.relname AND p.permissive = 'RESTRICTIVE')
UNION ALL SELECT 'policy does not hold: ' || tablename FROM pg_policies WHERE permissive = 'RESTRICTIVE' AND NOT (
    cmd = 'ALL' AND roles = '{public}'
    AND qual ~ '^\(org = NULLIF\(current_setting\(''muster.org''::text, true\), ''''::text\)\)$' AND with_check = qual)
UNION ALL SELECT 'key does not start with the organisation: ' || l.indexrelid::regclass FROM uniques l JOIN tables t USING (oid)
    WHERE t.tenant AND l.attname IS DISTINCT FROM 'org'
UNION ALL SELECT 'reference does not start with the organisation: ' || k.conname FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
    WHERE t.tenant AND k.contype = 'f' AND NOT (a.attname = 'org' AND f.attname = 'org')
UNION ALL SELECT 'function runs as its owner, or before policies: ' || proname FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND (prosecdef OR proleakproof)
    -- The one that clears away what was erased: for the app role alone, with names that nobody else can put in the way.
    AND NOT (proname = 'clear_erased' AND NOT proleakproof AND coalesce('search_path=pg_catalog, public, pg_temp' = ANY (proconfig), false)
        AND NOT EXISTS (SELECT 1 FROM aclexplode(proacl) g WHERE g.grantee NOT IN (proowner, 'muster_app'::regrole)))
UNION ALL SELECT 'view runs as its owner: ' || relname FROM tables
    WHERE relkind = 'm' OR (relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (reloptions), false))
UNION ALL SELECT 'granted too much: ' || p.privilege || ' on ' || t.relname FROM tables t,
    unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p (privilege) WHERE has_table_privilege('muster_app', t.oid, p.privilege)
UNION ALL SELECT 'history can be changed: ' || t.relname FROM tables t WHERE t.relname IN ('event', 'event_touch', 'log_tile', 'log_checkpoint', 'log_cosignature',
        'erased_organisation')
    AND (has_table_privilege('muster_app', t.oid, 'DELETE') OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0
        AND NOT a.attisdropped AND has_column_privilege('muster_app', t.oid, a.attnum, 'UPDATE')
        -- What lapsed may be erased; which records did, a trigger asks the log.
        AND NOT (t.relname = 'event' AND a.attname = 'detail_sealed')
        AND NOT (t.relname = 'erased_organisation' AND a.attname = 'cleared_at')))
UNION ALL SELECT 'granted to everybody: ' || t.relname FROM tables t JOIN pg_class c USING (oid), aclexplode(c.relacl) g WHERE g.grantee = 0
UNION ALL SELECT 'sorts by a language: ' || t.relname || '.' || a.attname FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid
    WHERE a.attcollation <> 0 AND a.attname IN ('org', 'id', 'sort_name') AND a.attcollation <> 'pg_catalog."C"'::regcollation
ORDER BY 1
"#;

fn lint(connection: &mut PgConnection) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Finding {
        #[diesel(sql_type = diesel::sql_types::Text)]
        finding: String,
    }
    let findings: Vec<Finding> = diesel::sql_query(LINT).load(connection).unwrap();
    findings.into_iter().map(|row| row.finding).collect()
}

fn superuser() -> PgConnection {
    PgConnection::establish(&migrated(Postgres::shared()).superuser_url).unwrap()
}

#[test]
fn nothing_is_found() {
    assert_eq!(lint(&mut superuser()), Vec::<String>::new());
}

#[test]
fn holes_are_found() {
    let holes = [
        ("CREATE TABLE stray (org text, id text COLLATE \"C\", PRIMARY KEY (org, id))", "not forced: stray"),
        ("CREATE TABLE stray (org text, id text COLLATE \"C\", PRIMARY KEY (org, id))", "not one restrictive policy: stray"),
        ("CREATE TABLE stray (id text COLLATE \"C\")", "no organisation: stray"),
        ("CREATE TABLE stray (org text, id text PRIMARY KEY)", "key does not start with the organisation: stray_pkey"),
        (
            "ALTER TABLE holding ADD CONSTRAINT crosses FOREIGN KEY (member_id, org) REFERENCES member (id, org)",
            "reference does not start with the organisation: crosses",
        ),
        ("ALTER TABLE member NO FORCE ROW LEVEL SECURITY", "not forced: member"),
        ("ALTER TABLE member DISABLE ROW LEVEL SECURITY", "not forced: member"),
        ("DROP POLICY organisation ON event", "not one restrictive policy: event"),
        ("ALTER POLICY organisation ON event USING (true)", "policy does not hold: event"),
        ("ALTER POLICY organisation ON event WITH CHECK (true)", "policy does not hold: event"),
        ("ALTER POLICY organisation ON event TO muster_owner", "policy does not hold: event"),
        ("CREATE VIEW everybody AS SELECT * FROM member", "view runs as its owner: everybody"),
        ("CREATE MATERIALIZED VIEW everybody AS SELECT * FROM member", "view runs as its owner: everybody"),
        (
            "CREATE FUNCTION all_of_it() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM member'",
            "function runs as its owner, or before policies: all_of_it",
        ),
        ("GRANT EXECUTE ON FUNCTION clear_erased(TEXT) TO PUBLIC", "function runs as its owner, or before policies: clear_erased"),
        ("ALTER FUNCTION clear_erased(TEXT) RESET search_path", "function runs as its owner, or before policies: clear_erased"),
        ("GRANT UPDATE (head) ON erased_organisation TO muster_app", "history can be changed: erased_organisation"),
        ("GRANT DELETE ON erased_organisation TO muster_app", "history can be changed: erased_organisation"),
        ("GRANT TRUNCATE ON member TO muster_app", "granted too much: TRUNCATE on member"),
        ("GRANT TRIGGER ON event TO muster_app", "granted too much: TRIGGER on event"),
        ("GRANT UPDATE (action) ON event TO muster_app", "history can be changed: event"),
        ("GRANT UPDATE (hash) ON log_tile TO muster_app", "history can be changed: log_tile"),
        ("GRANT DELETE ON log_checkpoint TO muster_app", "history can be changed: log_checkpoint"),
        ("GRANT SELECT ON member TO PUBLIC", "granted to everybody: member"),
        ("ALTER TABLE member OWNER TO muster_app", "app role owns: member"),
        ("ALTER ROLE muster_app BYPASSRLS", "role may do too much: muster_app"),
        ("GRANT muster_owner TO muster_app", "role is in a role: muster_owner"),
        ("GRANT CREATE ON SCHEMA public TO muster_app", "app role may create"),
        ("ALTER TABLE member ALTER id TYPE text COLLATE \"default\"", "sorts by a language: member.id"),
    ];
    let mut connection = superuser();
    for (hole, wanted) in holes {
        // Taken back each time: roles belong to every database of the server.
        connection.batch_execute(&format!("BEGIN; {hole}")).unwrap_or_else(|error| panic!("{hole}: {error}"));
        let found = lint(&mut connection);
        connection.batch_execute("ROLLBACK").unwrap();
        assert!(found.iter().any(|finding| finding == wanted), "{hole}: {found:?}");
    }
    assert!(lint(&mut connection).is_empty());
}

#[test]
fn migrating_again_changes_nothing() {
    let database = migrated(Postgres::shared());
    assert_eq!(store::door::migrate_postgres(&database.owner_url, "muster_app").unwrap(), Vec::<String>::new());
    assert!(lint(&mut PgConnection::establish(&database.superuser_url).unwrap()).is_empty());
    let same = store::door::migrate_postgres(&database.owner_url, "muster_owner").unwrap_err().to_string();
    assert!(same.contains("two different roles"), "{same}");
}

#[test]
fn what_was_granted_by_hand_is_taken_back() {
    let database = migrated(Postgres::shared());
    let mut superuser = PgConnection::establish(&database.superuser_url).unwrap();
    for granted in ["ALL ON event, member TO muster_app", "SELECT ON member TO PUBLIC", "CREATE ON SCHEMA public TO muster_app"] {
        superuser.batch_execute(&format!("GRANT {granted}")).unwrap();
        assert!(!lint(&mut superuser).is_empty(), "counter-proof: {granted}");
        store::door::migrate_postgres(&database.owner_url, "muster_app").unwrap();
        assert_eq!(lint(&mut superuser), Vec::<String>::new(), "{granted}");
    }
}

#[test]
fn a_roles_name_is_a_name() {
    let database = migrated(Postgres::shared());
    for name in ["", "muster app", "muster_app; DROP TABLE event", "muster_app\"", "m\u{fc}ster"] {
        let refused = store::door::migrate_postgres(&database.owner_url, name).unwrap_err().to_string();
        assert!(refused.contains("letters, digits and underscores"), "{name}: {refused}");
    }
}
