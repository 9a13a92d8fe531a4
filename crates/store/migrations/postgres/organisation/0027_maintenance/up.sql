-- Planned maintenance: what comes again, on what, and what became of each time.

CREATE TABLE maintenance_plan (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C",
    -- The job that is made each time.
    title TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    type_id TEXT COLLATE "C",
    priority BIGINT NOT NULL,
    -- When: days by a rule of RFC 5545, and how many days around each the work may be done.
    rule TEXT COLLATE "C" NOT NULL,
    first_date TEXT COLLATE "C" NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    days_before BIGINT NOT NULL,
    days_after BIGINT NOT NULL,
    lead_days BIGINT NOT NULL,
    basis TEXT COLLATE "C" NOT NULL CHECK (basis IN ('plan', 'completion')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'suspended', 'ended')),
    state_reason TEXT COLLATE "C",
    state_since BIGINT NOT NULL,
    -- What was to be done by an earlier day is not made any more.
    from_date TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    FOREIGN KEY (org, type_id) REFERENCES job_kind (org, id),
    FOREIGN KEY (org, created_by) REFERENCES member (org, id)
);
CREATE INDEX maintenance_plan_name ON maintenance_plan (org, sort_name, id);

CREATE TABLE maintenance_target (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    plan_id TEXT COLLATE "C" NOT NULL,
    -- The id of the asset or of the site.
    target_id TEXT COLLATE "C" NOT NULL,
    asset_id TEXT COLLATE "C",
    site_id TEXT COLLATE "C",
    from_date TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, plan_id, target_id),
    CHECK ((asset_id IS NULL) <> (site_id IS NULL)),
    FOREIGN KEY (org, plan_id) REFERENCES maintenance_plan (org, id),
    FOREIGN KEY (org, asset_id) REFERENCES asset (org, id),
    FOREIGN KEY (org, site_id) REFERENCES site (org, id)
);

-- What became of one time: by its key it happens once, whoever makes it.
CREATE TABLE maintenance_occurrence (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    plan_id TEXT COLLATE "C" NOT NULL,
    target_id TEXT COLLATE "C" NOT NULL,
    due TEXT COLLATE "C" NOT NULL,
    earliest TEXT COLLATE "C" NOT NULL,
    latest TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('made', 'skipped', 'left_out')),
    job_id TEXT COLLATE "C",
    reason TEXT COLLATE "C",
    member_id TEXT COLLATE "C",
    at BIGINT NOT NULL,
    PRIMARY KEY (org, plan_id, target_id, due),
    FOREIGN KEY (org, plan_id) REFERENCES maintenance_plan (org, id),
    FOREIGN KEY (org, job_id) REFERENCES job (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX maintenance_occurrence_job ON maintenance_occurrence (org, job_id);
