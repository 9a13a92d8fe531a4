-- How the audit log leaves the server: streams, signed heads, letters of alerts.

-- Where the records are sent on to, one after the other. `cursor_seq` is the last that was handed over, `sure_seq` the last of which it is
-- known that it arrived: after a fault a stream goes on from there.
CREATE TABLE audit_stream (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('syslog', 'https')),
    target_sealed BYTEA NOT NULL,
    authority TEXT COLLATE "C",
    secret_sealed BYTEA,
    since_seq BIGINT NOT NULL,
    cursor_seq BIGINT NOT NULL,
    sure_seq BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    last_sent_at BIGINT,
    fault TEXT COLLATE "C",
    paused_at BIGINT,
    created_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, created_by) REFERENCES member (org, id)
);

-- To whom signed heads go, and how far that has come. One row.
CREATE TABLE log_publication (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    every TEXT COLLATE "C" NOT NULL CHECK (every IN ('off', 'hour', 'day')),
    mail_sealed BYTEA NOT NULL,
    url_sealed BYTEA,
    secret_sealed BYTEA,
    last_at BIGINT,
    last_size BIGINT,
    posted_size BIGINT,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    fault TEXT COLLATE "C",
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, name)
);

-- Whether alerts are told by letter. One row.
CREATE TABLE alert_letters (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    is_on BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, name)
);

-- To whom.
CREATE TABLE alert_reader (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, member_id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
