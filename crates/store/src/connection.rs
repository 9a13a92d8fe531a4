//! One connection type over both engines, chosen at run time.
#![expect(missing_docs, reason = "the derive makes public items without documentation")]

use diesel::{PgConnection, SqliteConnection};

/// A connection to either engine.
#[derive(diesel::MultiConnection)]
pub enum EngineConnection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}
