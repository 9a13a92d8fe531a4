-- Announcements to many, urgent calls for people, and the links by which a member answers one question without signing in.

-- Who was told, and who has read it, stands in the notices.
CREATE TABLE announcement (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Whom it was for when it was made, as JSON.
    audience TEXT NOT NULL,
    acknowledge BOOLEAN NOT NULL,
    made_by TEXT NOT NULL REFERENCES member (id),
    created_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX announcement_made ON announcement (created_at, id);

-- The units named in its audience: who looks after those alone sees those announcements alone.
CREATE TABLE announcement_unit (
    announcement_id TEXT NOT NULL REFERENCES announcement (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    PRIMARY KEY (announcement_id, unit_id)
);

-- That it is filled, or over, follows from the requirement and the clock, and is not written down.
CREATE TABLE call_out (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    requirement_id TEXT NOT NULL REFERENCES requirement (id),
    text TEXT NOT NULL,
    audience TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    -- Whether those who answer too late for a place are kept in their order.
    reserve BOOLEAN NOT NULL,
    -- Members of the audience who may not take a place, and were not asked.
    left_out BIGINT NOT NULL,
    made_by TEXT NOT NULL REFERENCES member (id),
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX call_out_made ON call_out (created_at, id);
CREATE INDEX call_out_requirement ON call_out (requirement_id);

-- Everybody who was asked, and what they said.
CREATE TABLE call_out_answer (
    call_out_id TEXT NOT NULL REFERENCES call_out (id),
    member_id TEXT NOT NULL REFERENCES member (id),
    answer TEXT CHECK (answer IN ('yes', 'no')),
    answered_at BIGINT,
    -- The order of answers, from 1.
    turn BIGINT,
    ready_minutes BIGINT,
    outcome TEXT CHECK (outcome IN ('placed', 'reserve', 'refused', 'dropped')),
    -- What stood in the way, as JSON.
    findings TEXT NOT NULL,
    assignment_id TEXT REFERENCES assignment (id),
    PRIMARY KEY (call_out_id, member_id),
    CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (turn IS NULL))
);
CREATE UNIQUE INDEX call_out_answer_turn ON call_out_answer (call_out_id, turn);
CREATE INDEX call_out_answer_member ON call_out_answer (member_id);

-- A link is its digest here; used, it is gone.
CREATE TABLE answer_link (
    digest BLOB NOT NULL PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES member (id),
    about TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX answer_link_member ON answer_link (member_id);
CREATE INDEX answer_link_about ON answer_link (about);
