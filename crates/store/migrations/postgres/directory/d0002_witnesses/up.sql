-- What witnesses outside say of the logs' heads.

-- How each witness stands to each log: the size it signed last, and what came between.
CREATE TABLE log_witness (
    log TEXT COLLATE "C" NOT NULL,
    witness TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    last_size BIGINT,
    last_at BIGINT,
    fault TEXT COLLATE "C",
    PRIMARY KEY (log, witness)
);

-- The line of each witness under a signed head. Never changed.
CREATE TABLE log_cosignature (
    log TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    witness TEXT COLLATE "C" NOT NULL,
    line TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (log, size, witness)
);
