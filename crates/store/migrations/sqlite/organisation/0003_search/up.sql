-- Search that costs the same among a thousand rows and among a million: every kind is found by words, newest first.

-- Sites get a number, as customers and jobs have one: their words hang on it.
ALTER TABLE site ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
UPDATE site SET number = rowid;
CREATE UNIQUE INDEX site_number ON site (number);
INSERT INTO counter (name, value) SELECT 'site', max(number) FROM site HAVING count(*) > 0;

CREATE VIRTUAL TABLE site_text USING fts5 (
    words,
    content = 'site', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO site_text (site_text) VALUES ('rebuild');
CREATE TRIGGER site_text_on_insert AFTER INSERT ON site BEGIN
    INSERT INTO site_text (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER site_text_on_update AFTER UPDATE OF words ON site BEGIN
    INSERT INTO site_text (site_text, rowid, words) VALUES ('delete', old.number, old.words);
    INSERT INTO site_text (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER site_text_on_delete AFTER DELETE ON site BEGIN
    INSERT INTO site_text (site_text, rowid, words) VALUES ('delete', old.number, old.words);
END;

-- Which words there are: the beginning of a word is looked up here and asked for as the words it begins, because the engine
-- would gather every row of a beginning before it gave the first.
CREATE VIRTUAL TABLE job_vocabulary USING fts5vocab ('job_text', 'instance');
CREATE VIRTUAL TABLE customer_vocabulary USING fts5vocab ('customer_text', 'instance');
CREATE VIRTUAL TABLE site_vocabulary USING fts5vocab ('site_text', 'instance');

-- Late jobs are gathered from the index alone. Only live jobs with a target have an entry.
DROP INDEX job_due;
CREATE INDEX job_due ON job (due_at, created_at, status, priority, type) WHERE due_at IS NOT NULL;

-- How many live jobs a customer has.
CREATE INDEX job_customer_live ON job (customer_id) WHERE status IN ('open', 'planned', 'in_progress', 'on_hold');

-- The log, by date.
CREATE INDEX event_at ON event (at, seq);
