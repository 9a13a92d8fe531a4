-- Calendars to subscribe to, and what left somebody's calendar for another's.

-- The secret address of a feed. Only what it hashes to is kept.
CREATE TABLE calendar_feed (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    -- Whoever made it: it shows what they may see.
    member_id TEXT NOT NULL REFERENCES member (id),
    -- A unit's calendar; the member's own where there is none.
    unit_id TEXT REFERENCES unit (id),
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX calendar_feed_member ON calendar_feed (member_id, created_at);

-- What was somebody's and is another's now. A feed must say for a month that it was called off: an entry that is merely missing stays
-- on a telephone.
CREATE TABLE assignment_left (
    assignment_id TEXT NOT NULL REFERENCES assignment (id),
    member_id TEXT NOT NULL REFERENCES member (id),
    version BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    zone TEXT NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    left_at BIGINT NOT NULL,
    PRIMARY KEY (assignment_id, member_id)
);
CREATE INDEX assignment_left_member ON assignment_left (member_id, left_at);
CREATE INDEX assignment_left_at ON assignment_left (left_at);

CREATE TRIGGER assignment_left_behind AFTER UPDATE OF member_id ON assignment WHEN OLD.member_id <> NEW.member_id
BEGIN
    DELETE FROM assignment_left WHERE left_at < NEW.updated_at - 2592000000
        OR (assignment_id = NEW.id AND member_id IN (OLD.member_id, NEW.member_id));
    INSERT INTO assignment_left (assignment_id, member_id, version, start_at, end_at, zone, title, place, left_at)
        VALUES (OLD.id, OLD.member_id, NEW.version, OLD.start_at, OLD.end_at, OLD.zone, OLD.title, OLD.place, NEW.updated_at);
END;
