-- One organisation's own file: who works here, who is signed in, and the log of everything that happens.

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE member (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'left')),
    password_sealed BLOB,
    password_changed_at BIGINT,
    last_sign_in_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE member_role (
    member_id TEXT NOT NULL REFERENCES member (id),
    role TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (member_id, role)
) WITHOUT ROWID;

CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    member_id TEXT NOT NULL REFERENCES member (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    device TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_member ON session (member_id, created_at);

CREATE TABLE event (
    seq BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
    subject_kind TEXT NOT NULL,
    subject_id TEXT,
    touched TEXT NOT NULL,
    commitment BLOB NOT NULL,
    detail_sealed BLOB,
    leaf_hash BLOB NOT NULL
);
CREATE INDEX event_subject ON event (subject_id, seq);
CREATE INDEX event_actor ON event (actor_id, seq);
CREATE INDEX event_action ON event (action, seq);

CREATE TABLE event_touch (
    subject_id TEXT NOT NULL,
    seq BIGINT NOT NULL REFERENCES event (seq),
    PRIMARY KEY (subject_id, seq)
) WITHOUT ROWID;

CREATE TABLE log_head (
    name TEXT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    frontier BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE log_tile (
    level BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (level, position)
) WITHOUT ROWID;

CREATE TABLE idempotency (
    actor_id TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    answer_sealed BLOB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (actor_id, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (at);

-- The log is append-only for everyone, Muster's own code included.
CREATE TRIGGER event_is_final_on_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event records are final'); END;
CREATE TRIGGER event_is_final_on_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'event records are final'); END;
