CREATE TABLE customers (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE sites (id TEXT PRIMARY KEY, name TEXT NOT NULL, locality TEXT, postcode TEXT, time_zone TEXT NOT NULL) STRICT;
CREATE TABLE jobs (
    id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, number INTEGER NOT NULL UNIQUE, source_system TEXT, source_reference TEXT,
    type TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL, priority TEXT NOT NULL, status TEXT NOT NULL,
    cancel_reason TEXT, cancelled_at TEXT, customer_id TEXT, site_id TEXT, target_at TEXT, created_at TEXT NOT NULL, opened_at TEXT,
    finished_at TEXT, closed_at TEXT, updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX jobs_by_time ON jobs (created_at DESC, id DESC);
CREATE INDEX jobs_by_status ON jobs (status, created_at DESC, id DESC);
CREATE VIRTUAL TABLE words USING fts5 (title, description, type, content = '');
CREATE TABLE history (seq INTEGER PRIMARY KEY, job TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE TABLE sessions (id INTEGER PRIMARY KEY, email TEXT NOT NULL, tag BLOB NOT NULL) STRICT;
