//! Forward-only migrations, one set an engine; a test holds the two schemas against one another.

use crate::{embedded, postgres};
use diesel::sqlite::SqliteConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use kernel::{Error, Result};

const SQLITE_DIRECTORY: EmbeddedMigrations = embed_migrations!("migrations/sqlite/directory");
const SQLITE_ORGANISATION: EmbeddedMigrations = embed_migrations!("migrations/sqlite/organisation");
/// Both PostgreSQL sets share one table of what was run, so their versions must differ: the directory's begin with `d`.
const POSTGRES_DIRECTORY: EmbeddedMigrations = embed_migrations!("migrations/postgres/directory");
const POSTGRES_ORGANISATION: EmbeddedMigrations = embed_migrations!("migrations/postgres/organisation");

/// Which set of tables a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tables {
    Directory,
    Organisation,
}

/// How many migrations the set has; kept in each file's header so that an up-to-date file costs one number to check.
fn newest(tables: Tables) -> i64 {
    match tables {
        Tables::Directory => 3,
        Tables::Organisation => ORGANISATION_MIGRATIONS,
    }
}

/// Raise by one with each migration added for organisations; a test counts the folders.
const ORGANISATION_MIGRATIONS: i64 = 29;

/// Brings a file up to date; a file newer than this program is refused.
pub(crate) fn bring_up(connection: &mut SqliteConnection, tables: Tables) -> Result<()> {
    let (found, wanted) = (embedded::schema_version(connection)?, newest(tables));
    if found == wanted {
        return Ok(());
    }
    if found > wanted {
        return Err(Error::internal("the database was written by a newer Muster: start that one"));
    }
    let set = match tables {
        Tables::Directory => SQLITE_DIRECTORY,
        Tables::Organisation => SQLITE_ORGANISATION,
    };
    connection.run_pending_migrations(set).map_err(|error| Error::internal(format!("migration: {error}")))?;
    embedded::set_schema_version(connection, wanted)
}

/// Brings a PostgreSQL database up to date as its owner, lays the policies, and grants the app role its rights.
pub(crate) fn bring_up_postgres(owner_url: &str, app_role: &str) -> Result<Vec<String>> {
    let mut connection = postgres::establish(owner_url)?;
    if postgres::current_role(&mut connection)? == app_role {
        return Err(Error::internal("the owner and the app role must be two different roles"));
    }
    let mut run = Vec::new();
    for set in [POSTGRES_DIRECTORY, POSTGRES_ORGANISATION] {
        let done = connection.run_pending_migrations(set).map_err(|error| Error::internal(format!("migration: {error}")))?;
        run.extend(done.iter().map(ToString::to_string));
    }
    postgres::lay_policies(&mut connection, app_role)?;
    Ok(run)
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::migration::MigrationSource;
    use diesel::sqlite::Sqlite;

    #[test]
    fn the_numbers_kept_in_file_headers_count_the_migrations() {
        let count = |set: &EmbeddedMigrations| i64::try_from(MigrationSource::<Sqlite>::migrations(set).unwrap().len()).unwrap();
        assert_eq!(newest(Tables::Directory), count(&SQLITE_DIRECTORY));
        assert_eq!(newest(Tables::Organisation), count(&SQLITE_ORGANISATION));
    }
    #[test]
    fn versions_that_share_a_table_differ() {
        use diesel::pg::Pg;
        let versions = |set: &EmbeddedMigrations| -> std::collections::BTreeSet<String> {
            MigrationSource::<Pg>::migrations(set).unwrap().iter().map(|migration| migration.name().version().to_string()).collect()
        };
        assert!(versions(&POSTGRES_DIRECTORY).is_disjoint(&versions(&POSTGRES_ORGANISATION)));
    }
}
