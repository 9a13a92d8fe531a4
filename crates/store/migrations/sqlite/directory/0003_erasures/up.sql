-- Organisations that are to be erased, and what stays of those that were.

-- The day on which an organisation is to be erased, as its own log says; for the operator to see.
ALTER TABLE organisation ADD COLUMN erase_at BIGINT;

-- What stays: that it was here, when it went, and the last signed head of its log with the key that checks it. Never changed but for
-- the day on which the last of its data was gone.
CREATE TABLE erased_organisation (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    erased_at BIGINT NOT NULL,
    log_size BIGINT NOT NULL,
    log_key TEXT NOT NULL,
    head TEXT NOT NULL,
    cleared_at BIGINT
) WITHOUT ROWID;
