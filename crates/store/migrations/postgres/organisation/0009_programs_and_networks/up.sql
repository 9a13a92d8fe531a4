-- Programs, and from where: tokens, networks, the operator's leave to look in, webhooks and what they sent.

-- A token of a program. The token itself is nowhere; its SHA-256 is.
CREATE TABLE api_token (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    prefix TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL,
    permissions TEXT COLLATE "C" NOT NULL,
    networks TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    last_used_from_sealed BYTEA,
    revoked_at BIGINT,
    PRIMARY KEY (org, id),
    UNIQUE (org, digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX api_token_member ON api_token (org, member_id, created_at);

-- One row: whether the ranges below count.
CREATE TABLE network_policy (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    mode TEXT COLLATE "C" NOT NULL CHECK (mode IN ('off', 'report_only', 'enforce')),
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, name)
);

-- Ranges from which the organisation (role '') or a role's holders may use Muster.
CREATE TABLE network_range (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    role TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    cidr TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, role, position)
);

-- The operator asked to look in; an owner may allow it for some hours and end it at any time.
CREATE TABLE support_grant (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    asked_at BIGINT NOT NULL,
    approved_by TEXT COLLATE "C",
    approved_at BIGINT,
    ends_at BIGINT,
    ended_by TEXT COLLATE "C",
    ended_at BIGINT,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, approved_by) REFERENCES member (org, id),
    FOREIGN KEY (org, ended_by) REFERENCES member (org, id)
);
CREATE INDEX support_grant_asked ON support_grant (org, asked_at);

-- Where event records are told to. Everything up to and with cursor_seq has been put among the deliveries.
CREATE TABLE webhook (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    url_sealed BYTEA NOT NULL,
    actions TEXT COLLATE "C" NOT NULL,
    secret_sealed BYTEA NOT NULL,
    old_secret_sealed BYTEA,
    old_secret_until BIGINT,
    cursor_seq BIGINT NOT NULL,
    paused_at BIGINT,
    failing_since BIGINT,
    created_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, created_by) REFERENCES member (org, id)
);

CREATE TABLE webhook_delivery (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    webhook_id TEXT COLLATE "C" NOT NULL,
    seq BIGINT,
    action TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('due', 'delivered', 'failed')),
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_at BIGINT,
    last_status BIGINT,
    last_fault TEXT COLLATE "C",
    last_millis BIGINT,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, webhook_id) REFERENCES webhook (org, id)
);
CREATE INDEX webhook_delivery_of ON webhook_delivery (org, webhook_id, created_at, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (org, state, due_at);
