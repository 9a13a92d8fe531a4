-- Every organisation's rows, each behind the policy that `store` lays on every table with an `org` column: who works here, who is signed in, and the log of everything that happens.

CREATE TABLE meta (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, name)
);

CREATE TABLE counter (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (org, name)
);

CREATE TABLE member (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('active', 'suspended', 'left')),
    password_sealed BYTEA,
    password_changed_at BIGINT,
    last_sign_in_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, email)
);

CREATE TABLE member_role (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (org, member_id, role),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);

CREATE TABLE session (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    token_digest BYTEA NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    device TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, token_digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX session_member ON session (org, member_id, created_at);

CREATE TABLE event (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_kind TEXT COLLATE "C" NOT NULL,
    actor_id TEXT COLLATE "C",
    action TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C",
    touched TEXT COLLATE "C" NOT NULL,
    commitment BYTEA NOT NULL,
    detail_sealed BYTEA,
    leaf_hash BYTEA NOT NULL,
    PRIMARY KEY (org, seq)
);
CREATE INDEX event_subject ON event (org, subject_id, seq);
CREATE INDEX event_actor ON event (org, actor_id, seq);
CREATE INDEX event_action ON event (org, action, seq);

CREATE TABLE event_touch (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    subject_id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (org, subject_id, seq),
    FOREIGN KEY (org, seq) REFERENCES event (org, seq)
);

CREATE TABLE log_head (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    frontier BYTEA NOT NULL,
    PRIMARY KEY (org, name)
);

CREATE TABLE log_tile (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    level BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (org, level, position)
);

CREATE TABLE idempotency (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    actor_id TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    fingerprint BYTEA NOT NULL,
    answer_sealed BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org, actor_id, key)
);
CREATE INDEX idempotency_at ON idempotency (org, at);

-- The log is append-only for everyone, Muster's own code included.
CREATE FUNCTION event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event records are final';
END;
$$;
CREATE TRIGGER event_is_final BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_is_final();
