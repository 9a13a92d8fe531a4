-- Types of jobs, how soon jobs are promised, and the clocks that hold to it; forms.

CREATE TABLE job_kind (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    -- How long a visit of such a job is, unless somebody says otherwise.
    minutes BIGINT NOT NULL,
    -- What whoever goes must be able to do, and how soon it is promised by priority, as JSON.
    competencies TEXT COLLATE "C" NOT NULL,
    targets TEXT COLLATE "C" NOT NULL,
    -- The forms asked of its visits, as a JSON list of ids.
    forms TEXT COLLATE "C" NOT NULL,
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

-- Forms. What a form asks is an edition, which stays as it is; a change makes the next one.
CREATE TABLE form_template (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    -- The newest.
    edition BIGINT NOT NULL,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, name)
);

CREATE TABLE form_edition (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    template_id TEXT COLLATE "C" NOT NULL,
    edition BIGINT NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org, template_id, edition),
    FOREIGN KEY (org, template_id) REFERENCES form_template (org, id),
    FOREIGN KEY (org, created_by) REFERENCES member (org, id)
);

-- What is asked of a visit before it is done.
CREATE TABLE visit_form (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    visit_id TEXT COLLATE "C" NOT NULL,
    template_id TEXT COLLATE "C" NOT NULL,
    edition BIGINT NOT NULL,
    PRIMARY KEY (org, visit_id, template_id),
    FOREIGN KEY (org, visit_id) REFERENCES visit (org, id),
    FOREIGN KEY (org, template_id, edition) REFERENCES form_edition (org, template_id, edition)
);

-- Photographs and signatures taken on a visit.
CREATE TABLE visit_picture (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    visit_id TEXT COLLATE "C" NOT NULL,
    picture_sealed BYTEA NOT NULL,
    member_id TEXT COLLATE "C",
    at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, visit_id) REFERENCES visit (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX visit_picture_visit ON visit_picture (org, visit_id);

-- A completed form. It stays as it is, and is corrected by another one, once.
CREATE TABLE form (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    visit_id TEXT COLLATE "C" NOT NULL,
    template_id TEXT COLLATE "C" NOT NULL,
    edition BIGINT NOT NULL,
    values_sealed BYTEA NOT NULL,
    corrects_id TEXT COLLATE "C",
    completed_by TEXT COLLATE "C",
    completed_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, corrects_id),
    FOREIGN KEY (org, visit_id) REFERENCES visit (org, id),
    FOREIGN KEY (org, corrects_id) REFERENCES form (org, id),
    FOREIGN KEY (org, completed_by) REFERENCES member (org, id),
    FOREIGN KEY (org, template_id, edition) REFERENCES form_edition (org, template_id, edition)
);
CREATE INDEX form_visit ON form (org, visit_id);
CREATE FUNCTION form_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'form_stays';
END;
$$;
CREATE TRIGGER form_stays BEFORE UPDATE ON form FOR EACH ROW EXECUTE FUNCTION form_stays();
CREATE TRIGGER form_edition_stays BEFORE UPDATE ON form_edition FOR EACH ROW EXECUTE FUNCTION form_stays();
