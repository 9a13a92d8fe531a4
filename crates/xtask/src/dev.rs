//! The development loop: the demo's server, built and started anew whenever its sources change, with the web's own development
//! server beside it. Ends with Ctrl-C, which reaches all of them.

use crate::repo::root;
use crate::{Outcome, say};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, SystemTime};

const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Runs until it is interrupted or the web's server ends.
pub(crate) fn run() -> Outcome {
    let root = root()?;
    let mut web = spawn(Command::new("npm").current_dir(&root).args(["--prefix", "web", "run", "dev"]))?;
    let mut server: Option<Child> = None;
    let mut seen = None;
    while web.try_wait().map_err(|error| error.to_string())?.is_none() {
        let newest = newest(&root.join("crates"));
        if newest != seen {
            seen = newest;
            server = restart(&root, server)?;
        }
        wait();
    }
    Err("dev: the web's development server has ended".to_owned())
}

/// Builds, and only then lets the new server take the old one's place; a build that fails leaves the old one running.
fn restart(root: &Path, old: Option<Child>) -> Result<Option<Child>, String> {
    let build =
        Command::new("cargo").current_dir(root).args(["build", "--package", "muster"]).status().map_err(|error| error.to_string())?;
    if !build.success() {
        say("dev: not built; the server before it goes on");
        return Ok(old);
    }
    if let Some(mut old) = old {
        // The server writes its last checkpoint on SIGTERM.
        let _ = Command::new("kill").args(["-TERM", &old.id().to_string()]).status();
        let _ = old.wait();
    }
    spawn(Command::new(root.join("target/debug/muster")).current_dir(root).arg("demo")).map(Some)
}

fn spawn(command: &mut Command) -> Result<Child, String> {
    let shown = format!("{command:?}");
    command.spawn().map_err(|error| format!("{shown}: {error}"))
}

/// When anything below `folder` was last written.
fn newest(folder: &Path) -> Option<SystemTime> {
    let mut folders = vec![PathBuf::from(folder)];
    let mut newest = None;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => folders.push(entry.path()),
                Ok(metadata) => newest = newest.max(metadata.modified().ok()),
                Err(_) => {}
            }
        }
    }
    newest
}

#[expect(
    clippy::disallowed_methods,
    reason = "files are looked at, for no portable notice of their change comes with the standard library"
)]
fn wait() {
    std::thread::sleep(LOOK_EVERY);
}
