-- What two people agree on, reviews of who holds what, and the jobs that somebody made.

-- Something that a second person is asked to confirm. What is asked for is sealed: it may name people.
CREATE TABLE approval (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    act TEXT COLLATE "C" NOT NULL,
    label TEXT COLLATE "C" NOT NULL,
    asked_sealed BYTEA NOT NULL,
    asked_by TEXT COLLATE "C" NOT NULL,
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'confirmed', 'refused', 'withdrawn')),
    decided_by TEXT COLLATE "C",
    decided_at BIGINT,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, asked_by) REFERENCES member (org, id),
    FOREIGN KEY (org, decided_by) REFERENCES member (org, id)
);
CREATE INDEX approval_state ON approval (org, state, expires_at);
CREATE INDEX approval_asked ON approval (org, asked_at, id);

-- A review of who holds what on one day; what nobody decided on ends when it is due, if the review says so.
CREATE TABLE access_review (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    unreviewed_end BOOLEAN NOT NULL,
    created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, created_by) REFERENCES member (org, id)
);
CREATE INDEX access_review_due ON access_review (org, closed_at, due_at);

CREATE TABLE access_review_item (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    review_id TEXT COLLATE "C" NOT NULL,
    holding_id TEXT COLLATE "C" NOT NULL,
    decision TEXT COLLATE "C" CHECK (decision IN ('keep', 'end')),
    decided_by TEXT COLLATE "C",
    decided_at BIGINT,
    PRIMARY KEY (org, review_id, holding_id),
    FOREIGN KEY (org, review_id) REFERENCES access_review (org, id),
    FOREIGN KEY (org, holding_id) REFERENCES holding (org, id),
    FOREIGN KEY (org, decided_by) REFERENCES member (org, id)
);
CREATE INDEX access_review_item_holding ON access_review_item (org, holding_id);

-- What somebody made is found by who made it.
CREATE INDEX job_maker ON job (org, created_by, created_at);
