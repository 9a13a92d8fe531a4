//! A hand on the stored bytes themselves, as somebody has who holds the disk, and here the keys too.

use crate::world::World;
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::{PgConnection, SqliteConnection};
use kernel::OrganisationId;
use std::path::{Path, PathBuf};
use vault::{InstanceId, InstanceMaster, MasterKey, WrappedKey};

/// The pragma value of the directory's key.
pub fn directory_key(world: &World) -> String {
    let (id, master) = keyring(world);
    let master = InstanceMaster::unwrap(&world.roots, &id, &master).unwrap();
    master.database_key().pragma_value().to_string()
}

fn keyring(world: &World) -> (InstanceId, WrappedKey) {
    let text = std::fs::read_to_string(world.folder.path().join("keyring.json")).unwrap();
    let ring: serde_json::Value = serde_json::from_str(&text).unwrap();
    (ring["instance"].as_str().unwrap().parse().unwrap(), ring["master"].as_str().unwrap().parse().unwrap())
}

/// The pragma value of an organisation's key.
pub fn organisation_key(world: &World, id: OrganisationId) -> String {
    #[derive(QueryableByName)]
    struct Wrapped {
        #[diesel(sql_type = diesel::sql_types::Text)]
        wrapped: String,
    }
    let mut directory = open(&directory_path(world), &directory_key(world)).unwrap();
    let query = format!("SELECT wrapped FROM organisation_key WHERE organisation_id = '{id}' AND purpose = 'master'");
    let row: Wrapped = diesel::sql_query(query).get_result(&mut directory).unwrap();
    let master = MasterKey::unwrap(&world.roots, &keyring(world).0, id.as_str(), &row.wrapped.parse().unwrap()).unwrap();
    master.database_key().unwrap().pragma_value().to_string()
}

pub fn directory_path(world: &World) -> PathBuf {
    world.folder.path().join("directory.db")
}

pub fn organisation_path(world: &World, id: OrganisationId) -> PathBuf {
    world.folder.path().join("organisations").join(format!("{id}.db"))
}

/// Opens a file with a key and reads, because a wrong key shows only then.
pub fn open(path: &Path, key: &str) -> Result<SqliteConnection, String> {
    let mut file = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    file.batch_execute(&format!("PRAGMA key = \"{key}\"; PRAGMA cipher_log_level = NONE; SELECT count(*) FROM sqlite_master;"))
        .map(|()| file)
        .map_err(|error| error.to_string())
}

/// Changes the directory behind the store's back.
pub fn change_directory(world: &World, statements: &str) -> Result<(), String> {
    match &world.database {
        None => run(&mut open(&directory_path(world), &directory_key(world))?, statements),
        Some(database) => run(&mut PgConnection::establish(&database.superuser_url).unwrap(), statements),
    }
}

/// Changes an organisation's rows behind the store's back; in PostgreSQL as the superuser, whom no policy binds.
pub fn change(world: &World, id: OrganisationId, statements: &str) -> Result<(), String> {
    match &world.database {
        None => run(&mut open(&organisation_path(world, id), &organisation_key(world, id))?, statements),
        Some(database) => run(&mut PgConnection::establish(&database.superuser_url).unwrap(), statements),
    }
}

fn run(connection: &mut impl Connection, statements: &str) -> Result<(), String> {
    connection.batch_execute(statements).map_err(|error| error.to_string())
}
