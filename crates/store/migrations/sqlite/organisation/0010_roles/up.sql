-- What two people agree on, reviews of who holds what, and the jobs that somebody made.

-- Something that a second person is asked to confirm. What is asked for is sealed: it may name people.
CREATE TABLE approval (
    id TEXT NOT NULL PRIMARY KEY,
    act TEXT NOT NULL,
    label TEXT NOT NULL,
    asked_sealed BLOB NOT NULL,
    asked_by TEXT NOT NULL REFERENCES member (id),
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'refused', 'withdrawn')),
    decided_by TEXT REFERENCES member (id),
    decided_at BIGINT
);
CREATE INDEX approval_state ON approval (state, expires_at);
CREATE INDEX approval_asked ON approval (asked_at, id);

-- A review of who holds what on one day; what nobody decided on ends when it is due, if the review says so.
CREATE TABLE access_review (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    unreviewed_end BOOLEAN NOT NULL,
    created_by TEXT REFERENCES member (id),
    created_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE INDEX access_review_due ON access_review (closed_at, due_at);

CREATE TABLE access_review_item (
    review_id TEXT NOT NULL REFERENCES access_review (id),
    holding_id TEXT NOT NULL REFERENCES holding (id),
    decision TEXT CHECK (decision IN ('keep', 'end')),
    decided_by TEXT REFERENCES member (id),
    decided_at BIGINT,
    PRIMARY KEY (review_id, holding_id)
) WITHOUT ROWID;
CREATE INDEX access_review_item_holding ON access_review_item (holding_id);

-- What somebody made is found by who made it.
CREATE INDEX job_maker ON job (created_by, created_at);
