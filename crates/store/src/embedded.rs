//! The embedded engine: SQLite under SQLCipher, one file and one key per realm.
//!
//! The order matters: the key goes first; then we ask whether the cipher is there at all (plain SQLite would take the same
//! commands and write plaintext); then we read, because a wrong key shows only at the first read; then we ask whose file it is.

use crate::Connection;
use diesel::connection::{Connection as _, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::SqliteConnection;
use kernel::{Error, Result};
use std::path::Path;
use zeroize::Zeroizing;

/// Whether a file may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It must exist.
    Existing,
    /// It must not exist yet.
    New,
}

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Read alone: a write is refused by the engine, so that nothing is changed without its event record.
    Reading,
    /// Read and write.
    Writing,
}

/// Least and most of a file that one connection keeps decrypted, in KiB. The least is the engine's own default.
const CACHE_KIB: (u64, u64) = (2_000, 32_768);

/// How much of the file at `path` a connection should keep decrypted, in KiB: a sixty-fourth of it. Decrypting a page costs some ten
/// microseconds, and the upper pages of the indexes, which every request reads, are about that part of a large file.
pub(crate) fn cache_kib(path: &Path) -> u64 {
    let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
    (bytes / 1024 / 64).clamp(CACHE_KIB.0, CACHE_KIB.1)
}

/// Opens a file with its key for one of the two uses.
pub(crate) fn open_for(purpose: Use, path: &Path, key: &vault::DatabaseKey) -> Result<SqliteConnection> {
    let mut connection = open(path, key, Mode::Existing)?;
    run(&mut connection, &format!("PRAGMA cache_size = -{};", cache_kib(path)))?;
    if purpose == Use::Reading {
        run(&mut connection, "PRAGMA query_only = ON;")?;
    }
    Ok(connection)
}

/// Opens a file with its key.
pub(crate) fn open(path: &Path, key: &vault::DatabaseKey, mode: Mode) -> Result<SqliteConnection> {
    let exists = path.exists();
    match mode {
        Mode::Existing if !exists => return Err(Error::internal(format!("{} is missing", path.display()))),
        Mode::New if exists => return Err(Error::internal(format!("{} exists already", path.display()))),
        _ => {}
    }
    let text = path.to_str().ok_or_else(|| Error::internal("the data folder's path is not UTF-8"))?;
    let mut connection = SqliteConnection::establish(text).map_err(|_| Error::internal(format!("{} does not open", path.display())))?;
    let pragma = Zeroizing::new(format!("PRAGMA key = \"{}\";", &*key.pragma_value()));
    run(&mut connection, &pragma)?;
    // Patience first: already the first read can meet another connection that recovers the file after a crash.
    run(&mut connection, "PRAGMA cipher_log_level = NONE; PRAGMA busy_timeout = 10000;")?;
    ciphered(&mut connection)?;
    readable(&mut connection, path)?;
    run(
        &mut connection,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(connection)
}

fn run(connection: &mut SqliteConnection, statements: &str) -> Result<()> {
    // The statement may hold the key: nothing of it goes into the error.
    connection.batch_execute(statements).map_err(|_| Error::internal("the database refused a setting"))
}

fn ciphered(connection: &mut SqliteConnection) -> Result<()> {
    let version: Vec<CipherVersion> = diesel::sql_query("PRAGMA cipher_version").load(connection).unwrap_or_default();
    if version.first().is_none_or(|word| word.cipher_version.is_empty()) {
        return Err(Error::internal("this program was built without SQLCipher: it would write plaintext"));
    }
    Ok(())
}

#[derive(QueryableByName)]
struct CipherVersion {
    #[diesel(sql_type = Text)]
    cipher_version: String,
}

fn readable(connection: &mut SqliteConnection, path: &Path) -> Result<()> {
    diesel::sql_query("SELECT count(*) FROM sqlite_master")
        .execute(connection)
        .map(|_| ())
        .map_err(|_| Error::internal(format!("{} does not open with its key: wrong key, swapped or damaged file", path.display())))
}

/// Whose file it is, as it says itself; `None` before the first migration.
pub(crate) fn owner(connection: &mut Connection) -> Result<Option<String>> {
    use crate::schema::meta;
    Ok(meta::table.find("realm").select(meta::value).get_result(connection).optional()?)
}

/// How far the schema of a file has come: the count of migrations run, kept in the file's header where reading it is free.
pub(crate) fn schema_version(connection: &mut SqliteConnection) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Version {
        #[diesel(sql_type = BigInt)]
        user_version: i64,
    }
    let version: Version = diesel::sql_query("PRAGMA user_version").get_result(connection)?;
    Ok(version.user_version)
}

/// Notes how far the schema has come.
pub(crate) fn set_schema_version(connection: &mut SqliteConnection, version: i64) -> Result<()> {
    run(connection, &format!("PRAGMA user_version = {version};"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_once_and_missed_when_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one.db");
        let random = &mut vault::OsRandom;
        let key = vault::MasterKey::generate("org_00000000000000000000000000", random).unwrap().database_key().unwrap();
        open(&path, &key, Mode::Existing).map(|_| ()).unwrap_err();
        assert!(!path.exists());
        set_schema_version(&mut open(&path, &key, Mode::New).unwrap(), 7).unwrap();
        let refused = open(&path, &key, Mode::New).map(|_| ()).unwrap_err().to_string();
        assert!(refused.contains("exists already"), "{refused}");
        assert_eq!(schema_version(&mut open(&path, &key, Mode::Existing).unwrap()).unwrap(), 7);
    }
}
