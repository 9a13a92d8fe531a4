-- The instance's directory: which organisations there are, their wrapped keys, the signed heads of every log.
-- These tables hold no organisation's data, so they carry no policy; the instance's own log lives in the tenant table `event`
-- under the organisation id 'instance'.

CREATE TABLE instance (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

CREATE TABLE organisation (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    slug TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('active', 'suspended')),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE organisation_key (
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisation (id),
    purpose TEXT COLLATE "C" NOT NULL,
    wrapped TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation_id, purpose)
);

CREATE TABLE log_checkpoint (
    log TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    root BYTEA NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (log, size)
);
