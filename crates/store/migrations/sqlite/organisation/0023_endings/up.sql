-- Whether the organisation is to be deleted, when, and who decided so. One row; no day means that it is not.
CREATE TABLE organisation_deletion (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    reason TEXT,
    asked_by TEXT REFERENCES member (id),
    confirmed_by TEXT REFERENCES member (id),
    decided_at BIGINT,
    due_at BIGINT,
    begun_at BIGINT
) WITHOUT ROWID;

-- Whether the organisation's provider let this session in: the others end when single sign-on becomes required,
-- and so do those from before this was noted.
ALTER TABLE session ADD COLUMN by_provider BOOLEAN NOT NULL DEFAULT FALSE;
