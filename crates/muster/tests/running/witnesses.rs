//! Two logs of the running program, an organisation's and the instance's, before a real witness: a process of its own behind TLS. It signs
//! what only grew; a log that went back, or was rewritten, it does not sign, and that is told.

use crate::house::{BOTH, House, On};
use crate::server::{Manner, Server};
use crate::visitor::Visitor;
use ledger::{Checkpoint, VerifierKey, WitnessKey, leaf_hash};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;

const SLUG: &str = "quill";

/// A program of another crate of this workspace, built as this one was: along with a test of its crate, for all of the workspace, so that what
/// was built for its tests is not built once more with other features.
fn program(test: &str, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_BIN_EXE_muster")).parent().unwrap();
    let profile = match folder.file_name().unwrap().to_str().unwrap() {
        "debug" => "test",
        other => other,
    };
    let mut build = Command::new(env!("CARGO"));
    build.args(["test", "--no-run", "--workspace", "--locked", "--quiet", "--test", test, "--profile", profile, "--target-dir"]);
    let built = build.arg(folder.parent().unwrap()).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    folder.join(name)
}

/// Somebody else's machine: the witness, and in front of it what ends TLS.
struct Witness {
    process: Child,
    key: WitnessKey,
    folder: tempfile::TempDir,
    certificate: PathBuf,
    port: u16,
}

impl Witness {
    /// A witness that was told of these logs.
    fn of(logs: &[String]) -> Self {
        let program = program("process", "muster-witness");
        let folder = tempfile::tempdir().unwrap();
        let made = Command::new(&program).args(["key", "--name", "witness.test/w1", "--file"]).arg(folder.path().join("key")).output();
        assert!(made.unwrap().status.success());
        std::fs::write(folder.path().join("logs"), logs.join("\n")).unwrap();
        std::fs::create_dir(folder.path().join("kept")).unwrap();
        let mut serve = Command::new(&program);
        serve.args(["serve", "--listen", "127.0.0.1:0", "--key"]).arg(folder.path().join("key"));
        serve.arg("--logs").arg(folder.path().join("logs")).arg("--kept").arg(folder.path().join("kept"));
        let mut process = serve.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let key = lines.next().unwrap().unwrap().parse().unwrap();
        let behind = lines.next().unwrap().unwrap().strip_prefix("listening on ").unwrap().to_owned();
        let (port, certificate) = front(folder.path(), behind);
        Self { process, key, folder, certificate, port }
    }

    /// The settings of a server that knows it.
    fn settings(&self) -> [String; 3] {
        [
            format!("--witnesses=[\"{} https://localhost:{}\"]", self.key, self.port),
            format!("--outbound-authority={}", self.certificate.display()),
            "--outbound-networks=[127.0.0.0/8, \"::1\"]".to_owned(),
        ]
    }

    /// Makes it remember another history of a log, as if somebody had shown it one.
    fn remembers(&self, log: &VerifierKey, size: u64) {
        let other = Checkpoint::new(log.name(), size, leaf_hash(b"another history")).unwrap();
        let name = format!("{}.checkpoint", leaf_hash(log.name().as_bytes()));
        std::fs::write(self.folder.path().join("kept").join(name), other.to_string()).unwrap();
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Ends TLS in front of `behind`, a connection for each request.
fn front(folder: &Path, behind: String) -> (u16, PathBuf) {
    let made = gate::SelfSigned { folder: folder.to_owned(), names: vec!["localhost".into()] };
    made.open_or_make(kernel::Clock::now(&kernel::SystemClock)).unwrap();
    let certificate = folder.join("self-signed.crt");
    let chain: Vec<_> = CertificateDer::pem_file_iter(&certificate).unwrap().map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(folder.join("self-signed.key")).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap());
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = socket.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in socket.incoming().flatten() {
            let stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            // Whoever breaks off is gone: the next one is served all the same.
            let _ = pass_on(BufReader::new(stream), &behind);
        }
    });
    (port, certificate)
}

