-- Units as a dated tree, who serves where, and roles that are held for a time and for a place.

CREATE TABLE unit (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    closed_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id)
);
CREATE INDEX unit_name ON unit (org, sort_name, id);

-- Under which unit a unit stands, from when to when: half-open, no two at once; without a parent it stands at the top.
CREATE TABLE unit_parent (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    unit_id TEXT COLLATE "C" NOT NULL,
    parent_id TEXT COLLATE "C",
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    PRIMARY KEY (org, unit_id, from_at),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    FOREIGN KEY (org, parent_id) REFERENCES unit (org, id)
);
CREATE INDEX unit_parent_children ON unit_parent (org, parent_id, until_at);

-- Where and under whom a member serves. Moves are a series, never an overwrite.
CREATE TABLE posting (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    supervisor_id TEXT COLLATE "C",
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    FOREIGN KEY (org, supervisor_id) REFERENCES member (org, id)
);
CREATE INDEX posting_member ON posting (org, member_id, from_at);
CREATE INDEX posting_unit ON posting (org, unit_id, until_at);
CREATE INDEX posting_supervisor ON posting (org, supervisor_id, until_at);

-- A role of the organisation's own: built-in ones are not rows, they are the same everywhere.
CREATE TABLE role (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, name)
);

CREATE TABLE role_grant (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    role_id TEXT COLLATE "C" NOT NULL,
    permission TEXT COLLATE "C" NOT NULL,
    scope TEXT COLLATE "C" NOT NULL CHECK (scope IN ('own', 'unit', 'organisation')),
    PRIMARY KEY (org, role_id, permission),
    FOREIGN KEY (org, role_id) REFERENCES role (org, id)
);

-- A member holds a role: a built-in one by its word, one of the organisation's own by its id. With a unit, its rights of unit
-- scope reach that unit and those below; without one, the units the member is posted to and those below.
CREATE TABLE holding (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C",
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    granted_by TEXT COLLATE "C",
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id)
);
CREATE INDEX holding_member ON holding (org, member_id, from_at);
CREATE INDEX holding_role ON holding (org, role, member_id);
CREATE INDEX holding_unit ON holding (org, unit_id);
ALTER TABLE member_role NO FORCE ROW LEVEL SECURITY;
INSERT INTO holding (org, id, version, member_id, role, from_at, granted_at)
    SELECT org, 'hld_0' || substr(md5(random()::text || member_id || role), 1, 25), 1, member_id, role, granted_at, granted_at FROM member_role;
DROP TABLE member_role;

-- A contact is a customer's person: signs in like a member, reaches that customer's things alone, and is in no list of members.
ALTER TABLE member ADD COLUMN customer_id TEXT COLLATE "C";
ALTER TABLE member ADD FOREIGN KEY (org, customer_id) REFERENCES customer (org, id);
CREATE INDEX member_customer ON member (org, customer_id, name);

-- Which unit looks after a customer, a site, a job.
ALTER TABLE customer ADD COLUMN unit_id TEXT COLLATE "C";
ALTER TABLE customer ADD FOREIGN KEY (org, unit_id) REFERENCES unit (org, id);
ALTER TABLE site ADD COLUMN unit_id TEXT COLLATE "C";
ALTER TABLE site ADD FOREIGN KEY (org, unit_id) REFERENCES unit (org, id);
ALTER TABLE job ADD COLUMN unit_id TEXT COLLATE "C";
ALTER TABLE job ADD FOREIGN KEY (org, unit_id) REFERENCES unit (org, id);
CREATE INDEX customer_unit ON customer (org, unit_id, sort_name);
CREATE INDEX site_unit ON site (org, unit_id, sort_name);
CREATE INDEX job_unit ON job (org, unit_id, created_at);
