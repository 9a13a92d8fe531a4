-- What is kept about people: how they are reached, when they are away and when they leave, their ranks, further facts, a picture.

-- The name as it is ordered and searched: lower case, without accents.
ALTER TABLE member ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
UPDATE member SET sort_name = lower(name);
ALTER TABLE member ADD COLUMN phone TEXT;
ALTER TABLE member ADD COLUMN reference TEXT;
-- Fields kept out of the directory, each between spaces: ' email phone '.
ALTER TABLE member ADD COLUMN hidden TEXT NOT NULL DEFAULT '';
-- Further facts by the keys of member_field, as JSON.
ALTER TABLE member ADD COLUMN custom TEXT NOT NULL DEFAULT '{}';
ALTER TABLE member ADD COLUMN leave_from BIGINT;
ALTER TABLE member ADD COLUMN leave_until BIGINT;
ALTER TABLE member ADD COLUMN leaves_at BIGINT;
CREATE UNIQUE INDEX member_reference ON member (reference);
CREATE INDEX member_sort_name ON member (sort_name, id);
CREATE INDEX member_leaves ON member (leaves_at) WHERE leaves_at IS NOT NULL;

CREATE TABLE rank (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL UNIQUE,
    place BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Which rank a member has, from when to when; no two at once. A series, never an overwrite.
CREATE TABLE rank_holding (
    id TEXT NOT NULL PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES member (id),
    rank_id TEXT NOT NULL REFERENCES rank (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX rank_holding_member ON rank_holding (member_id, from_at);
CREATE INDEX rank_holding_rank ON rank_holding (rank_id);

CREATE TABLE member_field (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')),
    choices TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE member_photo (
    member_id TEXT NOT NULL PRIMARY KEY REFERENCES member (id),
    picture_sealed BLOB NOT NULL,
    at BIGINT NOT NULL
);
