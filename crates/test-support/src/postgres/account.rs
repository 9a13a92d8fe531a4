//! Whose server it is: PostgreSQL refuses to run as root, so root lends it another account.

use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

/// The account that PostgreSQL runs under; `None` is the account of the tests themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account(Option<(u32, u32)>);

impl Account {
    /// The tests' own account, or for root that of `postgres`, or else of `nobody`.
    pub(super) fn choose() -> Self {
        let user = std::fs::metadata("/proc/self").map_or(0, |process| process.uid());
        if user != 0 {
            return Self(None);
        }
        let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let other = of("postgres", &accounts).or_else(|| of("nobody", &accounts));
        Self(Some(other.expect("PostgreSQL does not run as root, and this system knows neither `postgres` nor `nobody`")))
    }

    /// A command that runs under this account.
    pub(super) fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Self(Some((user, group))) = self {
            command.uid(user).gid(group);
        }
        command
    }

    /// Hands `path` over to this account.
    pub(super) fn give(self, path: &Path) {
        if let Self(Some((user, group))) = self {
            chown(path, Some(user), Some(group)).unwrap_or_else(|error| panic!("cannot hand over {}: {error}", path.display()));
        }
    }
}

/// User and group of `name` in the text of `/etc/passwd`.
fn of(name: &str, accounts: &str) -> Option<(u32, u32)> {
    let mut fields = accounts.lines().map(|line| line.split(':')).find(|fields| fields.clone().next() == Some(name))?.skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_user_and_group() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(of("postgres", accounts), Some((101, 104)));
        assert_eq!(of("nobody", accounts), None);
        assert_eq!(of("postgres", "postgres:x:many:104"), None);
    }
}
