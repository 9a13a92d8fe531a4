-- The instance's directory: which organisations there are, their wrapped keys, the signed heads of every log.

CREATE TABLE organisation (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE organisation_key (
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    purpose TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (organisation_id, purpose)
) WITHOUT ROWID;

CREATE TABLE log_checkpoint (
    log TEXT NOT NULL,
    size BIGINT NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (log, size)
) WITHOUT ROWID;

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

CREATE TRIGGER event_is_final_on_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event records are final'); END;
CREATE TRIGGER event_is_final_on_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'event records are final'); END;
