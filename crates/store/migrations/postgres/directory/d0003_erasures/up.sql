-- Organisations that are to be erased, and what stays of those that were.

-- The day on which an organisation is to be erased, as its own log says; for the operator to see.
ALTER TABLE organisation ADD COLUMN erase_at BIGINT;

-- What stays: that it was here, when it went, and the last signed head of its log with the key that checks it. Never changed but for
-- the day on which the last of its data was gone.
CREATE TABLE erased_organisation (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    slug TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    erased_at BIGINT NOT NULL,
    log_size BIGINT NOT NULL,
    log_key TEXT COLLATE "C" NOT NULL,
    head TEXT COLLATE "C" NOT NULL,
    cleared_at BIGINT
);

-- Clears away every row of an organisation that was erased. Muster serves as a role that may not delete event records; this runs as the
-- tables' owner, and only for an organisation of which the directory says that it was erased and whose keys are gone. Rows that others
-- point at go in a later pass than those.
CREATE FUNCTION clear_erased(target TEXT) RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    waiting TEXT[];
    held TEXT[];
    one TEXT;
    gone BIGINT;
    total BIGINT := 0;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.erased_organisation e WHERE e.id = target)
        OR EXISTS (SELECT 1 FROM public.organisation_key k WHERE k.organisation_id = target)
    THEN
        RAISE EXCEPTION 'only what was erased is cleared away';
    END IF;
    PERFORM set_config('muster.org', target, true);
    PERFORM set_config('muster.clearing', target, true);
    SELECT array_agg(c.relname::text ORDER BY c.relname) INTO waiting FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
        AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org' AND NOT a.attisdropped);
    LOOP
        held := '{}';
        FOREACH one IN ARRAY waiting LOOP
            BEGIN
                EXECUTE format('DELETE FROM public.%I WHERE org = $1', one) USING target;
                GET DIAGNOSTICS gone = ROW_COUNT;
                total := total + gone;
            EXCEPTION WHEN foreign_key_violation THEN
                held := held || one;
            END;
        END LOOP;
        EXIT WHEN cardinality(held) = 0;
        IF cardinality(held) = cardinality(waiting) THEN
            RAISE EXCEPTION 'rows hold one another: %', held;
        END IF;
        waiting := held;
    END LOOP;
    PERFORM set_config('muster.clearing', '', true);
    RETURN total;
END;
$$;
REVOKE ALL ON FUNCTION clear_erased(TEXT) FROM PUBLIC;
