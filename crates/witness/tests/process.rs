//! The witness as a process of its own: it signs what only grew, and nothing else, also after it was killed.
#![expect(clippy::unwrap_used, reason = "a test's own functions end the test")]

use http_body_util::{BodyExt as _, Full};
use hyper::StatusCode;
use hyper_util::rt::TokioIo;
use ledger::{Checkpoint, ConsistencyFile, Hash, MemoryNodes, Note, NoteSigner, WitnessKey, consistency_proof, leaf_hash, root_at};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const ORIGIN: &str = "muster.test/log/org_a";

struct Witness {
    process: Child,
    key: WitnessKey,
    address: String,
}

impl Witness {
    fn start(folder: &Path) -> Self {
        let mut process = command()
            .args(["serve", "--listen", "127.0.0.1:0", "--key"])
            .arg(folder.join("key"))
            .arg("--logs")
            .arg(folder.join("logs"))
            .arg("--kept")
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let key = lines.next().unwrap().unwrap().parse().unwrap();
        let address = lines.next().unwrap().unwrap().strip_prefix("listening on ").unwrap().to_owned();
        Self { process, key, address }
    }

    async fn ask(&self, request: String) -> (StatusCode, Option<String>, String) {
        let stream = tokio::net::TcpStream::connect(&self.address).await.unwrap();
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        let request =
            hyper::Request::post("/add-checkpoint").header("host", &self.address).body(Full::<hyper::body::Bytes>::from(request)).unwrap();
        let answer = sender.send_request(request).await.unwrap();
        let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, kind, String::from_utf8(body.to_vec()).unwrap())
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_muster-witness"))
}

/// A log of numbered leaves; another `history` is another log under the same name and key.
struct Log {
    signer: NoteSigner,
    leaves: Vec<Hash>,
}

impl Log {
    fn new(history: &str) -> Self {
        let leaves = (0..100).map(|n| leaf_hash(format!("{history} {n}").as_bytes())).collect();
        Self { signer: NoteSigner::from_seed(ORIGIN, &[7; 32]).unwrap(), leaves }
    }

    fn note(&self, size: u64) -> Note {
        let root = root_at(size, &mut self.nodes()).unwrap();
        Note::parse(&Checkpoint::new(ORIGIN, size, root).unwrap().sign(&self.signer).unwrap()).unwrap()
    }

    fn request(&self, old: u64, size: u64) -> String {
        let hashes = if old == 0 { Vec::new() } else { consistency_proof(old, size, &mut self.nodes()).unwrap() };
        ConsistencyFile { old, hashes, checkpoint: self.note(size) }.to_string()
    }

    fn nodes(&self) -> MemoryNodes {
        self.leaves.iter().copied().collect()
    }
}

fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = command().args(["key", "--name", "witness.test/w1", "--file"]).arg(folder.path().join("key")).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let log = NoteSigner::from_seed(ORIGIN, &[7; 32]).unwrap();
    std::fs::write(folder.path().join("logs"), format!("# the one log\n{}\n", log.verifier_key())).unwrap();
    folder
}

