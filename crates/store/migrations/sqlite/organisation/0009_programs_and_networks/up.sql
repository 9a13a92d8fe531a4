-- Programs, and from where: tokens, networks, the operator's leave to look in, webhooks and what they sent.

-- A token of a program. The token itself is nowhere; its SHA-256 is.
CREATE TABLE api_token (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id),
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    permissions TEXT NOT NULL,
    networks TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    last_used_from_sealed BLOB,
    revoked_at BIGINT
);
CREATE INDEX api_token_member ON api_token (member_id, created_at);

-- One row: whether the ranges below count.
CREATE TABLE network_policy (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('off', 'report_only', 'enforce')),
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;

-- Ranges from which the organisation (role '') or a role's holders may use Muster.
CREATE TABLE network_range (
    role TEXT NOT NULL,
    position BIGINT NOT NULL,
    cidr TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (role, position)
) WITHOUT ROWID;

-- The operator asked to look in; an owner may allow it for some hours and end it at any time.
CREATE TABLE support_grant (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    approved_by TEXT REFERENCES member (id),
    approved_at BIGINT,
    ends_at BIGINT,
    ended_by TEXT REFERENCES member (id),
    ended_at BIGINT
);
CREATE INDEX support_grant_asked ON support_grant (asked_at);

-- Where event records are told to. Everything up to and with cursor_seq has been put among the deliveries.
CREATE TABLE webhook (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    url_sealed BLOB NOT NULL,
    actions TEXT NOT NULL,
    secret_sealed BLOB NOT NULL,
    old_secret_sealed BLOB,
    old_secret_until BIGINT,
    cursor_seq BIGINT NOT NULL,
    paused_at BIGINT,
    failing_since BIGINT,
    created_by TEXT NOT NULL REFERENCES member (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE webhook_delivery (
    id TEXT NOT NULL PRIMARY KEY,
    webhook_id TEXT NOT NULL REFERENCES webhook (id),
    seq BIGINT,
    action TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'failed')),
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_at BIGINT,
    last_status BIGINT,
    last_fault TEXT,
    last_millis BIGINT
);
CREATE INDEX webhook_delivery_of ON webhook_delivery (webhook_id, created_at, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (state, due_at);
