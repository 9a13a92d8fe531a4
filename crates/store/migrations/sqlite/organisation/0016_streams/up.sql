-- How the audit log leaves the server: streams, signed heads, letters of alerts.

-- Where the records are sent on to, one after the other. `cursor_seq` is the last that was handed over, `sure_seq` the last of which it is
-- known that it arrived: after a fault a stream goes on from there.
CREATE TABLE audit_stream (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('syslog', 'https')),
    target_sealed BLOB NOT NULL,
    authority TEXT,
    secret_sealed BLOB,
    since_seq BIGINT NOT NULL,
    cursor_seq BIGINT NOT NULL,
    sure_seq BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    last_sent_at BIGINT,
    fault TEXT,
    paused_at BIGINT,
    created_by TEXT NOT NULL REFERENCES member (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- To whom signed heads go, and how far that has come. One row.
CREATE TABLE log_publication (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    every TEXT NOT NULL CHECK (every IN ('off', 'hour', 'day')),
    mail_sealed BLOB NOT NULL,
    url_sealed BLOB,
    secret_sealed BLOB,
    last_at BIGINT,
    last_size BIGINT,
    posted_size BIGINT,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    fault TEXT,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;

-- Whether alerts are told by letter. One row.
CREATE TABLE alert_letters (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    is_on BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;

-- To whom.
CREATE TABLE alert_reader (
    member_id TEXT NOT NULL PRIMARY KEY REFERENCES member (id)
) WITHOUT ROWID;
