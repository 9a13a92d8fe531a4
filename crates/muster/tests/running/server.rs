//! `muster serve` as a process of its own: started, listened to, told to end, or killed.

use crate::house::House;
use crate::visitor::Visitor;
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead as _, BufReader, Read};
use std::net::SocketAddr;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// What the process is told to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// HTTPS with a certificate made by itself, or clear text on loopback.
    pub(crate) encrypted: bool,
    /// How much it talks.
    pub(crate) log: &'static str,
    /// Where data are kept instead of in the house's own folder: another server over the same database.
    pub(crate) second: bool,
}

impl Manner {
    pub(crate) const USUAL: Self = Self { encrypted: true, log: "info,muster::request=warn", second: false };
}

pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
    manner: Manner,
    certificate: std::path::PathBuf,
    said: Arc<Mutex<Vec<u8>>>,
    listeners: Vec<JoinHandle<()>>,
}

impl Server {
    /// Starts it and answers once it serves.
    pub(crate) fn start(house: &House, manner: Manner) -> Self {
        Self::start_with(house, manner, &[])
    }

    /// The same with more settings.
    pub(crate) fn start_with(house: &House, manner: Manner, more: &[&str]) -> Self {
        let data = if manner.second { house.folder().join("second") } else { house.data() };
        let mut command = house.muster_in(&data);
        command.args(["serve", "--listen", "127.0.0.1:0", "--log", manner.log, "--log-format", "json"]);
        command.args(more);
        command.arg(if manner.encrypted { "--self-signed" } else { "--plain-http" });
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (told, address) = channel();
        let said = Arc::new(Mutex::new(Vec::new()));
        let listeners = vec![
            listen(process.stderr.take().unwrap(), Arc::clone(&said), Some(told)),
            listen(process.stdout.take().unwrap(), Arc::clone(&said), None),
        ];
        let address = address.recv();
        let certificate = data.join("self-signed.crt");
        let text = || String::from_utf8_lossy(&said.lock().unwrap()).into_owned();
        let address = address.unwrap_or_else(|_| panic!("the server did not start: {}", text()));
        Self { process, address, manner, certificate, said, listeners }
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Somebody who has not signed in, at the server's own address.
    pub(crate) fn visitor(&self) -> Visitor {
        self.visitor_at(self.address)
    }

    /// The same by way of `address`.
    pub(crate) fn visitor_at(&self, address: SocketAddr) -> Visitor {
        Visitor::new(address, self.manner.encrypted.then_some(self.certificate.as_path()))
    }

    /// Every byte it wrote to its two outputs so far.
    pub(crate) fn said(&self) -> Vec<u8> {
        self.said.lock().unwrap().clone()
    }

    /// Tells it to end, waits until it has, and gives everything it said.
    pub(crate) fn end(mut self) -> Vec<u8> {
        kill_process(Pid::from_child(&self.process), Signal::TERM).unwrap();
        let ended = self.process.wait().unwrap();
        self.listeners.drain(..).for_each(|listener| listener.join().unwrap());
        assert!(ended.success(), "{ended}: {}", String::from_utf8_lossy(&self.said()));
        self.said()
    }

    /// Kills it where it stands.
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        let ended = self.process.wait().unwrap();
        assert_eq!(ended.signal(), Some(9), "it was killed and did not end by itself: {}", String::from_utf8_lossy(&self.said()));
    }
}

/// A proof that fails leaves no process behind.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Keeps what is said; tells the address from the line that says so.
fn listen(output: impl Read + Send + 'static, said: Arc<Mutex<Vec<u8>>>, told: Option<Sender<SocketAddr>>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let (mut output, mut line, mut told) = (BufReader::new(output), Vec::new(), told);
        while output.read_until(b'\n', &mut line).unwrap() > 0 {
            if told.is_some()
                && let Some(address) = serving(&line)
            {
                told.take().unwrap().send(address).unwrap();
            }
            said.lock().unwrap().append(&mut line);
        }
    })
}

fn serving(line: &[u8]) -> Option<SocketAddr> {
    let line: serde_json::Value = serde_json::from_slice(line).ok()?;
    (line["message"] == "serving").then(|| line["address"].as_str())??.parse().ok()
}
