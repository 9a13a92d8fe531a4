-- Search that costs the same among a thousand rows and among a million: every kind is found by words, newest first.
--
-- Row security asks its own question of a row before any that could leak something of it, and text search could: an index on it
-- is never entered. So words stand in rows of their own, which are found by comparing them.

-- The owner is bound by the policies too, and has no organisation: what is there already is carried over without them.
ALTER TABLE counter NO FORCE ROW LEVEL SECURITY;
ALTER TABLE customer NO FORCE ROW LEVEL SECURITY;
ALTER TABLE job NO FORCE ROW LEVEL SECURITY;
ALTER TABLE site NO FORCE ROW LEVEL SECURITY;

ALTER TABLE site ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
UPDATE site SET number = numbered.number
    FROM (SELECT org, id, row_number() OVER (PARTITION BY org ORDER BY id) AS number FROM site) AS numbered
    WHERE site.org = numbered.org AND site.id = numbered.id;
CREATE UNIQUE INDEX site_number ON site (org, number);
INSERT INTO counter (org, name, value) SELECT org, 'site', max(number) FROM site GROUP BY org;
ALTER TABLE site ADD COLUMN tokens tsvector NOT NULL GENERATED ALWAYS AS (
    to_tsvector('simple', regexp_replace(words, '[^[:alnum:]]+', ' ', 'g'))
) STORED;

DROP INDEX customer_words;
DROP INDEX job_words;

CREATE TABLE customer_word (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    word TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (org, word, number)
);
INSERT INTO customer_word (org, word, number) SELECT org, unnest(tsvector_to_array(words)), number FROM customer;
CREATE FUNCTION customer_words_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO customer_word (org, word, number) SELECT org, unnest(tsvector_to_array(words)), number FROM added;
        RETURN NULL;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM customer_word USING (SELECT org, unnest(tsvector_to_array(words)) AS word, number FROM removed) AS gone
            WHERE customer_word.org = gone.org AND customer_word.word = gone.word AND customer_word.number = gone.number;
        RETURN NULL;
    END IF;
    DELETE FROM customer_word USING (
            SELECT org, unnest(tsvector_to_array(removed.words)) AS word, number
            FROM removed JOIN added USING (org, number) WHERE removed.words <> added.words
        ) AS gone WHERE customer_word.org = gone.org AND customer_word.word = gone.word AND customer_word.number = gone.number;
    INSERT INTO customer_word (org, word, number)
        SELECT org, unnest(tsvector_to_array(added.words)), number
        FROM added JOIN removed USING (org, number) WHERE removed.words <> added.words;
    RETURN NULL;
END;
$$;
CREATE TRIGGER customer_words_on_insert AFTER INSERT ON customer REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION customer_words_follow();
CREATE TRIGGER customer_words_on_update AFTER UPDATE ON customer REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION customer_words_follow();
CREATE TRIGGER customer_words_on_delete AFTER DELETE ON customer REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION customer_words_follow();

CREATE TABLE job_word (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    word TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (org, word, number)
);
INSERT INTO job_word (org, word, number) SELECT org, unnest(tsvector_to_array(words)), number FROM job;
CREATE FUNCTION job_words_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO job_word (org, word, number) SELECT org, unnest(tsvector_to_array(words)), number FROM added;
        RETURN NULL;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM job_word USING (SELECT org, unnest(tsvector_to_array(words)) AS word, number FROM removed) AS gone
            WHERE job_word.org = gone.org AND job_word.word = gone.word AND job_word.number = gone.number;
        RETURN NULL;
    END IF;
    DELETE FROM job_word USING (
            SELECT org, unnest(tsvector_to_array(removed.words)) AS word, number
            FROM removed JOIN added USING (org, number) WHERE removed.words <> added.words
        ) AS gone WHERE job_word.org = gone.org AND job_word.word = gone.word AND job_word.number = gone.number;
    INSERT INTO job_word (org, word, number)
        SELECT org, unnest(tsvector_to_array(added.words)), number
        FROM added JOIN removed USING (org, number) WHERE removed.words <> added.words;
    RETURN NULL;
END;
$$;
CREATE TRIGGER job_words_on_insert AFTER INSERT ON job REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION job_words_follow();
CREATE TRIGGER job_words_on_update AFTER UPDATE ON job REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION job_words_follow();
CREATE TRIGGER job_words_on_delete AFTER DELETE ON job REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION job_words_follow();

CREATE TABLE site_word (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    word TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (org, word, number)
);
INSERT INTO site_word (org, word, number) SELECT org, unnest(tsvector_to_array(tokens)), number FROM site;
CREATE FUNCTION site_words_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO site_word (org, word, number) SELECT org, unnest(tsvector_to_array(tokens)), number FROM added;
        RETURN NULL;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM site_word USING (SELECT org, unnest(tsvector_to_array(tokens)) AS word, number FROM removed) AS gone
            WHERE site_word.org = gone.org AND site_word.word = gone.word AND site_word.number = gone.number;
        RETURN NULL;
    END IF;
    DELETE FROM site_word USING (
            SELECT org, unnest(tsvector_to_array(removed.tokens)) AS word, number
            FROM removed JOIN added USING (org, number) WHERE removed.tokens <> added.tokens
        ) AS gone WHERE site_word.org = gone.org AND site_word.word = gone.word AND site_word.number = gone.number;
    INSERT INTO site_word (org, word, number)
        SELECT org, unnest(tsvector_to_array(added.tokens)), number
        FROM added JOIN removed USING (org, number) WHERE removed.tokens <> added.tokens;
    RETURN NULL;
END;
$$;
CREATE TRIGGER site_words_on_insert AFTER INSERT ON site REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION site_words_follow();
CREATE TRIGGER site_words_on_update AFTER UPDATE ON site REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION site_words_follow();
CREATE TRIGGER site_words_on_delete AFTER DELETE ON site REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION site_words_follow();

-- Only live jobs with a target have an entry.
DROP INDEX job_due;
CREATE INDEX job_due ON job (org, due_at, created_at, number, status, priority, type) WHERE due_at IS NOT NULL;

-- How many live jobs a customer has.
CREATE INDEX job_customer_live ON job (org, customer_id) WHERE status IN ('open', 'planned', 'in_progress', 'on_hold');

-- The log, by date.
CREATE INDEX event_at ON event (org, at, seq);

ALTER TABLE counter FORCE ROW LEVEL SECURITY;
ALTER TABLE customer FORCE ROW LEVEL SECURITY;
ALTER TABLE job FORCE ROW LEVEL SECURITY;
ALTER TABLE site FORCE ROW LEVEL SECURITY;
