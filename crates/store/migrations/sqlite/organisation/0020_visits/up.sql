-- Assets: what is looked after at a site, where it stood from when on, and which jobs were about it.

CREATE TABLE asset (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    maker TEXT,
    model TEXT,
    serial TEXT,
    notes TEXT NOT NULL,
    -- Name, kind, maker, model, serial number and number, in lower case, for the search.
    words TEXT NOT NULL,
    -- Where it stands now: the last of its placements.
    site_id TEXT NOT NULL REFERENCES site (id),
    installed_at BIGINT,
    retired_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX asset_name ON asset (sort_name, number);
CREATE INDEX asset_site ON asset (site_id, sort_name, number);

-- A series, never an overwrite: a placement ends where the next one begins.
CREATE TABLE asset_placement (
    asset_id TEXT NOT NULL REFERENCES asset (id),
    from_at BIGINT NOT NULL,
    site_id TEXT NOT NULL REFERENCES site (id),
    created_by TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (asset_id, from_at)
) WITHOUT ROWID;
CREATE INDEX asset_placement_site ON asset_placement (site_id, from_at);

CREATE TABLE job_asset (
    job_id TEXT NOT NULL REFERENCES job (id),
    asset_id TEXT NOT NULL REFERENCES asset (id),
    PRIMARY KEY (job_id, asset_id)
) WITHOUT ROWID;
CREATE INDEX job_asset_asset ON job_asset (asset_id, job_id);

CREATE VIRTUAL TABLE asset_text USING fts5 (
    words,
    content = 'asset', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER asset_text_on_insert AFTER INSERT ON asset BEGIN
    INSERT INTO asset_text (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER asset_text_on_update AFTER UPDATE OF words ON asset BEGIN
    INSERT INTO asset_text (asset_text, rowid, words) VALUES ('delete', old.number, old.words);
    INSERT INTO asset_text (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER asset_text_on_delete AFTER DELETE ON asset BEGIN
    INSERT INTO asset_text (asset_text, rowid, words) VALUES ('delete', old.number, old.words);
END;
CREATE VIRTUAL TABLE asset_vocabulary USING fts5vocab ('asset_text', 'instance');

-- A trip for a job. When it is, where, and whom it needs stand in its requirement.
CREATE TABLE visit (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    job_id TEXT NOT NULL REFERENCES job (id),
    -- The first, the second … of its job.
    place BIGINT NOT NULL,
    requirement_id TEXT NOT NULL REFERENCES requirement (id),
    follows_id TEXT REFERENCES visit (id),
    state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'received', 'accepted', 'travelling', 'on_site', 'paused', 'done', 'declined',
        'aborted', 'recalled')),
    -- Why it ended without being done: a word where there are words for it, and what somebody wrote.
    end_reason TEXT,
    end_note TEXT,
    note TEXT NOT NULL,
    -- Of before its job was reopened: the job does not follow it any more.
    past BOOLEAN NOT NULL,
    created_by TEXT REFERENCES member (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (job_id, place),
    UNIQUE (requirement_id)
);
CREATE INDEX visit_live ON visit (state) WHERE state NOT IN ('done', 'declined', 'aborted', 'recalled');

-- Visits by time, whether or not they may still be filled.
CREATE INDEX requirement_of_visit ON requirement (start_at, owner_id) WHERE kind = 'visit';

-- What was told of a visit, with the time of whoever told it and the time it was heard. A device counts what it tells, so that what is
-- sent twice is taken once.
CREATE TABLE visit_report (
    id TEXT NOT NULL PRIMARY KEY,
    visit_id TEXT NOT NULL REFERENCES visit (id),
    told TEXT NOT NULL,
    at BIGINT NOT NULL,
    heard_at BIGINT NOT NULL,
    member_id TEXT REFERENCES member (id),
    device TEXT,
    counter BIGINT,
    reason TEXT,
    note TEXT,
    -- Whether it brought the visit along; what did not fills the past.
    moved BOOLEAN NOT NULL,
    CHECK ((device IS NULL) = (counter IS NULL)),
    UNIQUE (member_id, device, counter)
);
CREATE INDEX visit_report_visit ON visit_report (visit_id, at, id);

-- A visit moves with those who go: whoever moves their time moves it.
CREATE TRIGGER visit_follows_its_people AFTER UPDATE OF start_at, end_at ON assignment
WHEN NEW.live AND NEW.kind = 'visit' AND NEW.requirement_id IS NOT NULL AND (NEW.start_at <> OLD.start_at OR NEW.end_at <> OLD.end_at)
BEGIN
    UPDATE requirement SET
        start_at = (SELECT min(a.start_at) FROM assignment AS a WHERE a.requirement_id = NEW.requirement_id AND a.live),
        end_at = (SELECT max(a.end_at) FROM assignment AS a WHERE a.requirement_id = NEW.requirement_id AND a.live),
        version = version + 1,
        updated_at = NEW.updated_at
    WHERE id = NEW.requirement_id AND (
        SELECT max(a.end_at) - min(a.start_at) FROM assignment AS a WHERE a.requirement_id = NEW.requirement_id AND a.live
    ) <= 2678400000;
END;
