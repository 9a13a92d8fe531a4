-- What a session was opened with and how long it may stay silent; factors, their tries, devices, and what is demanded of whom.

ALTER TABLE session ADD COLUMN factor TEXT COLLATE "C" NOT NULL DEFAULT 'password';
ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN idle_millis BIGINT NOT NULL DEFAULT 3600000;
ALTER TABLE session ADD COLUMN passkey_id TEXT COLLATE "C";
ALTER TABLE session ADD COLUMN device_id TEXT COLLATE "C";

-- A browser in which a member has signed in before; a browser that several use has one token and a row for each.
CREATE TABLE device (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    token_digest BYTEA NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, member_id, token_digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX device_member ON device (org, member_id, seen_at);

-- Somebody whose password was right, and whose second factor is still to come.
CREATE TABLE pre_sign_in (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    token_digest BYTEA NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    device_id TEXT COLLATE "C",
    tries BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, token_digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX pre_sign_in_member ON pre_sign_in (org, member_id, expires_at);

-- An authenticator app. The pending secret waits for its first code.
CREATE TABLE totp (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    secret_sealed BYTEA,
    since BIGINT,
    last_step BIGINT NOT NULL,
    pending_sealed BYTEA,
    pending_at BIGINT,
    PRIMARY KEY (org, member_id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);

-- Recovery codes not used yet.
CREATE TABLE recovery_code (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org, member_id, digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);

-- Wrong codes: those of the present step, by the door at which they were tried, and all since the last right one.
CREATE TABLE factor_try (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    door TEXT COLLATE "C" NOT NULL,
    step BIGINT NOT NULL,
    in_step BIGINT NOT NULL,
    in_all BIGINT NOT NULL,
    PRIMARY KEY (org, member_id, door),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);

CREATE TABLE passkey (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    credential_id BYTEA NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    credential_sealed BYTEA NOT NULL,
    device_bound BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    PRIMARY KEY (org, id),
    UNIQUE (org, credential_id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX passkey_member ON passkey (org, member_id, created_at);

-- What an authenticator was asked to sign: for a session or somebody half signed in, five minutes, once.
CREATE TABLE challenge (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    holder TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    state_sealed BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (org, holder, purpose),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX challenge_member ON challenge (org, member_id, expires_at);

-- Challenges given to nobody in particular, once they were answered.
CREATE TABLE used_challenge (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    digest BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (org, digest)
);

-- What is demanded of those who sign in; one row, once anything was decided.
CREATE TABLE security_policy (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    grace_days BIGINT NOT NULL,
    session_idle_minutes BIGINT NOT NULL,
    session_hours BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, name)
);

-- The least that holders of a role must sign in with, and since when that is demanded.
CREATE TABLE policy_minimum (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    role TEXT COLLATE "C" NOT NULL,
    factor TEXT COLLATE "C" NOT NULL CHECK (factor IN ('second_factor', 'passkey')),
    since BIGINT NOT NULL,
    PRIMARY KEY (org, role)
);
