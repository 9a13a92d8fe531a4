-- Browsers that members want push messages in, and the messages that wait for them.

CREATE TABLE push_subscription (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    -- The browser it was turned on in: forgotten with it.
    device_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    -- A browser's address at its push service stands here once, whoever used it before.
    endpoint_digest BYTEA NOT NULL,
    -- The address and the keys that the browser gave, as JSON.
    target_sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    last_sent_at BIGINT,
    fault TEXT COLLATE "C",
    PRIMARY KEY (org, id),
    UNIQUE (org, endpoint_digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, device_id) REFERENCES device (org, id) ON DELETE CASCADE
);
CREATE INDEX push_subscription_member ON push_subscription (org, member_id, created_at);
CREATE INDEX push_subscription_device ON push_subscription (org, device_id);

CREATE TABLE push_message (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    subscription_id TEXT COLLATE "C" NOT NULL,
    notice_id TEXT COLLATE "C" NOT NULL,
    -- While somebody sends it, when they will have given it up.
    due_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, subscription_id) REFERENCES push_subscription (org, id) ON DELETE CASCADE,
    FOREIGN KEY (org, notice_id) REFERENCES notice (org, id)
);
CREATE INDEX push_message_due ON push_message (org, due_at, id);
CREATE INDEX push_message_subscription ON push_message (org, subscription_id);
