-- Customers, sites, jobs, saved views, imports: the twin of the embedded engine's tables, each key and index led by the organisation.

CREATE TABLE customer (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    number BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    reference TEXT,
    email TEXT,
    phone TEXT,
    notes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    words tsvector NOT NULL GENERATED ALWAYS AS (
        to_tsvector('simple', regexp_replace(name || ' ' || coalesce(reference, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || notes, '[^[:alnum:]]+', ' ', 'g'))
    ) STORED,
    PRIMARY KEY (org, number),
    UNIQUE (org, id),
    UNIQUE (org, reference)
);
CREATE INDEX customer_name ON customer (org, sort_name, number);
CREATE INDEX customer_updated ON customer (org, updated_at, number);
CREATE INDEX customer_words ON customer USING gin (words);

CREATE TABLE site (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    customer_id TEXT COLLATE "C",
    name TEXT NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    address_lines TEXT NOT NULL,
    locality TEXT,
    region TEXT,
    postcode TEXT,
    country TEXT,
    latitude BIGINT,
    longitude BIGINT,
    time_zone TEXT NOT NULL,
    access_notes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, customer_id) REFERENCES customer (org, id)
);
CREATE INDEX site_name ON site (org, sort_name, id);
CREATE INDEX site_customer ON site (org, customer_id, sort_name, id);

CREATE TABLE job (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    number BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    source_system TEXT,
    source_reference TEXT,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    priority BIGINT NOT NULL CHECK (priority BETWEEN 1 AND 4),
    status TEXT NOT NULL CHECK (status IN ('draft', 'open', 'planned', 'in_progress', 'on_hold', 'work_done', 'closed', 'cancelled')),
    hold_reason TEXT,
    hold_note TEXT,
    hold_since BIGINT,
    hold_from TEXT,
    cancel_reason TEXT,
    cancel_note TEXT,
    cancelled_at BIGINT,
    customer_id TEXT COLLATE "C",
    site_id TEXT COLLATE "C",
    target_at BIGINT,
    due_at BIGINT,
    created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    opened_at BIGINT,
    finished_at BIGINT,
    closed_at BIGINT,
    updated_at BIGINT NOT NULL,
    words tsvector NOT NULL GENERATED ALWAYS AS (
        to_tsvector('simple', regexp_replace(number::text || ' ' || title || ' ' || description || ' ' || type || ' ' || coalesce(source_reference, ''), '[^[:alnum:]]+', ' ', 'g'))
    ) STORED,
    PRIMARY KEY (org, number),
    UNIQUE (org, id),
    FOREIGN KEY (org, customer_id) REFERENCES customer (org, id),
    FOREIGN KEY (org, site_id) REFERENCES site (org, id),
    UNIQUE (org, source_system, source_reference)
);
CREATE INDEX job_created ON job (org, created_at, number);
CREATE INDEX job_target ON job (org, target_at, number);
CREATE INDEX job_updated ON job (org, updated_at, number);
CREATE INDEX job_finished ON job (org, finished_at, number);
CREATE INDEX job_due ON job (org, due_at, created_at, number);
CREATE INDEX job_status ON job (org, status, created_at, number);
CREATE INDEX job_status_target ON job (org, status, target_at, number);
CREATE INDEX job_type ON job (org, type, created_at, number);
CREATE INDEX job_priority ON job (org, priority, created_at, number);
CREATE INDEX job_customer ON job (org, customer_id, created_at, number);
CREATE INDEX job_site ON job (org, site_id, created_at, number);
CREATE INDEX job_words ON job USING gin (words);

CREATE TABLE job_count (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    status TEXT NOT NULL,
    type TEXT NOT NULL,
    priority BIGINT NOT NULL,
    jobs BIGINT NOT NULL,
    PRIMARY KEY (org, status, type, priority)
);
-- Counted by statement, not by row: a batch of ten thousand jobs changes each count once.
CREATE FUNCTION job_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO job_count (status, type, priority, jobs)
            SELECT status, type, priority, count(*) FROM added GROUP BY status, type, priority
            ON CONFLICT (org, status, type, priority) DO UPDATE SET jobs = job_count.jobs + excluded.jobs;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO job_count (status, type, priority, jobs)
            SELECT status, type, priority, -count(*) FROM removed GROUP BY status, type, priority
            ON CONFLICT (org, status, type, priority) DO UPDATE SET jobs = job_count.jobs + excluded.jobs;
    ELSE
        INSERT INTO job_count (status, type, priority, jobs)
            SELECT status, type, priority, sum(delta) FROM (
                SELECT status, type, priority, 1 AS delta FROM added
                UNION ALL SELECT status, type, priority, -1 FROM removed
            ) AS moved GROUP BY status, type, priority HAVING sum(delta) <> 0
            ON CONFLICT (org, status, type, priority) DO UPDATE SET jobs = job_count.jobs + excluded.jobs;
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER job_counted_on_insert AFTER INSERT ON job REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION job_counted();
CREATE TRIGGER job_counted_on_update AFTER UPDATE ON job REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION job_counted();
CREATE TRIGGER job_counted_on_delete AFTER DELETE ON job REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION job_counted();

CREATE TABLE saved_view (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX saved_view_list ON saved_view (org, list, name);

CREATE TABLE import (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    filename TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('uploaded', 'running', 'done', 'failed', 'cancelled')),
    sealed_file TEXT NOT NULL,
    detected TEXT NOT NULL,
    mapping TEXT,
    dry_run BOOLEAN,
    rows_total BIGINT,
    rows_done BIGINT NOT NULL,
    added BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    problem TEXT,
    created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    PRIMARY KEY (org, id)
);
CREATE INDEX import_created ON import (org, created_at, id);

CREATE TABLE import_refusal (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    import_id TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    line BIGINT NOT NULL,
    column_name TEXT,
    value TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (org, import_id, position),
    FOREIGN KEY (org, import_id) REFERENCES import (org, id)
);
