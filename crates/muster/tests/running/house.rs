//! An installation of its own for a proof: folders, a root key apart from the data, an engine, and the commands of an operator.

use crate::visitor::Visitor;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use test_support::{Database, Encryption, MailServer, Postgres};

/// Which engine a proof runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Embedded,
    Postgres,
}

pub(crate) const BOTH: [On; 2] = [On::Embedded, On::Postgres];

/// The password of everybody in the house.
pub(crate) const PASSWORD: &str = "vellum-harbour-quartz-91";

pub(crate) struct House {
    folder: tempfile::TempDir,
    database: Option<Database>,
    /// Its mail server, once it has one.
    post: Option<MailServer>,
}

impl House {
    pub(crate) fn new(on: On) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["keys", "tmp", "home"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let prepare = |database: &Database| {
            store::door::migrate_postgres(&database.owner_url, "muster_app").unwrap();
        };
        let database = (on == On::Postgres).then(|| Postgres::shared().database_like("running", prepare));
        Self { folder, database, post: None }
    }

    /// The house with a mail server that its programs are told of.
    pub(crate) fn with_post(mut self) -> Self {
        self.post = Some(MailServer::start(Encryption::StartTls));
        self
    }

    /// The house with its mail server gone, from the world and from the settings.
    pub(crate) fn without_post(mut self) -> Self {
        self.post = None;
        self
    }

    pub(crate) fn post(&self) -> &MailServer {
        self.post.as_ref().unwrap()
    }

    /// Everything that the processes of this house may write to.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn root_key(&self) -> PathBuf {
        self.folder.path().join("keys/root.key")
    }

    /// The address with its password, as the operator wrote it.
    pub(crate) fn database_url(&self) -> Option<&str> {
        self.database.as_ref().map(|database| database.app_url.as_str())
    }

    pub(crate) fn superuser_url(&self) -> Option<&str> {
        self.database.as_ref().map(|database| database.superuser_url.as_str())
    }

    /// The program with this house's settings and nothing else of its surroundings.
    pub(crate) fn muster(&self) -> Command {
        self.muster_in(&self.data())
    }

    /// The same with another data folder: another server over one database.
    pub(crate) fn muster_in(&self, data: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
        command.env_clear().env("TMPDIR", self.folder.path().join("tmp")).env("HOME", self.folder.path().join("home"));
        if let Some(url) = self.database_url() {
            command.env("MUSTER_POSTGRES_URL", url);
        }
        command.current_dir(self.folder.path().join("home")).stdin(Stdio::null());
        command.arg("--data").arg(data).arg("--root-key").arg(format!("file:{}", self.root_key().display()));
        command.args(["--password-memory-kib", "19456", "--password-passes", "2"]);
        if let Some(post) = &self.post {
            command.env("MUSTER_SMTP_URL", post.url()).arg("--smtp-authority").arg(post.authority());
            command.args(["--mail-from", "Muster <muster@muster.test>", "--site", "https://muster.test"]);
        }
        command
    }

    /// Runs one command of the operator, which must succeed.
    pub(crate) fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.muster();
        command.args(["--log", "error"]).args(arguments);
        let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        running.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = running.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// An organisation with one owner, `owner@example.org`.
    pub(crate) fn with_organisation(on: On, slug: &str) -> Self {
        let house = Self::new(on);
        house.run(&["org", "create", slug, "--name", slug, "--zone", "Europe/London"], "");
        house.add_member(slug, "The owner", "owner@example.org", "owner");
        house
    }

    /// The operator asks to look in, and an owner who is signed in allows it.
    pub(crate) fn let_operator_in(&self, slug: &str, owner: &Visitor) -> String {
        let asked = self.run(&["support", "ask", "--org", slug, "--reason", "A proof looks in", "--json"], "").stdout;
        let asked: serde_json::Value = serde_json::from_slice(&asked).unwrap();
        let path = format!("/api/v1/support-grants/{}", asked["id"].as_str().unwrap());
        owner.change("PUT", &format!("{path}/approval"), &[], &serde_json::json!({"hours": 4}));
        path
    }

    pub(crate) fn add_member(&self, slug: &str, name: &str, email: &str, role: &str) {
        let arguments = ["member", "add", "--org", slug, "--name", name, "--email", email, "--role", role, "--password-stdin"];
        self.run(&arguments, PASSWORD);
    }
}
