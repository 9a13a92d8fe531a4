-- Customers, sites, jobs, saved views, imports.
-- `number` is the rowid of customers and jobs: secondary indexes end with it for nothing, and full text hangs on it.

CREATE TABLE customer (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    reference TEXT UNIQUE,
    email TEXT,
    phone TEXT,
    notes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX customer_name ON customer (sort_name);
CREATE INDEX customer_updated ON customer (updated_at);

CREATE TABLE site (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    customer_id TEXT REFERENCES customer (id),
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    words TEXT NOT NULL,
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
    updated_at BIGINT NOT NULL
);
CREATE INDEX site_name ON site (sort_name, id);
CREATE INDEX site_customer ON site (customer_id, sort_name, id);

CREATE TABLE job (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
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
    customer_id TEXT REFERENCES customer (id),
    site_id TEXT REFERENCES site (id),
    target_at BIGINT,
    due_at BIGINT,
    created_by TEXT,
    created_at BIGINT NOT NULL,
    opened_at BIGINT,
    finished_at BIGINT,
    closed_at BIGINT,
    updated_at BIGINT NOT NULL,
    UNIQUE (source_system, source_reference)
);
CREATE INDEX job_created ON job (created_at);
CREATE INDEX job_target ON job (target_at);
CREATE INDEX job_updated ON job (updated_at);
CREATE INDEX job_finished ON job (finished_at);
CREATE INDEX job_due ON job (due_at, created_at);
CREATE INDEX job_status ON job (status, created_at);
CREATE INDEX job_status_target ON job (status, target_at);
CREATE INDEX job_type ON job (type, created_at);
CREATE INDEX job_priority ON job (priority, created_at);
CREATE INDEX job_customer ON job (customer_id, created_at);
CREATE INDEX job_site ON job (site_id, created_at);

-- How many jobs there are of each status, type and priority: kept by triggers, so that a million rows are never counted.
CREATE TABLE job_count (
    status TEXT NOT NULL,
    type TEXT NOT NULL,
    priority BIGINT NOT NULL,
    jobs BIGINT NOT NULL,
    PRIMARY KEY (status, type, priority)
) WITHOUT ROWID;
CREATE TRIGGER job_counted_on_insert AFTER INSERT ON job BEGIN
    INSERT INTO job_count (status, type, priority, jobs) VALUES (new.status, new.type, new.priority, 1)
        ON CONFLICT (status, type, priority) DO UPDATE SET jobs = jobs + 1;
END;
CREATE TRIGGER job_counted_on_update AFTER UPDATE OF status, type, priority ON job
WHEN old.status <> new.status OR old.type <> new.type OR old.priority <> new.priority BEGIN
    UPDATE job_count SET jobs = jobs - 1 WHERE status = old.status AND type = old.type AND priority = old.priority;
    INSERT INTO job_count (status, type, priority, jobs) VALUES (new.status, new.type, new.priority, 1)
        ON CONFLICT (status, type, priority) DO UPDATE SET jobs = jobs + 1;
END;
CREATE TRIGGER job_counted_on_delete AFTER DELETE ON job BEGIN
    UPDATE job_count SET jobs = jobs - 1 WHERE status = old.status AND type = old.type AND priority = old.priority;
END;

-- Full text. The tables hold no text of their own: it is read from `job` and `customer`, and triggers keep the words in step.
CREATE VIRTUAL TABLE job_text USING fts5 (
    number, title, description, type, source_reference,
    content = 'job', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER job_text_on_insert AFTER INSERT ON job BEGIN
    INSERT INTO job_text (rowid, number, title, description, type, source_reference)
        VALUES (new.number, new.number, new.title, new.description, new.type, new.source_reference);
END;
CREATE TRIGGER job_text_on_update AFTER UPDATE OF title, description, type, source_reference ON job BEGIN
    INSERT INTO job_text (job_text, rowid, number, title, description, type, source_reference)
        VALUES ('delete', old.number, old.number, old.title, old.description, old.type, old.source_reference);
    INSERT INTO job_text (rowid, number, title, description, type, source_reference)
        VALUES (new.number, new.number, new.title, new.description, new.type, new.source_reference);
END;
CREATE TRIGGER job_text_on_delete AFTER DELETE ON job BEGIN
    INSERT INTO job_text (job_text, rowid, number, title, description, type, source_reference)
        VALUES ('delete', old.number, old.number, old.title, old.description, old.type, old.source_reference);
END;

CREATE VIRTUAL TABLE customer_text USING fts5 (
    name, reference, email, phone, notes,
    content = 'customer', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER customer_text_on_insert AFTER INSERT ON customer BEGIN
    INSERT INTO customer_text (rowid, name, reference, email, phone, notes)
        VALUES (new.number, new.name, new.reference, new.email, new.phone, new.notes);
END;
CREATE TRIGGER customer_text_on_update AFTER UPDATE OF name, reference, email, phone, notes ON customer BEGIN
    INSERT INTO customer_text (customer_text, rowid, name, reference, email, phone, notes)
        VALUES ('delete', old.number, old.name, old.reference, old.email, old.phone, old.notes);
    INSERT INTO customer_text (rowid, name, reference, email, phone, notes)
        VALUES (new.number, new.name, new.reference, new.email, new.phone, new.notes);
END;
CREATE TRIGGER customer_text_on_delete AFTER DELETE ON customer BEGIN
    INSERT INTO customer_text (customer_text, rowid, name, reference, email, phone, notes)
        VALUES ('delete', old.number, old.name, old.reference, old.email, old.phone, old.notes);
END;

CREATE TABLE saved_view (
    id TEXT NOT NULL PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES member (id),
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX saved_view_list ON saved_view (list, name);

CREATE TABLE import (
    id TEXT NOT NULL PRIMARY KEY,
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
    created_by TEXT,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT
);
CREATE INDEX import_created ON import (created_at, id);

CREATE TABLE import_refusal (
    import_id TEXT NOT NULL REFERENCES import (id),
    position BIGINT NOT NULL,
    line BIGINT NOT NULL,
    column_name TEXT,
    value TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
) WITHOUT ROWID;
