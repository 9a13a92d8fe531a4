-- How long the log keeps the details of its records, up to where they lapsed, and up to where they were erased.
CREATE TABLE log_retention (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    months BIGINT,
    lapsed_before BIGINT NOT NULL,
    lapsed_at BIGINT,
    erased_before BIGINT NOT NULL,
    erased_at BIGINT,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;

-- The log is append-only for everyone, Muster's own code included; but the detail of a record that lapsed, as the log itself says,
-- may be taken away, and nothing else of it with it.
DROP TRIGGER event_is_final_on_update;
CREATE TRIGGER event_is_final_on_update BEFORE UPDATE ON event
WHEN NOT (
    NEW.detail_sealed IS NULL
    AND NEW.seq IS OLD.seq
    AND NEW.at IS OLD.at
    AND NEW.actor_kind IS OLD.actor_kind
    AND NEW.actor_id IS OLD.actor_id
    AND NEW.action IS OLD.action
    AND NEW.outcome IS OLD.outcome
    AND NEW.subject_kind IS OLD.subject_kind
    AND NEW.subject_id IS OLD.subject_id
    AND NEW.touched IS OLD.touched
    AND NEW.commitment IS OLD.commitment
    AND NEW.leaf_hash IS OLD.leaf_hash
    AND OLD.seq < COALESCE((SELECT lapsed_before FROM log_retention WHERE name = 'log'), 0)
)
BEGIN SELECT RAISE(ABORT, 'event records are final'); END;
