//! A collector of syslog messages over TLS, as RFC 5425 has it: what streams are sent to in the proofs. It can die in the middle.

use crate::webhooks::receiving;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// How a collector behaves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// After how many messages it dies: its sockets are closed with whatever they had still to read.
    pub(crate) dies_after: usize,
    /// Whether it answers TLS's goodbye, as it must, or just closes, as many do.
    pub(crate) takes_leave: bool,
}

impl Manner {
    pub(crate) const USUAL: Self = Self { dies_after: usize::MAX, takes_leave: true };
}

/// A message as it came.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    /// `<110>1 2026-11-21T09:30:00.000Z host muster - job.created`.
    pub(crate) head: String,
    /// The structured data.
    pub(crate) data: String,
    /// What follows, JSON.
    pub(crate) json: Value,
}

impl Message {
    fn of(text: &str) -> Self {
        let at = text.find(" [").unwrap();
        let end = text.find("] {").unwrap();
        let json = serde_json::from_str(&text[end + 2..]).unwrap();
        Self { head: text[..at].to_owned(), data: text[at + 1..=end].to_owned(), json }
    }

    /// The record's number, as the structured data and the JSON have it alike.
    pub(crate) fn seq(&self) -> i64 {
        let seq = self.json["seq"].as_i64().unwrap();
        assert!(self.data.contains(&format!(" seq=\"{seq}\" ")), "{}", self.data);
        seq
    }
}

pub(crate) struct Collector {
    pub(crate) port: u16,
    pub(crate) certificate: PathBuf,
    messages: Receiver<String>,
}

impl Collector {
    /// One that listens where there is room.
    pub(crate) fn open(folder: &Path) -> Self {
        Self::at(folder, 0, Manner::USUAL)
    }

    /// One at this port, with the certificate of the folder.
    pub(crate) fn at(folder: &Path, port: u16, manner: Manner) -> Self {
        let (config, certificate) = receiving(folder);
        let socket = TcpListener::bind(("127.0.0.1", port)).unwrap();
        let port = socket.local_addr().unwrap().port();
        let (told, messages) = channel();
        std::thread::spawn(move || {
            let mut left = manner.dies_after;
            for stream in socket.incoming().flatten() {
                if collect(&config, stream, manner.takes_leave, &mut left, &told).is_none() {
                    return;
                }
            }
        });
        Self { port, certificate, messages }
    }

    /// A port at which nobody listens yet, and the authority of whoever will.
    pub(crate) fn not_there(folder: &Path) -> (u16, String) {
        let (_, certificate) = receiving(folder);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        (port, std::fs::read_to_string(certificate).unwrap())
    }

    /// The authority that vouches for it, PEM.
    pub(crate) fn authority(&self) -> String {
        std::fs::read_to_string(&self.certificate).unwrap()
    }

    pub(crate) fn next(&self) -> Message {
        Message::of(&self.messages.recv_timeout(Duration::from_secs(60)).unwrap())
    }

    /// Every message up to the one of record `seq`.
    pub(crate) fn up_to(&self, seq: i64) -> Vec<Message> {
        let mut all = vec![self.next()];
        while all.last().unwrap().seq() < seq {
            all.push(self.next());
        }
        all
    }

    /// What came before it died.
    pub(crate) fn until_its_death(&self) -> Vec<Message> {
        self.messages.iter().map(|text| Message::of(&text)).collect()
    }

    /// Whether nothing has come that was not asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.messages.try_recv().is_err()
    }
}

/// Reads one connection to its end; none when the collector died over it.
fn collect(config: &Arc<ServerConfig>, stream: TcpStream, takes_leave: bool, left: &mut usize, told: &Sender<String>) -> Option<()> {
    let mut stream = BufReader::new(StreamOwned::new(ServerConnection::new(Arc::clone(config)).unwrap(), stream));
    let mut length = Vec::new();
    while stream.read_until(b' ', &mut length).is_ok_and(|read| read > 0) {
        let Ok(length_of) = std::str::from_utf8(&length).unwrap().trim_end().parse() else { return Some(()) };
        let mut text = vec![0; length_of];
        if stream.read_exact(&mut text).is_err() {
            return Some(());
        }
        *left = left.checked_sub(1)?;
        told.send(String::from_utf8(text).unwrap()).ok()?;
        length.clear();
    }
    if takes_leave {
        stream.get_mut().conn.send_close_notify();
        let _ = stream.get_mut().flush();
    }
    Some(())
}
