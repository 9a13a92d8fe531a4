//! A real PostgreSQL server for tests: made on first use, thrown away with the test process.
//!
//! Invariants: nothing is mocked and nothing skipped (a missing server ends the test with the command that installs one); the
//! roles are those of production in miniature, so row-level security is in force for [`Database::app_url`]; text sorts by a natural
//! language, as on most installed servers, so an order that the code left to the database is noticed.

mod account;
mod programs;
mod server;

use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, PgConnection};
use kernel::{Rng as _, SystemRng};
use server::Server;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

const SUPERUSER: &str = "postgres";
const OWNER: &str = "muster_owner";
const APP: &str = "muster_app";

/// Whether an acknowledged write must outlive a crash of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// No syncing: several times faster, and enough for whatever does not crash the server on purpose.
    Fast,
    /// As in production.
    Durable,
}

/// A running PostgreSQL server that belongs to this test process.
#[derive(Debug)]
pub struct Postgres {
    server: Server,
    password: String,
    databases: AtomicU32,
    /// Names of the templates that are made; held while one is being made, so that it is made once.
    templates: Mutex<Vec<String>>,
}

/// A database of its own on a server, and the ways in. Each is a URL as an operator would write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Database {
    /// The database's name.
    pub name: String,
    /// The role that owns the schema and runs migrations. May log in, which production need not allow.
    pub owner_url: String,
    /// The role that serves requests: no superuser, no way around row-level security, owner of nothing.
    pub app_url: String,
    /// The superuser, to whom a test turns for what neither role may do.
    pub superuser_url: String,
}

impl Postgres {
    /// The server that all tests of this process share, started by the first to ask.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(Durability::Fast))
    }

    /// Starts a server for one test alone; it ends when the value is dropped.
    pub fn start(durability: Durability) -> Self {
        let password = random_hex();
        let server = Server::start(durability, SUPERUSER, &password);
        let postgres = Self { server, password, databases: AtomicU32::new(0), templates: Mutex::default() };
        let role = |name: &str| {
            format!("CREATE ROLE {name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '{}';", postgres.password)
        };
        run(&postgres.url(SUPERUSER, "postgres"), &format!("{}{}", role(OWNER), role(APP)));
        postgres
    }

    /// A new, empty database.
    pub fn fresh_database(&self) -> Database {
        self.create("template0")
    }

    /// A copy of the database called `template`, which is made the first time by running `prepare` on an empty one: migrate
    /// once, then copy. `prepare` must close its connections before it returns.
    pub fn database_like(&self, template: &str, prepare: impl FnOnce(&Database)) -> Database {
        {
            let mut made = self.templates.lock().unwrap_or_else(PoisonError::into_inner);
            if !made.iter().any(|name| name == template) {
                let database = self.create("template0");
                prepare(&database);
                let rename = format!("ALTER DATABASE {} RENAME TO {};", quoted(&database.name), quoted(template));
                run(&self.url(SUPERUSER, "postgres"), &rename);
                made.push(template.to_owned());
            }
        }
        self.create(template)
    }

    /// The folder with the server's data, for tests that search its bytes.
    pub fn data_folder(&self) -> &Path {
        &self.server.data
    }

    fn create(&self, template: &str) -> Database {
        let name = format!("muster_{}", self.databases.fetch_add(1, Ordering::SeqCst));
        // PUBLIC may connect to any database and, before PostgreSQL 15, create in its public schema: both are taken away.
        let create = format!("CREATE DATABASE {} OWNER {OWNER} TEMPLATE {};", quoted(&name), quoted(template));
        run(&self.url(SUPERUSER, "postgres"), &create);
        let database =
            Database { owner_url: self.url(OWNER, &name), app_url: self.url(APP, &name), superuser_url: self.url(SUPERUSER, &name), name };
        let rights = format!(
            "REVOKE ALL ON DATABASE {name} FROM PUBLIC; GRANT CONNECT ON DATABASE {name} TO {APP};
             REVOKE CREATE ON SCHEMA public FROM PUBLIC; ALTER SCHEMA public OWNER TO {OWNER};",
            name = quoted(&database.name)
        );
        run(&database.superuser_url, &rights);
        database
    }

    fn url(&self, role: &str, database: &str) -> String {
        format!("postgresql://{role}:{}@127.0.0.1:{}/{database}", self.password, self.server.port)
    }
}

fn run(url: &str, statements: &str) {
    // Statement by statement: CREATE DATABASE refuses to share a message with others.
    let mut connection = PgConnection::establish(url).unwrap_or_else(|error| panic!("PostgreSQL lets nobody in: {error}"));
    for statement in statements.split_inclusive(';') {
        connection.batch_execute(statement).unwrap_or_else(|error| panic!("PostgreSQL refused {statement}: {error}"));
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn random_hex() -> String {
    let mut bytes = [0; 16];
    SystemRng.fill(&mut bytes);
    hex::encode(bytes)
}
