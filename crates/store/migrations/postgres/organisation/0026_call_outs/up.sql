-- Announcements to many, urgent calls for people, and the links by which a member answers one question without signing in.

-- Who was told, and who has read it, stands in the notices.
CREATE TABLE announcement (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    audience TEXT COLLATE "C" NOT NULL,
    acknowledge BOOLEAN NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, made_by) REFERENCES member (org, id)
);
CREATE INDEX announcement_made ON announcement (org, created_at, id);

-- The units named in its audience: who looks after those alone sees those announcements alone.
CREATE TABLE announcement_unit (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    announcement_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, announcement_id, unit_id),
    FOREIGN KEY (org, announcement_id) REFERENCES announcement (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id)
);

-- That it is filled, or over, follows from the requirement and the clock, and is not written down.
CREATE TABLE call_out (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    requirement_id TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    audience TEXT COLLATE "C" NOT NULL,
    until_at BIGINT NOT NULL,
    reserve BOOLEAN NOT NULL,
    left_out BIGINT NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, requirement_id) REFERENCES requirement (org, id),
    FOREIGN KEY (org, made_by) REFERENCES member (org, id)
);
CREATE INDEX call_out_made ON call_out (org, created_at, id);
CREATE INDEX call_out_requirement ON call_out (org, requirement_id);

-- Everybody who was asked, and what they said.
CREATE TABLE call_out_answer (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    call_out_id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" CHECK (answer IN ('yes', 'no')),
    answered_at BIGINT,
    turn BIGINT,
    ready_minutes BIGINT,
    outcome TEXT COLLATE "C" CHECK (outcome IN ('placed', 'reserve', 'refused', 'dropped')),
    findings TEXT COLLATE "C" NOT NULL,
    assignment_id TEXT COLLATE "C",
    PRIMARY KEY (org, call_out_id, member_id),
    FOREIGN KEY (org, call_out_id) REFERENCES call_out (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, assignment_id) REFERENCES assignment (org, id),
    CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (turn IS NULL))
);
CREATE UNIQUE INDEX call_out_answer_turn ON call_out_answer (org, call_out_id, turn);
CREATE INDEX call_out_answer_member ON call_out_answer (org, member_id);

-- A link is its digest here; used, it is gone.
CREATE TABLE answer_link (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    digest BYTEA NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    about TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (org, digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX answer_link_member ON answer_link (org, member_id);
CREATE INDEX answer_link_about ON answer_link (org, about);
