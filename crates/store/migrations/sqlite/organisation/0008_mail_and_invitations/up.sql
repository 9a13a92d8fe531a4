-- Mail that waits to leave, invitations, and resets of passwords: what is sent to people, and what they hold by it.

-- What a mail says is sealed, and gone once it was sent. `leased_until` keeps two servers from sending it twice.
CREATE TABLE mail (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    member_id TEXT REFERENCES member (id),
    content_sealed BLOB,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    sent_at BIGINT,
    failed_at BIGINT,
    fault_sealed BLOB
);
CREATE INDEX mail_due ON mail (sent_at, failed_at, due_at);
CREATE INDEX mail_member ON mail (member_id);

CREATE TABLE invitation (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    token_digest BLOB UNIQUE,
    member_id TEXT REFERENCES member (id),
    customer_id TEXT REFERENCES customer (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT,
    unit_id TEXT REFERENCES unit (id),
    invited_by TEXT NOT NULL REFERENCES member (id),
    mail_id TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    accepted_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX invitation_created ON invitation (created_at, id);
CREATE INDEX invitation_email ON invitation (email);
CREATE INDEX invitation_member ON invitation (member_id);
CREATE INDEX invitation_by ON invitation (invited_by);

CREATE TABLE password_reset (
    id TEXT NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    browser_digest BLOB,
    member_id TEXT NOT NULL REFERENCES member (id),
    asked_by TEXT REFERENCES member (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX password_reset_member ON password_reset (member_id, created_at);
