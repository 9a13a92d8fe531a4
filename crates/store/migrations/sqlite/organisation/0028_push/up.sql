-- Browsers that members want push messages in, and the messages that wait for them.

CREATE TABLE push_subscription (
    id TEXT NOT NULL PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES member (id),
    -- The browser it was turned on in: forgotten with it.
    device_id TEXT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- A browser's address at its push service stands here once, whoever used it before.
    endpoint_digest BLOB NOT NULL UNIQUE,
    -- The address and the keys that the browser gave, as JSON.
    target_sealed BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    last_sent_at BIGINT,
    fault TEXT
);
CREATE INDEX push_subscription_member ON push_subscription (member_id, created_at);
CREATE INDEX push_subscription_device ON push_subscription (device_id);

CREATE TABLE push_message (
    id TEXT NOT NULL PRIMARY KEY,
    subscription_id TEXT NOT NULL REFERENCES push_subscription (id) ON DELETE CASCADE,
    notice_id TEXT NOT NULL REFERENCES notice (id),
    -- While somebody sends it, when they will have given it up.
    due_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL
);
CREATE INDEX push_message_due ON push_message (due_at, id);
CREATE INDEX push_message_subscription ON push_message (subscription_id);
