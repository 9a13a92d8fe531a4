-- What is kept about people: how they are reached, when they are away and when they leave, their ranks, further facts, a picture.

-- The name as it is ordered and searched: lower case, without accents.
ALTER TABLE member ADD COLUMN sort_name TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE member NO FORCE ROW LEVEL SECURITY;
UPDATE member SET sort_name = lower(name);
ALTER TABLE member FORCE ROW LEVEL SECURITY;
ALTER TABLE member ADD COLUMN phone TEXT COLLATE "C";
ALTER TABLE member ADD COLUMN reference TEXT COLLATE "C";
-- Fields kept out of the directory, each between spaces: ' email phone '.
ALTER TABLE member ADD COLUMN hidden TEXT COLLATE "C" NOT NULL DEFAULT '';
-- Further facts by the keys of member_field, as JSON.
ALTER TABLE member ADD COLUMN custom TEXT COLLATE "C" NOT NULL DEFAULT '{}';
ALTER TABLE member ADD COLUMN leave_from BIGINT;
ALTER TABLE member ADD COLUMN leave_until BIGINT;
ALTER TABLE member ADD COLUMN leaves_at BIGINT;
CREATE UNIQUE INDEX member_reference ON member (org, reference);
CREATE INDEX member_sort_name ON member (org, sort_name, id);
CREATE INDEX member_leaves ON member (org, leaves_at) WHERE leaves_at IS NOT NULL;

CREATE TABLE rank (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, sort_name)
);

-- Which rank a member has, from when to when; no two at once. A series, never an overwrite.
CREATE TABLE rank_holding (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    rank_id TEXT COLLATE "C" NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, rank_id) REFERENCES rank (org, id)
);
CREATE INDEX rank_holding_member ON rank_holding (org, member_id, from_at);
CREATE INDEX rank_holding_rank ON rank_holding (org, rank_id);

CREATE TABLE member_field (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    label TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')),
    choices TEXT COLLATE "C" NOT NULL,
    required BOOLEAN NOT NULL,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, key)
);

CREATE TABLE member_photo (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    picture_sealed BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org, member_id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
