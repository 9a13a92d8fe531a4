-- Types of jobs, how soon jobs are promised, and the clocks that hold to it.

CREATE TABLE job_type (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    -- How long a visit of such a job is, unless somebody says otherwise.
    minutes BIGINT NOT NULL,
    -- What whoever goes must be able to do, and how soon it is promised by priority, as JSON.
    competencies TEXT COLLATE "C" NOT NULL,
    targets TEXT COLLATE "C" NOT NULL,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, name)
);

-- One row: when an organisation works, and how soon it promises what no type of job says otherwise of.
CREATE TABLE service_hours (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL CHECK (id = 'hours'),
    version BIGINT NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    weekly TEXT COLLATE "C" NOT NULL,
    holidays TEXT COLLATE "C" NOT NULL,
    targets TEXT COLLATE "C" NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id)
);

CREATE TABLE job_clock (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    job_id TEXT COLLATE "C" NOT NULL,
    clock TEXT COLLATE "C" NOT NULL CHECK (clock IN ('respond', 'attend', 'fix')),
    minutes BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    -- When it runs out; none while it is paused, with so many milliseconds of work left.
    due_at BIGINT,
    left_millis BIGINT,
    met_at BIGINT,
    breached_at BIGINT,
    -- Whether running out is still to be put on record.
    watched BOOLEAN NOT NULL,
    PRIMARY KEY (org, job_id, clock),
    FOREIGN KEY (org, job_id) REFERENCES job (org, id)
);
CREATE INDEX job_clock_due ON job_clock (org, due_at) WHERE watched;
