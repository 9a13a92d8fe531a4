-- Whether the organisation is to be deleted, when, and who decided so. One row; no day means that it is not.
CREATE TABLE organisation_deletion (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    reason TEXT COLLATE "C",
    asked_by TEXT COLLATE "C",
    confirmed_by TEXT COLLATE "C",
    decided_at BIGINT,
    due_at BIGINT,
    begun_at BIGINT,
    PRIMARY KEY (org, name),
    FOREIGN KEY (org, asked_by) REFERENCES member (org, id),
    FOREIGN KEY (org, confirmed_by) REFERENCES member (org, id)
);

-- The log is append-only for everyone, Muster's own code included; but the detail of a record that lapsed, as the log itself says,
-- may be taken away, and nothing else of it with it. Of an organisation that was erased the records go with the rest, by the one function
-- that clears away, and no other way.
CREATE OR REPLACE FUNCTION event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.detail_sealed IS NULL
        AND (NEW.org, NEW.seq, NEW.at, NEW.actor_kind, NEW.actor_id, NEW.action, NEW.outcome, NEW.subject_kind, NEW.subject_id, NEW.touched, NEW.commitment, NEW.leaf_hash)
            IS NOT DISTINCT FROM (OLD.org, OLD.seq, OLD.at, OLD.actor_kind, OLD.actor_id, OLD.action, OLD.outcome, OLD.subject_kind, OLD.subject_id, OLD.touched, OLD.commitment, OLD.leaf_hash)
        AND OLD.seq < COALESCE((SELECT lapsed_before FROM log_retention r WHERE r.org = OLD.org AND r.name = 'log'), 0)
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND current_setting('muster.clearing', true) = OLD.org
        AND EXISTS (SELECT 1 FROM erased_organisation e WHERE e.id = OLD.org)
    THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'event records are final';
END;
$$;

-- Whether the organisation's provider let this session in: the others end when single sign-on becomes required,
-- and so do those from before this was noted.
ALTER TABLE session ADD COLUMN by_provider BOOLEAN NOT NULL DEFAULT FALSE;
