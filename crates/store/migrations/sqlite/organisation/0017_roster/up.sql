-- What is to be filled, and who fills it: one calendar for duties and for visits.

-- The kind and number of people that a session or a visit needs, from when to when.
CREATE TABLE requirement (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('session', 'visit')),
    owner_id TEXT NOT NULL,
    -- What lists call it, and the kind of person.
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    zone TEXT NOT NULL,
    place TEXT NOT NULL,
    site_id TEXT REFERENCES site (id),
    unit_id TEXT REFERENCES unit (id),
    duty_type_id TEXT,
    least BIGINT NOT NULL,
    most BIGINT NOT NULL,
    -- Further places, for trainees beside a qualified one.
    supervised BIGINT NOT NULL,
    exclusive BOOLEAN NOT NULL,
    paid BOOLEAN NOT NULL,
    -- Published and not cancelled: it may be filled.
    live BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK (start_at < end_at AND end_at - start_at <= 2678400000),
    CHECK (least >= 0 AND least <= most AND most <= 10000 AND supervised >= 0 AND supervised <= 10000)
);
CREATE INDEX requirement_owner ON requirement (owner_id);
CREATE INDEX requirement_start ON requirement (start_at, id) WHERE live;
CREATE INDEX requirement_updated ON requirement (updated_at);

CREATE TABLE requirement_competency (
    requirement_id TEXT NOT NULL REFERENCES requirement (id),
    competency_id TEXT NOT NULL,
    -- 0 where any level will do.
    level BIGINT NOT NULL,
    PRIMARY KEY (requirement_id, competency_id)
);

-- A member's time, from when to when, at a place, for a requirement or for none. At most 31 days, so that what touches a day is
-- found by when it starts.
CREATE TABLE assignment (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('session', 'visit', 'duty', 'on_call')),
    requirement_id TEXT REFERENCES requirement (id),
    owner_id TEXT,
    member_id TEXT NOT NULL REFERENCES member (id),
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    zone TEXT NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    site_id TEXT REFERENCES site (id),
    unit_id TEXT REFERENCES unit (id),
    duty_type_id TEXT,
    seat TEXT NOT NULL CHECK (seat IN ('full', 'supervised')),
    -- Takes the member's time whole.
    exclusive BOOLEAN NOT NULL,
    paid BOOLEAN NOT NULL,
    -- Stands beside another on purpose, by somebody who may force it.
    beside BOOLEAN NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('offered', 'confirmed', 'on_duty', 'worked', 'declined', 'withdrawn', 'released', 'cancelled', 'no_show')),
    -- Whether it takes the member's time and a place.
    live BOOLEAN NOT NULL CHECK (live = (state IN ('offered', 'confirmed', 'on_duty', 'worked'))),
    reason TEXT,
    forced_by TEXT REFERENCES member (id),
    forced_reason TEXT,
    forced_rules TEXT NOT NULL,
    created_by TEXT REFERENCES member (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK (start_at < end_at AND end_at - start_at <= 2678400000)
);
CREATE INDEX assignment_start ON assignment (start_at, id) WHERE live;
CREATE INDEX assignment_member ON assignment (member_id, start_at);
CREATE INDEX assignment_requirement ON assignment (requirement_id) WHERE requirement_id IS NOT NULL;
CREATE INDEX assignment_owner ON assignment (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX assignment_updated ON assignment (updated_at);
CREATE INDEX assignment_forced ON assignment (start_at) WHERE forced_by IS NOT NULL;

-- Nobody is in two places: half-open intervals, so that what ends when another begins does not touch it.
CREATE TRIGGER assignment_no_overlap_on_insert BEFORE INSERT ON assignment
WHEN NEW.live AND NEW.exclusive AND NOT NEW.beside
BEGIN
    SELECT RAISE(ABORT, 'assignment_overlap') WHERE EXISTS (
        SELECT 1 FROM assignment AS a WHERE a.member_id = NEW.member_id AND a.start_at < NEW.end_at
            AND a.start_at > NEW.start_at - 2678400000 AND a.end_at > NEW.start_at AND a.live AND a.exclusive AND NOT a.beside);
END;
CREATE TRIGGER assignment_no_overlap_on_update BEFORE UPDATE ON assignment
WHEN NEW.live AND NEW.exclusive AND NOT NEW.beside
BEGIN
    SELECT RAISE(ABORT, 'assignment_overlap') WHERE EXISTS (
        SELECT 1 FROM assignment AS a WHERE a.member_id = NEW.member_id AND a.start_at < NEW.end_at
            AND a.start_at > NEW.start_at - 2678400000 AND a.end_at > NEW.start_at AND a.live AND a.exclusive AND NOT a.beside
            AND a.id <> NEW.id);
END;

-- No more places are taken than there are.
CREATE TRIGGER assignment_no_overfill_on_insert AFTER INSERT ON assignment WHEN NEW.live AND NEW.requirement_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'requirement_full') WHERE (
        SELECT count(*) FROM assignment AS a WHERE a.requirement_id = NEW.requirement_id AND a.live AND a.seat = NEW.seat
    ) > (SELECT CASE NEW.seat WHEN 'full' THEN r.most ELSE r.supervised END FROM requirement AS r WHERE r.id = NEW.requirement_id);
END;
CREATE TRIGGER assignment_no_overfill_on_update AFTER UPDATE ON assignment WHEN NEW.live AND NEW.requirement_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'requirement_full') WHERE (
        SELECT count(*) FROM assignment AS a WHERE a.requirement_id = NEW.requirement_id AND a.live AND a.seat = NEW.seat
    ) > (SELECT CASE NEW.seat WHEN 'full' THEN r.most ELSE r.supervised END FROM requirement AS r WHERE r.id = NEW.requirement_id);
END;
CREATE TRIGGER requirement_keeps_its_places AFTER UPDATE ON requirement WHEN NEW.most < OLD.most OR NEW.supervised < OLD.supervised
BEGIN
    SELECT RAISE(ABORT, 'requirement_full') WHERE
        (SELECT count(*) FROM assignment AS a WHERE a.requirement_id = NEW.id AND a.live AND a.seat = 'full') > NEW.most
        OR (SELECT count(*) FROM assignment AS a WHERE a.requirement_id = NEW.id AND a.live AND a.seat = 'supervised') > NEW.supervised;
END;
