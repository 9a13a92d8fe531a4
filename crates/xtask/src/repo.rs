//! The repository as the rules see it: the files that git knows or would add, with their text.

use std::path::PathBuf;
use std::process::Command;

/// A file: its path from the root with `/`, and its text unless it is not UTF-8.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: Option<String>,
}

/// All files.
#[derive(Debug, Default)]
pub(crate) struct Repo {
    pub(crate) files: Vec<File>,
}

/// A rule broken at a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    pub(crate) path: String,
    pub(crate) line: Option<usize>,
    pub(crate) said: String,
}

impl Finding {
    pub(crate) fn file(path: &str, said: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, said: said.into() }
    }

    pub(crate) fn line(path: &str, line: usize, said: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: Some(line), said: said.into() }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.said),
            None => write!(f, "{}: {}", self.path, self.said),
        }
    }
}

impl Repo {
    /// Reads the work tree: committed files and those that are new, not those that are ignored.
    pub(crate) fn read() -> Result<Self, String> {
        let root = root()?;
        let listed = output(Command::new("git").current_dir(&root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        let read = |path: &str| {
            // A file that is deleted but still in the index is not there.
            let bytes = std::fs::read(root.join(path)).ok()?;
            Some(File { path: path.to_owned(), text: String::from_utf8(bytes).ok() })
        };
        Ok(Self { files: paths.into_iter().filter_map(read).collect() })
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path)?.text.as_deref()
    }

    /// Path and text of the files whose path starts and ends so.
    pub(crate) fn texts<'a>(&'a self, start: &'a str, end: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let wanted = move |file: &&File| file.path.starts_with(start) && file.path.ends_with(end);
        self.files.iter().filter(wanted).filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)))
    }

    /// The manifests of the workspace's crates: crate name (its folder's), path, parsed manifest.
    pub(crate) fn manifests(&self) -> impl Iterator<Item = Result<(&str, &str, toml::Table), Finding>> {
        self.texts("crates/", "/Cargo.toml").map(|(path, text)| {
            let name = path.split('/').nth(1).unwrap_or_default();
            let manifest = text.parse().map_err(|error| Finding::file(path, format!("cannot be read: {error}")))?;
            Ok((name, path, manifest))
        })
    }
}

/// The folder that holds the workspace.
pub(crate) fn root() -> Result<PathBuf, String> {
    let top = output(Command::new("git").args(["rev-parse", "--show-toplevel"]))?;
    Ok(PathBuf::from(top.trim_end()))
}

/// Runs a program and answers what it wrote.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    let made = command.stderr(std::process::Stdio::inherit()).output().map_err(|error| format!("{shown}: {error}"))?;
    if !made.status.success() {
        return Err(format!("{shown}: {}", made.status));
    }
    String::from_utf8(made.stdout).map_err(|error| format!("{shown}: {error}"))
}

/// Runs a program that speaks for itself.
pub(crate) fn run(command: &mut Command) -> crate::Outcome {
    let shown = format!("{command:?}");
    let status = command.status().map_err(|error| format!("{shown}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{shown}: {status}")) }
}

#[cfg(test)]
impl Repo {
    /// A repository of these files, for the rules' tests.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: Some((*text).to_owned()) };
        Self { files: files.iter().map(file).collect() }
    }
}
