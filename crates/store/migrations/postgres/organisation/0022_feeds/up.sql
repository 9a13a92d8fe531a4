-- Calendars to subscribe to, and what left somebody's calendar for another's.

-- The secret address of a feed. Only what it hashes to is kept.
CREATE TABLE calendar_feed (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    prefix TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (org, id),
    UNIQUE (org, digest),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id)
);
CREATE INDEX calendar_feed_member ON calendar_feed (org, member_id, created_at);

-- What was somebody's and is another's now. A feed must say for a month that it was called off: an entry that is merely missing stays
-- on a telephone.
CREATE TABLE assignment_left (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    assignment_id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    left_at BIGINT NOT NULL,
    PRIMARY KEY (org, assignment_id, member_id),
    FOREIGN KEY (org, assignment_id) REFERENCES assignment (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX assignment_left_member ON assignment_left (org, member_id, left_at);
CREATE INDEX assignment_left_at ON assignment_left (org, left_at);

CREATE FUNCTION assignment_left_behind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM assignment_left WHERE org = NEW.org AND (left_at < NEW.updated_at - 2592000000
        OR (assignment_id = NEW.id AND member_id IN (OLD.member_id, NEW.member_id)));
    INSERT INTO assignment_left (org, assignment_id, member_id, version, start_at, end_at, zone, title, place, left_at)
        VALUES (OLD.org, OLD.id, OLD.member_id, NEW.version, OLD.start_at, OLD.end_at, OLD.zone, OLD.title, OLD.place, NEW.updated_at);
    RETURN NULL;
END;
$$;
CREATE TRIGGER assignment_left_behind AFTER UPDATE OF member_id ON assignment FOR EACH ROW
    WHEN (OLD.member_id <> NEW.member_id) EXECUTE FUNCTION assignment_left_behind();
