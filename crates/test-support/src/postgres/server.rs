//! One server process and its folder, kept by a small shell that outlives the tests by a moment: it waits on a pipe that only the
//! test process holds, so even a test that is killed takes its server and its files with it.

use super::Durability;
use super::account::Account;
use super::programs::Programs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Runs the server, waits until standard input ends, then stops the server and removes the folder.
///
/// SIGQUIT is PostgreSQL's immediate shutdown: nobody needs these data any more.
const KEEPER: &str = r#"
folder=$1; shift
"$@" </dev/null &
server=$!
trap '' INT TERM HUP
exec 2>/dev/null
read -r _
kill -QUIT "$server"
wait "$server"
rm -rf "$folder"
"#;

/// A running server.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) port: u16,
    pub(super) data: PathBuf,
    keeper: Child,
}

impl Server {
    /// Makes a cluster and starts it; answers when it takes connections.
    pub(super) fn start(durability: Durability, superuser: &str, password: &str) -> Self {
        let (programs, account) = (Programs::find(), Account::choose());
        let folder = tempfile::Builder::new().prefix("muster-pg-").tempdir().expect("a temporary folder can be made");
        account.give(folder.path());
        make_cluster(&programs, account, folder.path(), superuser, password);
        loop {
            // Another program may take the port between our look and PostgreSQL's: then another port is looked for.
            if let Some((port, keeper)) = launch(&programs, account, folder.path(), durability) {
                let data = folder.keep().join("data");
                return Self { port, data, keeper };
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // The keeper ends by itself; waiting only keeps the process table clean.
        let _ = self.keeper.wait();
    }
}

fn make_cluster(programs: &Programs, account: Account, folder: &Path, superuser: &str, password: &str) {
    let password_file = folder.join("password");
    std::fs::write(&password_file, password).expect("the temporary folder can be written");
    account.give(&password_file);
    let mut initdb = account.command(&programs.initdb);
    initdb.current_dir(folder).args(["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"]);
    initdb.args(["--auth=scram-sha-256", "--username", superuser, "--pwfile", "password", "--pgdata", "data"]);
    let made = initdb.output().unwrap_or_else(|error| panic!("{} does not run: {error}", programs.initdb.display()));
    assert!(made.status.success(), "initdb failed: {}", String::from_utf8_lossy(&made.stderr));
}

/// Starts the server on a free port; `None` when somebody else was quicker to take it.
fn launch(programs: &Programs, account: Account, folder: &Path, durability: Durability) -> Option<(u16, Child)> {
    let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).expect("a port is free").port();
    let mut keeper = account.command(Path::new("/bin/sh"));
    keeper.current_dir(folder).args(["-c", KEEPER, "muster-pg-keeper"]).arg(folder).arg(&programs.postgres);
    keeper.arg("-D").arg(folder.join("data")).arg("-k").arg(folder).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
    for setting in settings(durability) {
        keeper.args(["-c", setting]);
    }
    // Its own process group: Ctrl-C at the terminal reaches the tests, not the keeper, which then still tidies up.
    keeper.process_group(0).env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    wait_until_ready(keeper).map(|keeper| (port, keeper))
}

/// Answers when the server says that it takes connections; then its messages are read on, so that it never waits for a reader.
fn wait_until_ready(mut keeper: Command) -> Option<Child> {
    let mut keeper = keeper.spawn().expect("a shell can be started");
    let mut messages = BufReader::new(keeper.stderr.take().expect("the messages are piped")).lines();
    let mut said = String::new();
    while let Some(Ok(line)) = messages.next() {
        if line.contains("ready to accept connections") {
            std::thread::spawn(move || messages.for_each(drop));
            return Some(keeper);
        }
        said.push_str(&line);
        said.push('\n');
    }
    // The server is gone; its keeper must not remove the folder, for the next attempt uses it.
    keeper.kill().and_then(|()| keeper.wait()).expect("a child can be ended");
    assert!(said.contains("Address already in use"), "PostgreSQL did not start:\n{said}");
    None
}

fn settings(durability: Durability) -> &'static [&'static str] {
    const DURABLE: &[&str] = &["max_connections=200", "shared_buffers=64MB", "jit=off", "log_statement=none"];
    const FAST: &[&str] = &[
        "max_connections=200",
        "shared_buffers=64MB",
        "jit=off",
        "log_statement=none",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "wal_level=minimal",
        "max_wal_senders=0",
    ];
    match durability {
        Durability::Fast => FAST,
        Durability::Durable => DURABLE,
    }
}
