-- Types of jobs, how soon jobs are promised, and the clocks that hold to it; forms.

CREATE TABLE job_kind (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    -- How long a visit of such a job is, unless somebody says otherwise.
    minutes BIGINT NOT NULL,
    -- What whoever goes must be able to do, and how soon it is promised by priority, as JSON.
    competencies TEXT NOT NULL,
    targets TEXT NOT NULL,
    -- The forms asked of its visits, as a JSON list of ids.
    forms TEXT NOT NULL,
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

-- Forms. What a form asks is an edition, which stays as it is; a change makes the next one.
CREATE TABLE form_template (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    -- The newest.
    edition BIGINT NOT NULL,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE form_edition (
    template_id TEXT NOT NULL REFERENCES form_template (id),
    edition BIGINT NOT NULL,
    fields TEXT NOT NULL,
    created_by TEXT REFERENCES member (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (template_id, edition)
) WITHOUT ROWID;

-- What is asked of a visit before it is done.
CREATE TABLE visit_form (
    visit_id TEXT NOT NULL REFERENCES visit (id),
    template_id TEXT NOT NULL,
    edition BIGINT NOT NULL,
    PRIMARY KEY (visit_id, template_id),
    FOREIGN KEY (template_id, edition) REFERENCES form_edition (template_id, edition)
) WITHOUT ROWID;

-- Photographs and signatures taken on a visit.
CREATE TABLE visit_picture (
    id TEXT NOT NULL PRIMARY KEY,
    visit_id TEXT NOT NULL REFERENCES visit (id),
    picture_sealed BLOB NOT NULL,
    member_id TEXT REFERENCES member (id),
    at BIGINT NOT NULL
);
CREATE INDEX visit_picture_visit ON visit_picture (visit_id);

-- A completed form. It stays as it is, and is corrected by another one, once.
CREATE TABLE form (
    id TEXT NOT NULL PRIMARY KEY,
    visit_id TEXT NOT NULL REFERENCES visit (id),
    template_id TEXT NOT NULL,
    edition BIGINT NOT NULL,
    values_sealed BLOB NOT NULL,
    corrects_id TEXT UNIQUE REFERENCES form (id),
    completed_by TEXT REFERENCES member (id),
    completed_at BIGINT NOT NULL,
    FOREIGN KEY (template_id, edition) REFERENCES form_edition (template_id, edition)
);
CREATE INDEX form_visit ON form (visit_id);
CREATE TRIGGER form_stays BEFORE UPDATE ON form BEGIN
    SELECT RAISE(ABORT, 'form_stays');
END;
CREATE TRIGGER form_edition_stays BEFORE UPDATE ON form_edition BEGIN
    SELECT RAISE(ABORT, 'form_stays');
END;
