-- What members were told, how each wants to be told, and what they made of it.

CREATE TABLE notice (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    urgent BOOLEAN NOT NULL,
    -- What it is about.
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C",
    title TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    -- Whether the member is asked to say that they have seen it.
    acknowledge BOOLEAN NOT NULL,
    -- What must not be told twice, whoever goes round.
    once TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    acknowledged_at BIGINT,
    PRIMARY KEY (org, id),
    UNIQUE (org, member_id, once),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX notice_member ON notice (org, member_id, id);
CREATE INDEX notice_unread ON notice (org, member_id, id) WHERE read_at IS NULL;
CREATE INDEX notice_subject ON notice (org, subject_kind, subject_id, id);

CREATE TABLE notice_preference (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    -- By which ways each kind is told, and when nothing but the app is to make itself heard, as JSON.
    by_kind TEXT COLLATE "C" NOT NULL,
    quiet TEXT COLLATE "C",
    -- How long before an assignment begins it is called to mind; not at all where it is missing.
    reminder_minutes BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, member_id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
