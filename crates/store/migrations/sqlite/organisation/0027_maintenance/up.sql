-- Planned maintenance: what comes again, on what, and what became of each time.

CREATE TABLE maintenance_plan (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    unit_id TEXT REFERENCES unit (id),
    -- The job that is made each time.
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    type_id TEXT REFERENCES job_kind (id),
    priority BIGINT NOT NULL,
    -- When: days by a rule of RFC 5545, and how many days around each the work may be done.
    rule TEXT NOT NULL,
    first_date TEXT NOT NULL,
    zone TEXT NOT NULL,
    days_before BIGINT NOT NULL,
    days_after BIGINT NOT NULL,
    lead_days BIGINT NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('plan', 'completion')),
    state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'ended')),
    state_reason TEXT,
    state_since BIGINT NOT NULL,
    -- What was to be done by an earlier day is not made any more.
    from_date TEXT NOT NULL,
    created_by TEXT REFERENCES member (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX maintenance_plan_name ON maintenance_plan (sort_name, id);

CREATE TABLE maintenance_target (
    plan_id TEXT NOT NULL REFERENCES maintenance_plan (id),
    -- The id of the asset or of the site.
    target_id TEXT NOT NULL,
    asset_id TEXT REFERENCES asset (id),
    site_id TEXT REFERENCES site (id),
    from_date TEXT NOT NULL,
    PRIMARY KEY (plan_id, target_id),
    CHECK ((asset_id IS NULL) <> (site_id IS NULL))
) WITHOUT ROWID;

-- What became of one time: by its key it happens once, whoever makes it.
CREATE TABLE maintenance_occurrence (
    plan_id TEXT NOT NULL REFERENCES maintenance_plan (id),
    target_id TEXT NOT NULL,
    due TEXT NOT NULL,
    earliest TEXT NOT NULL,
    latest TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('made', 'skipped', 'left_out')),
    job_id TEXT REFERENCES job (id),
    reason TEXT,
    member_id TEXT REFERENCES member (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (plan_id, target_id, due)
) WITHOUT ROWID;
CREATE INDEX maintenance_occurrence_job ON maintenance_occurrence (job_id);
