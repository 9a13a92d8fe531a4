-- What witnesses outside say of the logs' heads.

-- How each witness stands to each log: the size it signed last, and what came between.
CREATE TABLE log_witness (
    log TEXT NOT NULL,
    witness TEXT NOT NULL,
    url TEXT NOT NULL,
    last_size BIGINT,
    last_at BIGINT,
    fault TEXT,
    PRIMARY KEY (log, witness)
) WITHOUT ROWID;

-- The line of each witness under a signed head. Never changed.
CREATE TABLE log_cosignature (
    log TEXT NOT NULL,
    size BIGINT NOT NULL,
    witness TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (log, size, witness)
) WITHOUT ROWID;