#[tokio::test]
async fn it_signs_what_only_grew_and_nothing_else() {
    let folder = prepared();
    let (witness, log, other) = (Witness::start(folder.path()), Log::new("one"), Log::new("another"));
    for (old, size) in [(0, 5), (5, 5), (5, 64), (64, 77)] {
        let (status, _, line) = witness.ask(log.request(old, size)).await;
        assert_eq!(status, StatusCode::OK, "{old} to {size}: {line}");
        let signed = Note::parse(&format!("{}{line}", log.note(size))).unwrap();
        assert!(witness.key.seen(&signed).unwrap() > 1_700_000_000);
        assert_eq!(signed.verify(&[log.signer.verifier_key().clone()]).unwrap().len(), 1);
    }
    // What it has signed it knows, whatever the sender believes.
    let (status, kind, size) = witness.ask(log.request(5, 80)).await;
    assert_eq!((status, kind.as_deref(), size.as_str()), (StatusCode::CONFLICT, Some("text/x.tlog.size"), "77\n"));
    // Another history under the same key: the same size, a larger size with its own proof, a smaller one.
    assert_eq!(witness.ask(other.request(77, 77)).await.0, StatusCode::CONFLICT);
    assert_eq!(witness.ask(other.request(77, 80)).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(witness.ask(other.request(0, 80)).await.0, StatusCode::CONFLICT);
    let shrunk = log.request(0, 60).replace("old 0\n", "old 77\n");
    assert_eq!(witness.ask(shrunk).await.0, StatusCode::BAD_REQUEST);
    // The counter-proof: the true history goes on.
    assert_eq!(witness.ask(log.request(77, 80)).await.0, StatusCode::OK);
}

#[tokio::test]
async fn strangers_and_forgeries_are_turned_away() {
    let folder = prepared();
    let (witness, log) = (Witness::start(folder.path()), Log::new("one"));
    let stranger = NoteSigner::from_seed("elsewhere.test/log", &[1; 32]).unwrap();
    let head = |origin: &str, signer: &NoteSigner| {
        let root = root_at(3, &mut log.nodes()).unwrap();
        let text = Checkpoint::new(origin, 3, root).unwrap().to_string();
        ConsistencyFile { old: 0, hashes: Vec::new(), checkpoint: Note::sign(&text, &[signer]).unwrap() }.to_string()
    };
    assert_eq!(witness.ask(head("elsewhere.test/log", &stranger)).await.0, StatusCode::NOT_FOUND);
    let forger = NoteSigner::from_seed(ORIGIN, &[2; 32]).unwrap();
    assert_eq!(witness.ask(head(ORIGIN, &forger)).await.0, StatusCode::FORBIDDEN);
    for bad in ["", "old 0\n", "old -1\n\n", "old 00\n\nx\n", "old 0\nzz\n\nx\n"] {
        assert_eq!(witness.ask(bad.to_owned()).await.0, StatusCode::BAD_REQUEST, "{bad:?}");
    }
    assert_eq!(witness.ask("x".repeat(70_000)).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    let needless = log.request(0, 5).replace("old 0\n", &format!("old 0\n{}\n", log.leaves[0].to_base64()));
    assert_eq!(witness.ask(needless).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn it_remembers_after_it_was_killed() {
    let folder = prepared();
    let (log, other) = (Log::new("one"), Log::new("another"));
    let witness = Witness::start(folder.path());
    assert_eq!(witness.ask(log.request(0, 40)).await.0, StatusCode::OK);
    drop(witness);
    let witness = Witness::start(folder.path());
    assert_eq!(witness.ask(other.request(0, 50)).await.0, StatusCode::CONFLICT);
    assert_eq!(witness.ask(log.request(40, 50)).await.0, StatusCode::OK);
    drop(witness);
    // A damaged memory is no empty one: it answers nothing rather than sign a second history.
    let kept = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    let kept: Vec<_> = kept.filter(|path| path.extension().is_some_and(|kind| kind == "checkpoint")).collect();
    assert_eq!(kept.len(), 1);
    std::fs::write(&kept[0], "").unwrap();
    let witness = Witness::start(folder.path());
    assert_eq!(witness.ask(other.request(0, 50)).await.0, StatusCode::INTERNAL_SERVER_ERROR);
}

#[test]
fn a_key_is_made_once_kept_shut_and_clear_text_stays_on_the_machine() {
    let folder = prepared();
    let again = command().args(["key", "--name", "w", "--file"]).arg(folder.path().join("key")).output().unwrap();
    assert!(!again.status.success());
    let serve = |listen: &str| {
        let mut serve = command();
        serve.args(["serve", "--listen", listen, "--key"]).arg(folder.path().join("key"));
        serve.arg("--logs").arg(folder.path().join("logs")).arg("--kept").arg(folder.path()).output().unwrap()
    };
    let refused = serve("0.0.0.0:0");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("loopback alone"));
    let wide = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(folder.path().join("key"), wide).unwrap();
    assert!(String::from_utf8_lossy(&serve("127.0.0.1:0").stderr).contains("others can read it"));
}
