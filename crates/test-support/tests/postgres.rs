//! The tests' PostgreSQL keeps what it promises: production's roles in miniature, databases apart, nothing left behind.
#![expect(clippy::expect_used, clippy::panic, reason = "a test's own functions end the test")]

use diesel::connection::SimpleConnection as _;
use diesel::sql_types::{Bool, Text};
use diesel::{Connection as _, PgConnection, QueryResult, RunQueryDsl as _, sql_query};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use test_support::{Database, Durability, Postgres};

#[derive(diesel::QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    yes: bool,
}

fn execute(url: &str, statement: &str) -> QueryResult<()> {
    PgConnection::establish(url).expect("the role may log in").batch_execute(statement)
}

fn holds(url: &str, condition: &str) -> bool {
    let mut connection = PgConnection::establish(url).expect("the role may log in");
    sql_query(format!("SELECT {condition} AS yes")).get_result::<Answer>(&mut connection).expect("the question is well put").yes
}

#[test]
fn the_owner_makes_tables_and_the_app_gets_only_what_it_is_given() {
    let database = Postgres::shared().fresh_database();
    execute(&database.app_url, "CREATE TABLE mine (id bigint)").expect_err("the app owns nothing");
    execute(&database.owner_url, "CREATE TABLE job (id bigint); INSERT INTO job VALUES (1)").unwrap();
    execute(&database.app_url, "SELECT * FROM job").expect_err("nothing is granted yet");
    execute(&database.owner_url, "GRANT SELECT ON job TO muster_app").unwrap();
    execute(&database.app_url, "SELECT * FROM job").unwrap();
    let powers = "bool_or(rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb) FROM pg_roles WHERE rolname LIKE 'muster%'";
    let mut connection = PgConnection::establish(&database.superuser_url).unwrap();
    let answer: Answer = sql_query(format!("SELECT {}", powers.replacen(" FROM", " AS yes FROM", 1))).get_result(&mut connection).unwrap();
    assert!(!answer.yes, "neither role has a power beyond its tables");
}

#[test]
fn row_level_security_binds_the_app() {
    let database = Postgres::shared().fresh_database();
    let table = "CREATE TABLE job (org text); INSERT INTO job VALUES ('a'), ('b'); GRANT SELECT ON job TO muster_app;";
    execute(&database.owner_url, table).unwrap();
    assert!(holds(&database.app_url, "(SELECT count(*) FROM job) = 2"), "counter-proof: without a policy all is seen");
    let policy = "ALTER TABLE job ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY own ON job USING (org = 'a');";
    execute(&database.owner_url, policy).unwrap();
    assert!(holds(&database.app_url, "(SELECT count(*) FROM job) = 1"));
    assert!(holds(&database.owner_url, "(SELECT count(*) FROM job) = 1"), "FORCE binds the owner too");
}

#[test]
fn databases_are_apart_and_text_sorts_by_language() {
    let (one, other) = (Postgres::shared().fresh_database(), Postgres::shared().fresh_database());
    execute(&one.owner_url, "CREATE TABLE job (id bigint)").unwrap();
    assert!(holds(&one.owner_url, "to_regclass('job') IS NOT NULL"));
    assert!(holds(&other.owner_url, "to_regclass('job') IS NULL"));
    assert!(holds(&one.app_url, "'a' < 'B' AND NOT 'a' < 'B' COLLATE \"C\""));
}

#[test]
fn a_template_is_made_once_and_copied() {
    let postgres = Postgres::shared();
    let prepare = |database: &Database| execute(&database.owner_url, "CREATE TABLE job (id bigint)").unwrap();
    let first = postgres.database_like("with-jobs", prepare);
    let second = postgres.database_like("with-jobs", |_| unreachable!("it is made already"));
    execute(&first.owner_url, "INSERT INTO job VALUES (1)").unwrap();
    assert!(holds(&first.owner_url, "(SELECT count(*) FROM job) = 1"));
    assert!(holds(&second.owner_url, "(SELECT count(*) FROM job) = 0"));
}

#[test]
fn a_durable_server_syncs_and_leaves_nothing_when_dropped() {
    #[derive(diesel::QueryableByName)]
    struct Setting {
        #[diesel(sql_type = Text)]
        fsync: String,
    }
    let postgres = Postgres::start(Durability::Durable);
    let data = postgres.data_folder().to_owned();
    let mut connection = PgConnection::establish(&postgres.fresh_database().app_url).unwrap();
    let setting: Setting = sql_query("SHOW fsync").get_result(&mut connection).unwrap();
    assert_eq!(setting.fsync, "on");
    drop(postgres);
    assert!(!data.exists());
}

#[test]
fn a_killed_owner_leaves_neither_server_nor_files() {
    let mut owner = Command::new(env!("CARGO_BIN_EXE_test-postgres")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(owner.stdout.take().unwrap()).lines();
    let mut next = || said.next().unwrap().unwrap().split_whitespace().nth(1).unwrap().to_owned();
    let (data, app_url) = (PathBuf::from(next()), {
        next();
        next()
    });
    assert!(holds(&app_url, "true"));
    assert!(data.join("postmaster.pid").exists());
    owner.kill().unwrap();
    owner.wait().unwrap();
    wait_until_gone(data.parent().unwrap());
    assert!(PgConnection::establish(&app_url).is_err());
}

#[expect(clippy::disallowed_methods, reason = "the end of a process that is not our child can only be looked for")]
fn wait_until_gone(folder: &Path) {
    for _ in 0..1_000 {
        if !folder.exists() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("{} is still there", folder.display());
}
