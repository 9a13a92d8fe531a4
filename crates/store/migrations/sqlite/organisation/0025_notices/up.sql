-- What members were told, how each wants to be told, and what they made of it.

CREATE TABLE notice (
    id TEXT NOT NULL PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES member (id),
    kind TEXT NOT NULL,
    urgent BOOLEAN NOT NULL,
    -- What it is about.
    subject_kind TEXT NOT NULL,
    subject_id TEXT,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Whether the member is asked to say that they have seen it.
    acknowledge BOOLEAN NOT NULL,
    -- What must not be told twice, whoever goes round.
    once TEXT,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    acknowledged_at BIGINT,
    UNIQUE (member_id, once)
);
CREATE INDEX notice_member ON notice (member_id, id);
CREATE INDEX notice_unread ON notice (member_id, id) WHERE read_at IS NULL;
CREATE INDEX notice_subject ON notice (subject_kind, subject_id, id);

CREATE TABLE notice_preference (
    member_id TEXT NOT NULL PRIMARY KEY REFERENCES member (id),
    version BIGINT NOT NULL,
    -- By which ways each kind is told, and when nothing but the app is to make itself heard, as JSON.
    by_kind TEXT NOT NULL,
    quiet TEXT,
    -- How long before an assignment begins it is called to mind; not at all where it is missing.
    reminder_minutes BIGINT,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;
