//! Sending a file: it is sealed as it comes in, then looked through.

use super::mapping::MappingFault;
use super::rows::{self, ImportRow};
use super::source::{Source, file_id, folder, not_kept};
use super::table::{Survey, TableFault, survey};
use super::wire::{Detected, ImportView, UploadQuery};
use super::{ImportId, UPLOADED};
use access::edge::{Answer, Created, Query};
use access::{Cx, permit};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header::CONTENT_TYPE};
use futures_util::StreamExt as _;
use kernel::{Error, FieldFault, Result};
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use store::{Event, Subject};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use vault::FileSealer;

/// Most bytes of a file: 256 MiB.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;
const KINDS: &[&str] = &["text/csv", "application/octet-stream", "text/plain", "application/vnd.ms-excel", "text/tab-separated-values"];

/// Send a file of jobs.
///
/// The body is the file itself, at most 256 MiB. It is sealed as it comes in and looked through; nothing is imported yet.
#[utoipa::path(post, path = "/imports", operation_id = "uploadImport", tag = "Imports", params(UploadQuery),
    request_body(content = Vec<u8>, content_type = "text/csv", description = "The file"),
    responses((status = 201, body = ImportView, description = "The import, ready to be mapped")))]
pub async fn upload_import(
    cx: Cx<permit::ImportsRun>,
    Query(query): Query<UploadQuery>,
    headers: HeaderMap,
    body: Body,
) -> Answer<Created<ImportView>> {
    super::whole(&cx)?;
    check_kind(&headers)?;
    let id = cx.read(|tx| Ok(ImportId::new(tx.now(), tx.rng()))).await?;
    let kept = receive(&cx, id, body).await?;
    let source = Source::Sealed { path: kept.path.clone(), id, sealer: cx.files()?.clone() };
    let found = look_through(source).await?;
    let row = enter(&cx, id, query.filename.into_string(), &kept, found).await?;
    kept.keep();
    let location = format!("/api/v1/imports/{id}");
    Ok(Created { row, location })
}

fn check_kind(headers: &HeaderMap) -> Result<()> {
    let sent = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if KINDS.contains(&kind.as_str()) {
        Ok(())
    } else {
        Err(Error::UnsupportedMediaType { wanted: "text/csv or application/octet-stream" })
    }
}

/// A sealed file that goes away again unless it is kept.
struct Kept {
    path: PathBuf,
    bytes: i64,
    keep: bool,
}

impl Kept {
    fn keep(mut self) {
        self.keep = true;
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if !self.keep {
            // What cannot be removed is sealed all the same.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// What is passed to the thread that seals. The end is said, so that a body that breaks off is not taken for a whole one.
enum Piece {
    More(Bytes),
    End,
}

async fn receive(cx: &Cx<permit::ImportsRun>, id: ImportId, body: Body) -> Result<Kept> {
    let (send, pieces) = mpsc::channel(8);
    let (folder, sealer) = (folder(cx), cx.files()?.clone());
    let sealing = spawn_blocking(move || seal(folder, id, &sealer, pieces));
    let passed = pass_on(body, &send).await;
    drop(send);
    let sealed = sealing.await.map_err(|_| Error::internal("sealing a file panicked"))?;
    passed.and(sealed)
}

async fn pass_on(body: Body, to: &mpsc::Sender<Piece>) -> Result<()> {
    let mut bytes = 0;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Error::Malformed("The body could not be read to its end.".into()))?;
        bytes += piece.len() as u64;
        if bytes > MOST_BYTES {
            return Err(Error::TooLarge { limit: MOST_BYTES });
        }
        if to.send(Piece::More(piece)).await.is_err() {
            // The other side tells why it stopped.
            return Ok(());
        }
    }
    let _ = to.send(Piece::End).await;
    Ok(())
}

fn seal(folder: PathBuf, id: ImportId, sealer: &FileSealer, mut pieces: mpsc::Receiver<Piece>) -> Result<Kept> {
    let told = |error: std::io::Error| Error::internal(format!("keeping a file: {error}"));
    fs::create_dir_all(&folder).map_err(told)?;
    let mut kept = Kept { path: folder.join(format!("{id}.sealed")), bytes: 0, keep: false };
    let file = File::create_new(&kept.path).map_err(told)?;
    let mut writer = sealer.writer(&file_id(id), file, &mut vault::OsRandom).map_err(told)?;
    loop {
        match pieces.blocking_recv() {
            Some(Piece::More(piece)) => {
                writer.write_all(&piece).map_err(told)?;
                kept.bytes += i64::try_from(piece.len()).unwrap_or(0);
            }
            Some(Piece::End) => break,
            None => return Err(Error::Malformed("The body could not be read to its end.".into())),
        }
    }
    if kept.bytes == 0 {
        return Err(Error::field("body", "empty", TableFault::Empty.to_string()));
    }
    writer.finish().and_then(|file| file.sync_all()).map_err(told)?;
    // The name of the file is to survive a power cut as its content does.
    File::open(&folder).and_then(|folder| folder.sync_all()).map_err(told)?;
    Ok(kept)
}

async fn look_through(source: Source) -> Result<Survey> {
    let found = spawn_blocking(move || survey(|| source.open(), None, None)).await;
    found.map_err(|_| Error::internal("looking through a file panicked"))?.map_err(no_table)
}

/// A mapping that does not fit its file, as the sender is told.
pub(super) fn not_fitting(faults: Vec<MappingFault>) -> Error {
    let told =
        |fault: MappingFault| FieldFault { field: format!("mapping.{}", fault.part), code: "not-acceptable".into(), message: fault.reason };
    Error::Invalid(faults.into_iter().map(told).collect())
}

/// A file that is no table, as the sender is told.
pub(super) fn no_table(fault: TableFault) -> Error {
    match fault {
        TableFault::Io(error) if error.kind() == ErrorKind::NotFound => not_kept(),
        TableFault::Io(error) => Error::internal(format!("reading a file: {}", error.kind())),
        other => Error::field("body", "not-a-table", other.to_string()),
    }
}

async fn enter(cx: &Cx<permit::ImportsRun>, id: ImportId, filename: String, kept: &Kept, found: Survey) -> Result<ImportView> {
    let (bytes, sender) = (kept.bytes, cx.member());
    cx.write(move |mut tx| {
        let rows_total = i64::try_from(found.rows).ok();
        let detected = serde_json::to_string(&Detected::from(found)).map_err(Error::internal)?;
        let sealed_file = format!("{id}.sealed");
        let row =
            ImportRow { bytes, sealed_file, rows_total, created_by: Some(sender), ..ImportRow::new(id, filename, detected, tx.now()) };
        rows::insert(&mut tx, &row)?;
        let event =
            Event::new(&UPLOADED, Subject::new("import", id)).label(&row.filename).first("bytes", &bytes).first("rows", &rows_total);
        let named = rows::named(&mut tx, row)?;
        tx.commit(event, ImportView::from(named))
    })
    .await
}
