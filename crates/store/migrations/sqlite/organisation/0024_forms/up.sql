-- Types of jobs, how soon jobs are promised, and the clocks that hold to it.

CREATE TABLE job_type (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    -- How long a visit of such a job is, unless somebody says otherwise.
    minutes BIGINT NOT NULL,
    -- What whoever goes must be able to do, and how soon it is promised by priority, as JSON.
    competencies TEXT NOT NULL,
    targets TEXT NOT NULL,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- One row: when an organisation works, and how soon it promises what no type of job says otherwise of.
CREATE TABLE service_hours (
    id TEXT NOT NULL PRIMARY KEY CHECK (id = 'hours'),
    version BIGINT NOT NULL,
    zone TEXT NOT NULL,
    weekly TEXT NOT NULL,
    holidays TEXT NOT NULL,
    targets TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE job_clock (
    job_id TEXT NOT NULL REFERENCES job (id),
    clock TEXT NOT NULL CHECK (clock IN ('respond', 'attend', 'fix')),
    minutes BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    -- When it runs out; none while it is paused, with so many milliseconds of work left.
    due_at BIGINT,
    left_millis BIGINT,
    met_at BIGINT,
    breached_at BIGINT,
    -- Whether running out is still to be put on record.
    watched BOOLEAN NOT NULL,
    PRIMARY KEY (job_id, clock)
) WITHOUT ROWID;
CREATE INDEX job_clock_due ON job_clock (due_at) WHERE watched;
