//! Engines: which database is underneath is known to `store`, and to a slice's `rows.rs` where one query cannot serve both.

use super::{crate_of, is_product};
use crate::repo::{Finding, Repo};
use crate::rust::{paths, product_code};

const FORBIDDEN: &[&str] = &["SqliteConnection", "PgConnection"];

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repo.texts("crates/", ".rs") {
        if is_product(path) && crate_of(path) != "store" && !path.ends_with("/rows.rs") {
            let code = product_code(text);
            let named = paths(&code).into_iter().filter(|(_, named)| tells_engines_apart(named));
            findings.extend(
                named.map(|(line, named)| Finding::line(path, line, format!("`{named}` tells engines apart; only store and rows.rs may"))),
            );
        }
    }
    findings
}

/// `EngineConnection::Sqlite`, `diesel::pg::…`, a connection of one engine.
fn tells_engines_apart(path: &str) -> bool {
    let parts: Vec<&str> = path.split("::").collect();
    let variant = parts.windows(2).any(|pair| pair[0].ends_with("Connection") && matches!(pair[1], "Sqlite" | "Postgres"));
    let backend = parts.windows(2).any(|pair| pair[0] == "diesel" && matches!(pair[1], "sqlite" | "pg" | "mysql"));
    variant || backend || parts.iter().any(|part| FORBIDDEN.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Repo::of(&[(path, text)])).len()
    }

    #[test]
    fn telling_engines_apart_is_told_outside_its_rooms() {
        let branch = "match tx.connection() { EngineConnection::Sqlite(c) => a(c), EngineConnection::Postgres(c) => b(c) }";
        assert_eq!(found("crates/work/src/jobs/create.rs", branch), 2);
        assert_eq!(found("crates/work/src/jobs/rows.rs", branch), 0);
        assert_eq!(found("crates/store/src/pool.rs", branch), 0);
        assert_eq!(found("crates/work/src/jobs/list.rs", "use diesel::{prelude::*, pg::Pg};"), 1);
        assert_eq!(found("crates/access/src/cx.rs", "use diesel::SqliteConnection;"), 1);
    }

    #[test]
    fn tests_and_settings_may_name_them() {
        assert_eq!(found("crates/muster/src/config.rs", "let engine = Engine::Sqlite { folder };"), 0);
        assert_eq!(found("crates/work/tests/both.rs", "use diesel::PgConnection;"), 0);
        assert_eq!(found("crates/work/src/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests { use diesel::PgConnection; }"), 0);
        assert_eq!(found("crates/work/src/a.rs", "// unlike diesel::PgConnection\nfn a() {}"), 0);
    }
}
