-- What the watch over the log goes by and what it found.

-- From which networks a member has signed in, as the watch saw it.
CREATE TABLE member_network (
    member_id TEXT NOT NULL REFERENCES member (id),
    network TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    PRIMARY KEY (member_id, network)
) WITHOUT ROWID;

-- Who took a list away as a file, and when. Kept for a day: reading leaves no event record.
CREATE TABLE export_taken (
    member_id TEXT NOT NULL REFERENCES member (id),
    at BIGINT NOT NULL,
    request TEXT NOT NULL,
    PRIMARY KEY (at, member_id, request)
) WITHOUT ROWID;

CREATE TABLE alert (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    rule TEXT NOT NULL,
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    member_id TEXT REFERENCES member (id),
    records TEXT NOT NULL,
    facts_sealed BLOB NOT NULL,
    seen_at BIGINT,
    seen_by TEXT,
    note_sealed BLOB
);
CREATE INDEX alert_at ON alert (at, id);
CREATE INDEX alert_rule_key ON alert (rule, key, at);
CREATE INDEX alert_unseen ON alert (seen_at, at);

-- Refusals and failures are few among many: found without walking past what was done.
CREATE INDEX event_not_done ON event (outcome, seq) WHERE outcome <> 'done';
