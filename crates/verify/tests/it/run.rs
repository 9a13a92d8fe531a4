//! Running the program in a folder of its own.

use serde_json::Value;
use std::{
    path::PathBuf,
    process::{Command, Output},
};
use tempfile::TempDir;

/// A folder with files to check.
pub(crate) struct Folder {
    folder: TempDir,
    files: Vec<PathBuf>,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), files: Vec::new() }
    }

    /// Adds a file that will be named on the command line.
    pub(crate) fn with(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.write(name, content);
        self.files.push(path);
        self
    }

    /// Writes a file that will not be named by itself.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn verify(&self, options: &[&str]) -> Answer {
        let program = env!("CARGO_BIN_EXE_muster-verify");
        let output = Command::new(program).args(&self.files).args(options).env_clear().output().unwrap();
        Answer(output)
    }
}

/// What the program said.
pub(crate) struct Answer(Output);

impl Answer {
    pub(crate) fn code(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    pub(crate) fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.0.stdout).unwrap()
    }
}
