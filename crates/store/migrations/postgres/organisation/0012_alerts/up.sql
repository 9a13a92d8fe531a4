-- What the watch over the log goes by and what it found.

-- From which networks a member has signed in, as the watch saw it.
CREATE TABLE member_network (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    network TEXT COLLATE "C" NOT NULL,
    first_at BIGINT NOT NULL,
    PRIMARY KEY (org, member_id, network),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);

-- Who took a list away as a file, and when. Kept for a day: reading leaves no event record.
CREATE TABLE export_taken (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    request TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, at, member_id, request),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);

CREATE TABLE alert (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    rule TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    member_id TEXT COLLATE "C",
    records TEXT COLLATE "C" NOT NULL,
    facts_sealed BYTEA NOT NULL,
    seen_at BIGINT,
    seen_by TEXT COLLATE "C",
    note_sealed BYTEA,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX alert_at ON alert (org, at, id);
CREATE INDEX alert_rule_key ON alert (org, rule, key, at);
CREATE INDEX alert_unseen ON alert (org, seen_at, at);

-- Refusals and failures are few among many: found without walking past what was done.
CREATE INDEX event_not_done ON event (org, outcome, seq) WHERE outcome <> 'done';
