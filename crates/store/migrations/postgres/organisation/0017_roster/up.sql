-- What is to be filled, and who fills it: one calendar for duties and for visits.

-- Equality beside a range in one index: PostgreSQL's own extension, which the owner of a database may lay.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The kind and number of people that a session or a visit needs, from when to when.
CREATE TABLE requirement (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('session', 'visit')),
    owner_id TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    site_id TEXT COLLATE "C",
    unit_id TEXT COLLATE "C",
    duty_type_id TEXT COLLATE "C",
    least BIGINT NOT NULL,
    most BIGINT NOT NULL,
    supervised BIGINT NOT NULL,
    exclusive BOOLEAN NOT NULL,
    paid BOOLEAN NOT NULL,
    live BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, site_id) REFERENCES site (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    CHECK (start_at < end_at AND end_at - start_at <= 2678400000),
    CHECK (least >= 0 AND least <= most AND most <= 10000 AND supervised >= 0 AND supervised <= 10000)
);
CREATE INDEX requirement_owner ON requirement (org, owner_id);
CREATE INDEX requirement_start ON requirement (org, start_at, id) WHERE live;
CREATE INDEX requirement_updated ON requirement (org, updated_at);

CREATE TABLE requirement_competency (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    requirement_id TEXT COLLATE "C" NOT NULL,
    competency_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    PRIMARY KEY (org, requirement_id, competency_id),
    FOREIGN KEY (org, requirement_id) REFERENCES requirement (org, id)
);

-- A member's time, from when to when, at a place, for a requirement or for none. At most 31 days, so that what touches a day is
-- found by when it starts.
CREATE TABLE assignment (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('session', 'visit', 'duty', 'on_call')),
    requirement_id TEXT COLLATE "C",
    owner_id TEXT COLLATE "C",
    member_id TEXT COLLATE "C" NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    site_id TEXT COLLATE "C",
    unit_id TEXT COLLATE "C",
    duty_type_id TEXT COLLATE "C",
    seat TEXT COLLATE "C" NOT NULL CHECK (seat IN ('full', 'supervised')),
    exclusive BOOLEAN NOT NULL,
    paid BOOLEAN NOT NULL,
    beside BOOLEAN NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('offered', 'confirmed', 'on_duty', 'worked', 'declined', 'withdrawn', 'released', 'cancelled', 'no_show')),
    live BOOLEAN NOT NULL CHECK (live = (state IN ('offered', 'confirmed', 'on_duty', 'worked'))),
    reason TEXT COLLATE "C",
    forced_by TEXT COLLATE "C",
    forced_reason TEXT COLLATE "C",
    forced_rules TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, requirement_id) REFERENCES requirement (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, site_id) REFERENCES site (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    FOREIGN KEY (org, forced_by) REFERENCES member (org, id),
    FOREIGN KEY (org, created_by) REFERENCES member (org, id),
    CHECK (start_at < end_at AND end_at - start_at <= 2678400000),
    -- Nobody is in two places: half-open intervals, so that what ends when another begins does not touch it.
    CONSTRAINT assignment_overlap EXCLUDE USING gist (org WITH =, member_id WITH =, int8range(start_at, end_at) WITH &&)
        WHERE (live AND exclusive AND NOT beside)
);
CREATE INDEX assignment_start ON assignment (org, start_at, id) WHERE live;
CREATE INDEX assignment_member ON assignment (org, member_id, start_at);
CREATE INDEX assignment_requirement ON assignment (org, requirement_id) WHERE requirement_id IS NOT NULL;
CREATE INDEX assignment_owner ON assignment (org, owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX assignment_updated ON assignment (org, updated_at);
CREATE INDEX assignment_forced ON assignment (org, start_at) WHERE forced_by IS NOT NULL;

-- No more places are taken than there are. Whoever counts holds the requirement meanwhile.
CREATE FUNCTION assignment_no_overfill() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    places BIGINT;
    taken BIGINT;
BEGIN
    SELECT CASE NEW.seat WHEN 'full' THEN most ELSE supervised END INTO places
        FROM requirement WHERE org = NEW.org AND id = NEW.requirement_id FOR UPDATE;
    SELECT count(*) INTO taken FROM assignment
        WHERE org = NEW.org AND requirement_id = NEW.requirement_id AND live AND seat = NEW.seat;
    IF taken > places THEN
        RAISE EXCEPTION 'requirement_full' USING ERRCODE = 'check_violation', CONSTRAINT = 'requirement_full';
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER assignment_no_overfill AFTER INSERT OR UPDATE ON assignment FOR EACH ROW
    WHEN (NEW.live AND NEW.requirement_id IS NOT NULL) EXECUTE FUNCTION assignment_no_overfill();

CREATE FUNCTION requirement_keeps_its_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    filled BIGINT;
    beside BIGINT;
BEGIN
    SELECT count(*) FILTER (WHERE seat = 'full'), count(*) FILTER (WHERE seat = 'supervised') INTO filled, beside
        FROM assignment WHERE org = NEW.org AND requirement_id = NEW.id AND live;
    IF filled > NEW.most OR beside > NEW.supervised THEN
        RAISE EXCEPTION 'requirement_full' USING ERRCODE = 'check_violation', CONSTRAINT = 'requirement_full';
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER requirement_keeps_its_places AFTER UPDATE ON requirement FOR EACH ROW
    WHEN (NEW.most < OLD.most OR NEW.supervised < OLD.supervised) EXECUTE FUNCTION requirement_keeps_its_places();
