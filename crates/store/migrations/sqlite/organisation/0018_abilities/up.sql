-- What members can do, and when they can be asked: competencies, certificates, availability, leave, working rules.

-- A proven ability. `levels` is a JSON list of names, the lowest first; certificates and requirements name one by its number, from 1.
CREATE TABLE competency (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,
    levels TEXT NOT NULL,
    valid_months BIGINT,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Dated evidence of a competency. Days, not instants: it holds through its last day, wherever that day is. `told` is the number of
-- days before the end of which holder and supervisor were told last.
CREATE TABLE certificate (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id),
    competency_id TEXT NOT NULL REFERENCES competency (id),
    level BIGINT NOT NULL CHECK (level >= 0),
    valid_from TEXT NOT NULL,
    valid_until TEXT CHECK (valid_until >= valid_from),
    reference TEXT,
    note TEXT NOT NULL,
    created_by TEXT REFERENCES member (id),
    -- Nobody vouches for themself.
    verified_by TEXT REFERENCES member (id) CHECK (verified_by <> member_id),
    verified_at BIGINT,
    revoked_by TEXT REFERENCES member (id),
    revoked_at BIGINT,
    revocation_reason TEXT,
    told BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK ((revoked_at IS NULL) = (revocation_reason IS NULL))
);
CREATE INDEX certificate_member ON certificate (member_id, competency_id);
CREATE INDEX certificate_end ON certificate (valid_until, id);

-- The paper behind a certificate, sealed with its name.
CREATE TABLE certificate_evidence (
    certificate_id TEXT NOT NULL PRIMARY KEY REFERENCES certificate (id),
    name_sealed BLOB NOT NULL,
    media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    bytes BIGINT NOT NULL,
    content_sealed BLOB NOT NULL,
    at BIGINT NOT NULL
);

-- When somebody can be asked: a week of wall times in a zone, with dated exceptions; both JSON lists.
CREATE TABLE availability (
    member_id TEXT NOT NULL PRIMARY KEY REFERENCES member (id),
    version BIGINT NOT NULL,
    zone TEXT NOT NULL,
    weekly TEXT NOT NULL,
    exceptions TEXT NOT NULL,
    ready_minutes BIGINT,
    updated_at BIGINT NOT NULL
);

CREATE TABLE member_leave (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id),
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('annual', 'sick', 'training', 'other')),
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'withdrawn')),
    asked_by TEXT REFERENCES member (id),
    decided_by TEXT REFERENCES member (id),
    decided_at BIGINT,
    reason TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK (start_at < end_at)
);
CREATE INDEX member_leave_member ON member_leave (member_id, start_at);
CREATE INDEX member_leave_end ON member_leave (end_at, id);

-- Nobody is on leave twice at once: half-open intervals.
CREATE TRIGGER member_leave_no_overlap_on_insert BEFORE INSERT ON member_leave WHEN NEW.state = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'member_leave_overlap') WHERE EXISTS (
        SELECT 1 FROM member_leave AS l WHERE l.member_id = NEW.member_id AND l.state = 'approved'
            AND l.start_at < NEW.end_at AND l.end_at > NEW.start_at);
END;
CREATE TRIGGER member_leave_no_overlap_on_update BEFORE UPDATE ON member_leave WHEN NEW.state = 'approved'
BEGIN
    SELECT RAISE(ABORT, 'member_leave_overlap') WHERE EXISTS (
        SELECT 1 FROM member_leave AS l WHERE l.member_id = NEW.member_id AND l.state = 'approved'
            AND l.start_at < NEW.end_at AND l.end_at > NEW.start_at AND l.id <> NEW.id);
END;

-- What the organisation holds itself to. One row; `rules` is a JSON list, nights are minutes of the day.
CREATE TABLE working_rules (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    rules TEXT NOT NULL,
    night_from BIGINT NOT NULL,
    night_until BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;
