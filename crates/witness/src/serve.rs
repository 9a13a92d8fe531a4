//! Answering logs over HTTP.

use crate::args::Serve;
use crate::kept::Kept;
use crate::verdict::{self, Refused};
use crate::{key, logs};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use kernel::{Clock as _, SystemClock};
use ledger::{Checkpoint, Cosigner, VerifierKey};
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

/// Longest request: a proof of 63 hashes and a checkpoint with many signatures are far shorter.
const MOST_BYTES: usize = 64 * 1024;

struct Witness {
    cosigner: Cosigner,
    logs: Vec<VerifierKey>,
    /// One head is judged and kept at a time: two requests for one log cannot both win.
    kept: Mutex<Kept>,
}

/// Serves until the process is told to end.
pub(crate) fn run(serve: Serve) -> Result<String, String> {
    if !serve.listen.ip().is_loopback() {
        return Err("clear text is spoken on loopback alone: let a web server on this machine end TLS".into());
    }
    let witness = Witness { cosigner: key::open(&serve.key)?, logs: logs::read(&serve.logs)?, kept: Mutex::new(Kept::open(&serve.kept)?) };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())?;
    runtime.block_on(listen(serve, Arc::new(witness)))?;
    Ok(String::new())
}

async fn listen(serve: Serve, witness: Arc<Witness>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", serve.listen);
    let socket = tokio::net::TcpListener::bind(serve.listen).await.map_err(failed)?;
    let address = socket.local_addr().map_err(failed)?;
    // Whoever started it may want to know the port: nothing is lost when nobody reads it.
    let _ = writeln!(std::io::stdout(), "{}\nlistening on {address}", witness.cosigner.key());
    let app = Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .route("/key", get(|State(witness): State<Arc<Witness>>| async move { format!("{}\n", witness.cosigner.key()) }))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(witness);
    axum::serve(socket, app).with_graceful_shutdown(told_to_end()).await.map_err(failed)
}

async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

async fn add_checkpoint(State(witness): State<Arc<Witness>>, request: String) -> Response {
    let judged = tokio::task::spawn_blocking(move || witness.sign(&request)).await;
    match judged {
        Ok(Ok(Ok(line))) => line.into_response(),
        Ok(Ok(Err(refused))) => answer(refused),
        Ok(Err(why)) => {
            let _ = writeln!(std::io::stderr(), "muster-witness: {why}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl Witness {
    fn sign(&self, request: &str) -> Result<Result<String, Refused>, String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let head: Checkpoint = match verdict::judge(request, &self.logs, |origin| kept.latest(origin))? {
            Ok(head) => head,
            Err(refused) => return Ok(Err(refused)),
        };
        kept.keep(&head)?;
        let seconds = u64::try_from(SystemClock.now().millis() / 1000).unwrap_or(0);
        Ok(Ok(format!("{}\n", self.cosigner.cosign(&head.to_string(), seconds))))
    }
}

fn answer(refused: Refused) -> Response {
    match refused {
        Refused::Malformed(why) => (StatusCode::BAD_REQUEST, why + "\n").into_response(),
        Refused::UnknownLog => (StatusCode::NOT_FOUND, "unknown log\n").into_response(),
        Refused::Unsigned => (StatusCode::FORBIDDEN, "no known key of this log signed\n").into_response(),
        Refused::Conflict(size) => {
            (StatusCode::CONFLICT, [(header::CONTENT_TYPE, "text/x.tlog.size")], format!("{size}\n")).into_response()
        }
        Refused::Fork => (StatusCode::CONFLICT, "another head of this size was signed\n").into_response(),
        Refused::Unproved(why) => (StatusCode::UNPROCESSABLE_ENTITY, why + "\n").into_response(),
    }
}
