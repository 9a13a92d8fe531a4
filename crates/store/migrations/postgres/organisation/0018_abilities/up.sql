-- What members can do, and when they can be asked: competencies, certificates, availability, leave, working rules.

-- A proven ability. `levels` is a JSON list of names, the lowest first; certificates and requirements name one by its number, from 1.
CREATE TABLE competency (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    levels TEXT COLLATE "C" NOT NULL,
    valid_months BIGINT,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, sort_name)
);

-- Dated evidence of a competency. Days, not instants: it holds through its last day, wherever that day is. `told` is the number of
-- days before the end of which holder and supervisor were told last.
CREATE TABLE certificate (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    competency_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL CHECK (level >= 0),
    valid_from TEXT COLLATE "C" NOT NULL,
    valid_until TEXT COLLATE "C",
    reference TEXT COLLATE "C",
    note TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C",
    verified_by TEXT COLLATE "C",
    verified_at BIGINT,
    revoked_by TEXT COLLATE "C",
    revoked_at BIGINT,
    revocation_reason TEXT COLLATE "C",
    told BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, competency_id) REFERENCES competency (org, id),
    FOREIGN KEY (org, created_by) REFERENCES member (org, id),
    FOREIGN KEY (org, verified_by) REFERENCES member (org, id),
    FOREIGN KEY (org, revoked_by) REFERENCES member (org, id),
    CHECK (valid_until >= valid_from),
    -- Nobody vouches for themself.
    CHECK (verified_by <> member_id),
    CHECK ((revoked_at IS NULL) = (revocation_reason IS NULL))
);
CREATE INDEX certificate_member ON certificate (org, member_id, competency_id);
CREATE INDEX certificate_end ON certificate (org, valid_until, id);

-- The paper behind a certificate, sealed with its name.
CREATE TABLE certificate_evidence (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    certificate_id TEXT COLLATE "C" NOT NULL,
    name_sealed BYTEA NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    bytes BIGINT NOT NULL,
    content_sealed BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org, certificate_id),
    FOREIGN KEY (org, certificate_id) REFERENCES certificate (org, id)
);

-- When somebody can be asked: a week of wall times in a zone, with dated exceptions; both JSON lists.
CREATE TABLE availability (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    weekly TEXT COLLATE "C" NOT NULL,
    exceptions TEXT COLLATE "C" NOT NULL,
    ready_minutes BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, member_id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);

CREATE TABLE member_leave (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('annual', 'sick', 'training', 'other')),
    note TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'withdrawn')),
    asked_by TEXT COLLATE "C",
    decided_by TEXT COLLATE "C",
    decided_at BIGINT,
    reason TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, asked_by) REFERENCES member (org, id),
    FOREIGN KEY (org, decided_by) REFERENCES member (org, id),
    CHECK (start_at < end_at),
    -- Nobody is on leave twice at once: half-open intervals.
    CONSTRAINT member_leave_overlap EXCLUDE USING gist (org WITH =, member_id WITH =, int8range(start_at, end_at) WITH &&)
        WHERE (state = 'approved')
);
CREATE INDEX member_leave_member ON member_leave (org, member_id, start_at);
CREATE INDEX member_leave_end ON member_leave (org, end_at, id);

-- What the organisation holds itself to. One row; `rules` is a JSON list, nights are minutes of the day.
CREATE TABLE working_rules (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    rules TEXT COLLATE "C" NOT NULL,
    night_from BIGINT NOT NULL,
    night_until BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, name)
);
