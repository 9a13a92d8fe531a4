-- What a session was opened with and how long it may stay silent; factors, their tries, devices, and what is demanded of whom.

ALTER TABLE session ADD COLUMN factor TEXT NOT NULL DEFAULT 'password';
ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN idle_millis BIGINT NOT NULL DEFAULT 3600000;
ALTER TABLE session ADD COLUMN passkey_id TEXT;
ALTER TABLE session ADD COLUMN device_id TEXT;

-- A browser in which a member has signed in before; a browser that several use has one token and a row for each.
CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES member (id),
    token_digest BLOB NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    UNIQUE (member_id, token_digest)
);
CREATE INDEX device_member ON device (member_id, seen_at);

-- Somebody whose password was right, and whose second factor is still to come.
CREATE TABLE pre_sign_in (
    id TEXT NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    member_id TEXT NOT NULL REFERENCES member (id),
    device_id TEXT,
    tries BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pre_sign_in_member ON pre_sign_in (member_id, expires_at);

-- An authenticator app. The pending secret waits for its first code.
CREATE TABLE totp (
    member_id TEXT NOT NULL PRIMARY KEY REFERENCES member (id),
    secret_sealed BLOB,
    since BIGINT,
    last_step BIGINT NOT NULL,
    pending_sealed BLOB,
    pending_at BIGINT
) WITHOUT ROWID;

-- Recovery codes not used yet.
CREATE TABLE recovery_code (
    member_id TEXT NOT NULL REFERENCES member (id),
    digest BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (member_id, digest)
) WITHOUT ROWID;

-- Wrong codes: those of the present step, by the door at which they were tried, and all since the last right one.
CREATE TABLE factor_try (
    member_id TEXT NOT NULL REFERENCES member (id),
    door TEXT NOT NULL,
    step BIGINT NOT NULL,
    in_step BIGINT NOT NULL,
    in_all BIGINT NOT NULL,
    PRIMARY KEY (member_id, door)
) WITHOUT ROWID;

CREATE TABLE passkey (
    id TEXT NOT NULL PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES member (id),
    credential_id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    credential_sealed BLOB NOT NULL,
    device_bound BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX passkey_member ON passkey (member_id, created_at);

-- What an authenticator was asked to sign: for a session or somebody half signed in, five minutes, once.
CREATE TABLE challenge (
    holder TEXT NOT NULL,
    purpose TEXT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id),
    state_sealed BLOB NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (holder, purpose)
) WITHOUT ROWID;
CREATE INDEX challenge_member ON challenge (member_id, expires_at);

-- Challenges given to nobody in particular, once they were answered.
CREATE TABLE used_challenge (
    digest BLOB NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;

-- What is demanded of those who sign in; one row, once anything was decided.
CREATE TABLE security_policy (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    grace_days BIGINT NOT NULL,
    session_idle_minutes BIGINT NOT NULL,
    session_hours BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;

-- The least that holders of a role must sign in with, and since when that is demanded.
CREATE TABLE policy_minimum (
    role TEXT NOT NULL PRIMARY KEY,
    factor TEXT NOT NULL CHECK (factor IN ('second_factor', 'passkey')),
    since BIGINT NOT NULL
) WITHOUT ROWID;
