//! One writer and a few readers on one encrypted file, set as Muster sets its own.

use axum::http::StatusCode;
use rusqlite::Connection;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

const READERS: usize = 4;
pub const OPEN: &str = "PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\";
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000; PRAGMA secure_delete = ON;
    PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;";

pub struct Database {
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    free: Semaphore,
}

pub type Shared = Arc<Database>;
pub type Answer<T> = Result<T, StatusCode>;

impl Database {
    pub fn open(file: &str) -> rusqlite::Result<Self> {
        let connect = || {
            let connection = Connection::open(file)?;
            connection.execute_batch(OPEN)?;
            connection.set_prepared_statement_cache_capacity(64);
            Ok::<_, rusqlite::Error>(connection)
        };
        let readers = (0..READERS).map(|_| connect()).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { writer: Mutex::new(connect()?), readers: Mutex::new(readers), free: Semaphore::new(READERS) })
    }

    /// On the thread that asks: for so short a wait another thread would only cost.
    pub async fn read<T>(self: Shared, act: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Answer<T> {
        let _permit = self.free.acquire().await.map_err(fault)?;
        let taken = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = taken.ok_or(StatusCode::SERVICE_UNAVAILABLE)?;
        let answer = act(&connection);
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        answer.map_err(told)
    }

    pub async fn write<T: Send + 'static>(
        self: Shared,
        act: impl FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Answer<T> {
        blocking(move || {
            let mut connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction()?;
            let answer = act(&transaction)?;
            transaction.commit()?;
            Ok(answer)
        })
        .await
    }
}

async fn blocking<T: Send + 'static>(act: impl FnOnce() -> rusqlite::Result<T> + Send + 'static) -> Answer<T> {
    tokio::task::spawn_blocking(act).await.map_err(fault)?.map_err(told)
}

fn told(error: rusqlite::Error) -> StatusCode {
    match error {
        rusqlite::Error::QueryReturnedNoRows => StatusCode::NOT_FOUND,
        other => fault(other),
    }
}

pub fn fault(error: impl std::fmt::Display) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}
