-- How long the log keeps the details of its records, up to where they lapsed, and up to where they were erased.
CREATE TABLE log_retention (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    months BIGINT,
    lapsed_before BIGINT NOT NULL,
    lapsed_at BIGINT,
    erased_before BIGINT NOT NULL,
    erased_at BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, name)
);

-- The log is append-only for everyone, Muster's own code included; but the detail of a record that lapsed, as the log itself says,
-- may be taken away, and nothing else of it with it.
CREATE OR REPLACE FUNCTION event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.detail_sealed IS NULL
        AND (NEW.org, NEW.seq, NEW.at, NEW.actor_kind, NEW.actor_id, NEW.action, NEW.outcome, NEW.subject_kind, NEW.subject_id, NEW.touched, NEW.commitment, NEW.leaf_hash)
            IS NOT DISTINCT FROM (OLD.org, OLD.seq, OLD.at, OLD.actor_kind, OLD.actor_id, OLD.action, OLD.outcome, OLD.subject_kind, OLD.subject_id, OLD.touched, OLD.commitment, OLD.leaf_hash)
        AND OLD.seq < COALESCE((SELECT lapsed_before FROM log_retention r WHERE r.org = OLD.org AND r.name = 'log'), 0)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'event records are final';
END;
$$;
