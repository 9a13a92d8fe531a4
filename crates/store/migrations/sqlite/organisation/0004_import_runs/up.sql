-- Which run of an import is under way, and when it last showed that it lives: a run whose server died is told from one that works.

ALTER TABLE import ADD COLUMN run BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN seen_at BIGINT;