fn pass_on(mut asker: BufReader<StreamOwned<ServerConnection, TcpStream>>, behind: &str) -> std::io::Result<()> {
    let (mut head, mut length) = (String::new(), 0);
    while !head.ends_with("\r\n\r\n") {
        let start = head.len();
        if asker.read_line(&mut head)? == 0 {
            return Ok(());
        }
        if let Some(told) = head[start..].to_lowercase().strip_prefix("content-length:") {
            length = told.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    asker.read_exact(&mut body)?;
    let mut witness = TcpStream::connect(behind)?;
    witness.write_all(&[head.as_bytes(), &body].concat())?;
    let mut answer = Vec::new();
    witness.read_to_end(&mut answer)?;
    asker.get_mut().write_all(&answer)?;
    asker.get_mut().conn.send_close_notify();
    asker.get_mut().flush()
}

fn start(house: &House, witness: &Witness) -> Server {
    let settings = witness.settings();
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    Server::start_with(house, Manner::USUAL, &settings)
}

/// The key of a log, as the operator hands it out.
fn key_of(house: &House, of: &[&str]) -> VerifierKey {
    let told = house.run(&[&["audit", "checkpoint", "--json"], of].concat(), "").stdout;
    let told: Value = serde_json::from_slice(&told).unwrap();
    told["verifier_key"].as_str().unwrap().parse().unwrap()
}

/// How the witness stands to the organisation's log, once it is as `wanted`.
fn standing(owner: &Visitor, wanted: impl Fn(&Value) -> bool) -> Value {
    loop {
        let told = owner.get("/api/v1/audit/log/witnesses").json();
        if let Some(one) = told["items"].as_array().unwrap().first().filter(|one| wanted(one)) {
            return one.clone();
        }
    }
}

/// The size of the newest head that bears the witness's line, once both signatures are found good.
fn witnessed(owner: &Visitor, log: &VerifierKey, witness: &WitnessKey) -> u64 {
    let reply = owner.get("/api/v1/audit/log/checkpoint?witnessed=true");
    let note = ledger::Note::parse(std::str::from_utf8(&reply.body).unwrap()).unwrap();
    assert!(witness.seen(&note).unwrap() > 1_700_000_000);
    Checkpoint::of(&note, std::slice::from_ref(log)).unwrap().size
}

fn job(owner: &Visitor, title: &str) {
    owner.change("POST", "/api/v1/jobs", &[], &json!({"type": "Repair", "title": title, "priority": "p2"}));
}

fn owner_of(server: &Server) -> Visitor {
    server.visitor().signed_in(SLUG, "owner@example.org")
}

#[test]
fn what_only_grew_is_signed_and_what_was_rewritten_is_told() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        let (log, instance) = (key_of(&house, &["--org", SLUG]), key_of(&house, &[]));
        let witness = Witness::of(&[log.to_string(), instance.to_string()]);

        let server = start(&house, &witness);
        let owner = owner_of(&server);
        let first = standing(&owner, |one| one["last_size"].is_u64());
        assert_eq!((&first["name"], &first["fault"]), (&json!("witness.test/w1"), &Value::Null), "{on:?}");
        let small = witnessed(&owner, &log, &witness.key);
        assert_eq!(first["last_size"], small);
        job(&owner, "Gargoyle loose");
        house.let_operator_in(SLUG, &owner);
        server.end();

        // It grew: signed again, by a server that was started anew; so is the instance's log.
        let server = start(&house, &witness);
        let owner = owner_of(&server);
        standing(&owner, |one| one["last_size"].as_u64().is_some_and(|size| size > small));
        assert!(witnessed(&owner, &log, &witness.key) > small);
        let kept: Vec<_> = std::fs::read_dir(witness.folder.path().join("kept")).unwrap().flatten().collect();
        // What is being written stands beside what is kept until it is whole.
        let kept = kept.iter().filter(|one| !one.file_name().to_string_lossy().starts_with(".tmp")).count();
        assert_eq!(kept, 2, "{on:?}: an organisation's log and the instance's");
        taken_away(&house, &log, &witness.key);
        server.end();

        // The witness remembers another history than the server's.
        witness.remembers(&log, small);
        let server = start(&house, &witness);
        let owner = owner_of(&server);
        standing(&owner, |one| one["fault"] == "forked");
        let told = owner.get("/api/v1/audit?action=log.disputed").json();
        let told = told["items"].as_array().unwrap();
        assert_eq!((told.len(), &told[0]["subject"]["label"], &told[0]["outcome"]), (1, &json!("witness.test/w1"), &json!("refused")));
        let said = String::from_utf8(server.end()).unwrap();
        assert!(said.contains("A WITNESS HAS SIGNED ANOTHER HISTORY OF THIS LOG"), "{on:?}: {said}");

        // Said once, however often it is met.
        let server = start(&house, &witness);
        let owner = owner_of(&server);
        let met = |said: &[u8]| String::from_utf8_lossy(said).contains("A WITNESS HAS SIGNED ANOTHER HISTORY");
        while !met(&server.said()) {}
        assert_eq!(owner.get("/api/v1/audit?action=log.disputed").json()["items"].as_array().unwrap().len(), 1, "{on:?}");
        server.end();
    }
}

/// What is taken away is verified with the witness's signature, and not without one that is asked for.
fn taken_away(house: &House, log: &VerifierKey, witness: &WitnessKey) {
    let file = house.folder().join("log.muster-log");
    house.run(&["audit", "export", "--org", SLUG, "--witnessed", "--out", file.to_str().unwrap()], "");
    let verify = |witness: &WitnessKey| -> Output {
        let mut verify = Command::new(program("it", "muster-verify"));
        verify.arg(&file).args(["--key", &log.to_string(), "--witness", &witness.to_string()]).output().unwrap()
    };
    let verified = verify(witness);
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
    let other = ledger::Cosigner::from_seed("witness.test/w1", &[8; 32]).unwrap();
    let unwitnessed = verify(other.key());
    assert_eq!(unwitnessed.status.code(), Some(3), "{}", String::from_utf8_lossy(&unwitnessed.stdout));
}

#[test]
fn data_put_back_to_an_older_state_are_noticed_by_the_witness() {
    let house = House::with_organisation(On::Embedded, SLUG);
    let (log, instance) = (key_of(&house, &["--org", SLUG]), key_of(&house, &[]));
    let witness = Witness::of(&[log.to_string(), instance.to_string()]);
    let older = house.folder().join("older");
    copy(&house.data(), &older);
    let server = start(&house, &witness);
    let owner = owner_of(&server);
    for number in 0..20 {
        job(&owner, &format!("Job {number}"));
    }
    server.end();
    let server = start(&house, &witness);
    let owner = owner_of(&server);
    standing(&owner, |one| one["last_size"].as_u64().is_some_and(|size| size > 20));
    server.end();

    // Directory and organisations together: nothing on this machine knows better.
    std::fs::remove_dir_all(house.data()).unwrap();
    copy(&older, &house.data());
    let server = start(&house, &witness);
    let owner = owner_of(&server);
    standing(&owner, |one| one["fault"] == "forked");
    assert!(String::from_utf8(server.end()).unwrap().contains("put back to an older state"));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
