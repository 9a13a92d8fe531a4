-- Units as a dated tree, who serves where, and roles that are held for a time and for a place.

CREATE TABLE unit (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    closed_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX unit_name ON unit (sort_name, id);

-- Under which unit a unit stands, from when to when: half-open, no two at once; without a parent it stands at the top.
CREATE TABLE unit_parent (
    unit_id TEXT NOT NULL REFERENCES unit (id),
    parent_id TEXT REFERENCES unit (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    PRIMARY KEY (unit_id, from_at)
) WITHOUT ROWID;
CREATE INDEX unit_parent_children ON unit_parent (parent_id, until_at);

-- Where and under whom a member serves. Moves are a series, never an overwrite.
CREATE TABLE posting (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    supervisor_id TEXT REFERENCES member (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX posting_member ON posting (member_id, from_at);
CREATE INDEX posting_unit ON posting (unit_id, until_at);
CREATE INDEX posting_supervisor ON posting (supervisor_id, until_at);

-- A role of the organisation's own: built-in ones are not rows, they are the same everywhere.
CREATE TABLE role (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE role_grant (
    role_id TEXT NOT NULL REFERENCES role (id),
    permission TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('own', 'unit', 'organisation')),
    PRIMARY KEY (role_id, permission)
) WITHOUT ROWID;

-- A member holds a role: a built-in one by its word, one of the organisation's own by its id. With a unit, its rights of unit
-- scope reach that unit and those below; without one, the units the member is posted to and those below.
CREATE TABLE holding (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id),
    role TEXT NOT NULL,
    unit_id TEXT REFERENCES unit (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    granted_by TEXT,
    granted_at BIGINT NOT NULL
);
CREATE INDEX holding_member ON holding (member_id, from_at);
CREATE INDEX holding_role ON holding (role, member_id);
CREATE INDEX holding_unit ON holding (unit_id);
INSERT INTO holding (id, version, member_id, role, from_at, granted_at)
    SELECT 'hld_0' || substr(lower(hex(randomblob(13))), 1, 25), 1, member_id, role, granted_at, granted_at FROM member_role;
DROP TABLE member_role;

-- A contact is a customer's person: signs in like a member, reaches that customer's things alone, and is in no list of members.
ALTER TABLE member ADD COLUMN customer_id TEXT REFERENCES customer (id);
CREATE INDEX member_customer ON member (customer_id, name);

-- Which unit looks after a customer, a site, a job.
ALTER TABLE customer ADD COLUMN unit_id TEXT REFERENCES unit (id);
ALTER TABLE site ADD COLUMN unit_id TEXT REFERENCES unit (id);
ALTER TABLE job ADD COLUMN unit_id TEXT REFERENCES unit (id);
CREATE INDEX customer_unit ON customer (unit_id, sort_name);
CREATE INDEX site_unit ON site (unit_id, sort_name);
CREATE INDEX job_unit ON job (unit_id, created_at);
