-- The instance's directory: which organisations there are, their wrapped keys, the signed heads of every log.
-- These tables hold no organisation's data, so they carry no policy; the instance's own log lives in the tenant table `event`
-- under the organisation id 'instance'.

CREATE TABLE instance (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE organisation (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE organisation_key (
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    purpose TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (organisation_id, purpose)
);

CREATE TABLE log_checkpoint (
    log TEXT NOT NULL,
    size BIGINT NOT NULL,
    root BYTEA NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (log, size)
);
