//! Muster's own command line: an organisation, its owner, the server.

use crate::Outcome;
use crate::process::free_port;
use serde_json::Value;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Stdio;
use tokio::process::{Child, Command};

pub const ORGANISATION: &str = "north-fleet";
const EMAIL: &str = "ada@north-fleet.example";

/// One installation: a binary, a data folder, and an engine.
pub struct Muster {
    pub binary: PathBuf,
    pub data: PathBuf,
    /// The way into a PostgreSQL; without it, encrypted files.
    pub postgres: Option<Postgres>,
}

/// Two roles on one database: the one that serves, the one that owns.
#[derive(Clone)]
pub struct Postgres {
    pub app: String,
    pub owner: String,
}

pub struct Server {
    pub child: Child,
    pub port: u16,
    pub pid: u32,
}

impl Muster {
    fn command<W: AsRef<OsStr>>(&self, words: &[W]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(words).arg("--data").arg(&self.data).env("MUSTER_LOG", "warn").kill_on_drop(true);
        if let Some(postgres) = &self.postgres {
            command.env("MUSTER_POSTGRES_URL", &postgres.app).env("MUSTER_POSTGRES_OWNER_URL", &postgres.owner);
        }
        command
    }

    pub async fn run<W: AsRef<OsStr>>(&self, words: &[W]) -> Outcome<Value> {
        let output = self.command(words).arg("--json").output().await?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// The body of the owner's sign-in.
    pub async fn organisation(&self) -> Outcome<String> {
        if self.postgres.is_some() {
            self.run(&["migrate"]).await?;
        }
        self.run(&["org", "create", ORGANISATION, "--name", "North Fleet", "--zone", "America/Chicago"]).await?;
        let made =
            self.run(&["member", "add", "--org", ORGANISATION, "--role", "owner", "--name", "Ada Example", "--email", EMAIL]).await?;
        let password = made["password"].as_str().ok_or("no password")?;
        Ok(format!(r#"{{"organisation":"{ORGANISATION}","email":"{EMAIL}","password":"{password}"}}"#))
    }

    pub async fn serve(&self) -> Outcome<Server> {
        let port = free_port()?;
        let address = format!("127.0.0.1:{port}");
        let mut command = self.command(&["serve", "--listen", &address, "--plain-http"]);
        started(command.stdout(Stdio::null()).stderr(Stdio::null()), port).await
    }
}

/// Starts it and waits until it listens.
pub async fn started(command: &mut Command, port: u16) -> Outcome<Server> {
    let mut child = command.spawn()?;
    let pid = child.id().ok_or("no process")?;
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        if let Some(status) = child.try_wait()? {
            return Err(format!("the server ended: {status}").into());
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    Ok(Server { child, port, pid })
}

impl Server {
    pub async fn stop(mut self) -> Outcome<()> {
        Command::new("kill").arg(self.pid.to_string()).status().await?;
        self.child.wait().await?;
        Ok(())
    }
}
