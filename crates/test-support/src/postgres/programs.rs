//! Where PostgreSQL's programs are: in the PATH, or where Debian puts servers, newest first.

use std::path::{Path, PathBuf};

/// The programs needed to make and run a server, from one installation.
#[derive(Debug)]
pub(super) struct Programs {
    pub(super) initdb: PathBuf,
    pub(super) postgres: PathBuf,
}

impl Programs {
    /// Finds them, or ends the test with the command that installs them.
    pub(super) fn find() -> Self {
        #[expect(clippy::disallowed_methods, reason = "the PATH is where programs are looked for")]
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        folders.extend(debian(Path::new("/usr/lib/postgresql")));
        Self::in_folders(&folders).unwrap_or_else(|| {
            panic!("no PostgreSQL server found: run scripts/install-test-needs.sh, or put initdb and postgres into PATH")
        })
    }

    fn in_folders(folders: &[PathBuf]) -> Option<Self> {
        folders.iter().find_map(|folder| {
            let programs = Self { initdb: folder.join("initdb"), postgres: folder.join("postgres") };
            (programs.initdb.is_file() && programs.postgres.is_file()).then_some(programs)
        })
    }
}

/// The `bin` folders of Debian's servers, newest version first.
fn debian(root: &Path) -> Vec<PathBuf> {
    let versions = std::fs::read_dir(root).into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> =
        versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))).collect();
    versions.sort_by(|a, b| b.cmp(a));
    versions.into_iter().map(|(_, bin)| bin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_debians_servers_comes_first() {
        let root = tempfile::tempdir().unwrap();
        for version in ["9.6", "15", "17", "common"] {
            std::fs::create_dir_all(root.path().join(version).join("bin")).unwrap();
        }
        let found = debian(root.path());
        assert_eq!(found, [root.path().join("17/bin"), root.path().join("15/bin")]);
    }

    #[test]
    fn half_an_installation_is_none() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("initdb"), "").unwrap();
        assert!(Programs::in_folders(&[folder.path().to_owned()]).is_none());
        std::fs::write(folder.path().join("postgres"), "").unwrap();
        assert!(Programs::in_folders(&[folder.path().to_owned()]).is_some());
    }
}
