//! A mail server for tests: Debian's `aiosmtpd` as a process of its own, with TLS under an authority made for it, which asks for a
//! password and tells every message it took.
//!
//! Its recipients say how it behaves: `refused@…` is turned away for good, `later-2@…` twice for now.

use crate::certificates::{Authority, KEY, SERVER};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const PROGRAM: &str = include_str!("receiver.py");
const USER: &str = "muster";
const PASSWORD: &str = "needle-mail-5519";
/// A message that does not come by then never does.
const PATIENCE: Duration = Duration::from_secs(20);

/// How a connection to it is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// It begins in clear text and goes over to TLS; nothing is taken before.
    StartTls,
    /// TLS from the first byte.
    Implicit,
    /// None at all: what must not be used.
    None,
}

/// A message it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The sender on the envelope.
    pub from: String,
    /// The recipients on the envelope.
    pub to: Vec<String>,
    /// Whether it came by TLS.
    pub encrypted: bool,
    /// Who had proved to be the sender.
    pub user: Option<String>,
    /// Head and body as they came.
    pub raw: String,
}

/// A running mail server, ended with the test.
#[derive(Debug)]
pub struct MailServer {
    /// Where it listens, on 127.0.0.1.
    pub port: u16,
    encryption: Encryption,
    /// Its key and certificate.
    _folder: tempfile::TempDir,
    authority: Authority,
    messages: Receiver<serde_json::Value>,
    process: Child,
}

impl MailServer {
    /// Starts one.
    pub fn start(encryption: Encryption) -> Self {
        let folder = tempfile::Builder::new().prefix("muster-mail-").tempdir().expect("a temporary folder can be made");
        let authority = Authority::make();
        authority.vouch(folder.path());
        let mode = match encryption {
            Encryption::StartTls => "starttls",
            Encryption::Implicit => "implicit",
            Encryption::None => "clear",
        };
        let mut command = Command::new(interpreter());
        command.args(["-W", "ignore", "-c", PROGRAM, mode]).arg(folder.path().join(SERVER)).arg(folder.path().join(KEY));
        command.args([USER, PASSWORD]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut process = command.spawn().expect("the interpreter was just seen to run");
        let messages = listen(process.stdout.take().expect("its output is piped"));
        let first = messages.recv_timeout(PATIENCE).expect("the mail server says its port");
        let port = first["port"].as_u64().and_then(|port| u16::try_from(port).ok()).expect("a port is a small number");
        Self { port, encryption, _folder: folder, authority, messages, process }
    }

    /// The address under which Muster is told of it, password and all.
    pub fn url(&self) -> String {
        let scheme = match self.encryption {
            Encryption::StartTls => "smtp+starttls",
            Encryption::Implicit => "smtps",
            Encryption::None => "smtp",
        };
        format!("{scheme}://{USER}:{PASSWORD}@localhost:{}", self.port)
    }

    /// The certificate of the authority that vouches for it, PEM.
    pub fn authority(&self) -> PathBuf {
        self.authority.path()
    }

    /// The next message, waited for.
    pub fn next(&self) -> Received {
        let message = self.messages.recv_timeout(PATIENCE).expect("a mail was expected and did not come");
        received(&message)
    }

    /// Every message that has come and was not asked for yet.
    pub fn so_far(&self) -> Vec<Received> {
        self.messages.try_iter().map(|message| received(&message)).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Received {
    /// A header's value; folded lines are one.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
        let found = head.lines().find_map(|line| line.split_once(": ").filter(|(found, _)| found.eq_ignore_ascii_case(name)));
        found.map(|(_, value)| value.to_owned())
    }

    /// The message with quoted-printable undone: what a person reads, of the plain text and the HTML alike.
    pub fn text(&self) -> String {
        let (mut bytes, mut rest) = (Vec::new(), self.raw.as_bytes());
        while let Some((first, after)) = rest.split_first() {
            rest = match (first, after) {
                (b'=', [b'\r', b'\n', after @ ..]) => after,
                (b'=', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
                    bytes.push(digit(high) * 16 + digit(low));
                    after
                }
                _ => {
                    bytes.push(*first);
                    after
                }
            };
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The secret behind `#` in the first link to this page, such as `join`.
    pub fn token(&self, page: &str) -> String {
        let text = self.text();
        let mark = format!("/{page}#");
        let start = text.find(&mark).unwrap_or_else(|| panic!("no link to {page} in: {text}")) + mark.len();
        text[start..].chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect()
    }
}

fn received(message: &serde_json::Value) -> Received {
    let text = |name: &str| message[name].as_str().map(str::to_owned);
    let data = STANDARD.decode(message["data"].as_str().unwrap_or_default()).expect("the receiver writes base64");
    Received {
        from: text("from").unwrap_or_default(),
        to: message["to"].as_array().into_iter().flatten().filter_map(|to| to.as_str().map(str::to_owned)).collect(),
        encrypted: message["encrypted"] == true,
        user: text("user"),
        raw: String::from_utf8_lossy(&data).into_owned(),
    }
}

fn listen(output: ChildStdout) -> Receiver<serde_json::Value> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Ok(message) = serde_json::from_str(&line)
                && sender.send(message).is_err()
            {
                return;
            }
        }
    });
    receiver
}

/// The system's own first: that is where its packages put modules.
fn interpreter() -> &'static str {
    let has_it =
        |program: &&str| Command::new(program).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    ["/usr/bin/python3", "python3"]
        .into_iter()
        .find(has_it)
        .unwrap_or_else(|| panic!("no Python with aiosmtpd found: run scripts/install-test-needs.sh"))
}
