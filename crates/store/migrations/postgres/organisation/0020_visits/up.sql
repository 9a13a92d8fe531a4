-- Assets: what is looked after at a site, where it stood from when on, and which jobs were about it.

CREATE TABLE asset (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    number BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    maker TEXT,
    model TEXT,
    serial TEXT,
    notes TEXT NOT NULL,
    -- Name, kind, maker, model, serial number and number, in lower case, for the search.
    words TEXT COLLATE "C" NOT NULL,
    -- Where it stands now: the last of its placements.
    site_id TEXT COLLATE "C" NOT NULL,
    installed_at BIGINT,
    retired_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    tokens tsvector NOT NULL GENERATED ALWAYS AS (
        to_tsvector('simple', regexp_replace(words, '[^[:alnum:]]+', ' ', 'g'))
    ) STORED,
    PRIMARY KEY (org, number),
    UNIQUE (org, id),
    FOREIGN KEY (org, site_id) REFERENCES site (org, id)
);
CREATE INDEX asset_name ON asset (org, sort_name, number);
CREATE INDEX asset_site ON asset (org, site_id, sort_name, number);

-- A series, never an overwrite: a placement ends where the next one begins.
CREATE TABLE asset_placement (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    asset_id TEXT COLLATE "C" NOT NULL,
    from_at BIGINT NOT NULL,
    site_id TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org, asset_id, from_at),
    FOREIGN KEY (org, asset_id) REFERENCES asset (org, id),
    FOREIGN KEY (org, site_id) REFERENCES site (org, id)
);
CREATE INDEX asset_placement_site ON asset_placement (org, site_id, from_at);

CREATE TABLE job_asset (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    job_id TEXT COLLATE "C" NOT NULL,
    asset_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, job_id, asset_id),
    FOREIGN KEY (org, job_id) REFERENCES job (org, id),
    FOREIGN KEY (org, asset_id) REFERENCES asset (org, id)
);
CREATE INDEX job_asset_asset ON job_asset (org, asset_id, job_id);

CREATE TABLE asset_word (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    word TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (org, word, number)
);
CREATE FUNCTION asset_words_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO asset_word (org, word, number) SELECT org, unnest(tsvector_to_array(tokens)), number FROM added;
        RETURN NULL;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM asset_word USING (SELECT org, unnest(tsvector_to_array(tokens)) AS word, number FROM removed) AS gone
            WHERE asset_word.org = gone.org AND asset_word.word = gone.word AND asset_word.number = gone.number;
        RETURN NULL;
    END IF;
    DELETE FROM asset_word USING (
            SELECT org, unnest(tsvector_to_array(removed.tokens)) AS word, number
            FROM removed JOIN added USING (org, number) WHERE removed.tokens <> added.tokens
        ) AS gone WHERE asset_word.org = gone.org AND asset_word.word = gone.word AND asset_word.number = gone.number;
    INSERT INTO asset_word (org, word, number)
        SELECT org, unnest(tsvector_to_array(added.tokens)), number
        FROM added JOIN removed USING (org, number) WHERE removed.tokens <> added.tokens;
    RETURN NULL;
END;
$$;
CREATE TRIGGER asset_words_on_insert AFTER INSERT ON asset REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION asset_words_follow();
CREATE TRIGGER asset_words_on_update AFTER UPDATE ON asset REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION asset_words_follow();
CREATE TRIGGER asset_words_on_delete AFTER DELETE ON asset REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION asset_words_follow();

-- A trip for a job. When it is, where, and whom it needs stand in its requirement.
CREATE TABLE visit (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    job_id TEXT COLLATE "C" NOT NULL,
    -- The first, the second … of its job.
    place BIGINT NOT NULL,
    requirement_id TEXT COLLATE "C" NOT NULL,
    follows_id TEXT COLLATE "C",
    state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'received', 'accepted', 'travelling', 'on_site', 'paused', 'done', 'declined',
        'aborted', 'recalled')),
    -- Why it ended without being done: a word where there are words for it, and what somebody wrote.
    end_reason TEXT,
    end_note TEXT,
    note TEXT NOT NULL,
    -- Of before its job was reopened: the job does not follow it any more.
    past BOOLEAN NOT NULL,
    created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, job_id, place),
    UNIQUE (org, requirement_id),
    FOREIGN KEY (org, job_id) REFERENCES job (org, id),
    FOREIGN KEY (org, requirement_id) REFERENCES requirement (org, id),
    FOREIGN KEY (org, follows_id) REFERENCES visit (org, id),
    FOREIGN KEY (org, created_by) REFERENCES member (org, id)
);
CREATE INDEX visit_live ON visit (org, state) WHERE state NOT IN ('done', 'declined', 'aborted', 'recalled');

-- Visits by time, whether or not they may still be filled.
CREATE INDEX requirement_of_visit ON requirement (org, start_at, owner_id) WHERE kind = 'visit';

-- What was told of a visit, with the time of whoever told it and the time it was heard. A device counts what it tells, so that what is
-- sent twice is taken once.
CREATE TABLE visit_report (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    visit_id TEXT COLLATE "C" NOT NULL,
    told TEXT NOT NULL,
    at BIGINT NOT NULL,
    heard_at BIGINT NOT NULL,
    member_id TEXT COLLATE "C",
    device TEXT COLLATE "C",
    counter BIGINT,
    reason TEXT,
    note TEXT,
    -- Whether it brought the visit along; what did not fills the past.
    moved BOOLEAN NOT NULL,
    CHECK ((device IS NULL) = (counter IS NULL)),
    PRIMARY KEY (org, id),
    UNIQUE (org, member_id, device, counter),
    FOREIGN KEY (org, visit_id) REFERENCES visit (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);
CREATE INDEX visit_report_visit ON visit_report (org, visit_id, at, id);

-- A visit moves with those who go: whoever moves their time moves it.
CREATE FUNCTION visit_follows_its_people() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    earliest BIGINT;
    latest BIGINT;
BEGIN
    SELECT min(start_at), max(end_at) INTO earliest, latest
        FROM assignment WHERE org = NEW.org AND requirement_id = NEW.requirement_id AND live;
    IF latest - earliest <= 2678400000 THEN
        UPDATE requirement SET start_at = earliest, end_at = latest, version = version + 1, updated_at = NEW.updated_at
            WHERE org = NEW.org AND id = NEW.requirement_id;
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER visit_follows_its_people AFTER UPDATE OF start_at, end_at ON assignment FOR EACH ROW
    WHEN (NEW.live AND NEW.kind = 'visit' AND NEW.requirement_id IS NOT NULL AND (NEW.start_at <> OLD.start_at OR NEW.end_at <> OLD.end_at))
    EXECUTE FUNCTION visit_follows_its_people();
