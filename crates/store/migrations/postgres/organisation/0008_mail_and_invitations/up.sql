-- Mail that waits to leave, invitations, and resets of passwords: what is sent to people, and what they hold by it.

-- What a mail says is sealed, and gone once it was sent. `leased_until` keeps two servers from sending it twice.
CREATE TABLE mail (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C",
    content_sealed BYTEA,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    sent_at BIGINT,
    failed_at BIGINT,
    fault_sealed BYTEA,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX mail_due ON mail (org, sent_at, failed_at, due_at);
CREATE INDEX mail_member ON mail (org, member_id);

CREATE TABLE invitation (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    token_digest BYTEA,
    member_id TEXT COLLATE "C",
    customer_id TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C",
    unit_id TEXT COLLATE "C",
    invited_by TEXT COLLATE "C" NOT NULL,
    mail_id TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    accepted_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (org, id),
    UNIQUE (org, token_digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, customer_id) REFERENCES customer (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    FOREIGN KEY (org, invited_by) REFERENCES member (org, id)
);
CREATE INDEX invitation_created ON invitation (org, created_at, id);
CREATE INDEX invitation_email ON invitation (org, email);
CREATE INDEX invitation_member ON invitation (org, member_id);
CREATE INDEX invitation_by ON invitation (org, invited_by);

CREATE TABLE password_reset (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    token_digest BYTEA NOT NULL,
    browser_digest BYTEA,
    member_id TEXT COLLATE "C" NOT NULL,
    asked_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, token_digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, asked_by) REFERENCES member (org, id)
);
CREATE INDEX password_reset_member ON password_reset (org, member_id, created_at);
