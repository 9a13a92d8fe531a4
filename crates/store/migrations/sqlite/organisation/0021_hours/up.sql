-- Who was there and when, the hours that follow from it, and what it cost them.

-- Booking on and off, as it was said and when it was said. Nothing here is ever changed: what was wrong is corrected by another row.
CREATE TABLE attendance_event (
    id TEXT NOT NULL PRIMARY KEY,
    assignment_id TEXT NOT NULL REFERENCES assignment (id),
    seq BIGINT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id),
    kind TEXT NOT NULL CHECK (kind IN ('on', 'off', 'absent')),
    -- When it was, by the device or the person who says so; and when the server heard of it.
    at BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('self', 'code', 'list')),
    device TEXT,
    reason TEXT,
    corrects TEXT REFERENCES attendance_event (id),
    noted_by TEXT REFERENCES member (id),
    UNIQUE (assignment_id, seq)
);
CREATE UNIQUE INDEX attendance_event_corrects ON attendance_event (corrects) WHERE corrects IS NOT NULL;
CREATE TRIGGER attendance_event_is_final_on_update BEFORE UPDATE ON attendance_event
BEGIN SELECT RAISE(ABORT, 'attendance is final'); END;
CREATE TRIGGER attendance_event_is_final_on_delete BEFORE DELETE ON attendance_event
BEGIN SELECT RAISE(ABORT, 'attendance is final'); END;

-- Wrong codes: when the member's tries will all be back.
CREATE TABLE attendance_try (
    member_id TEXT NOT NULL PRIMARY KEY REFERENCES member (id),
    full_at BIGINT NOT NULL
) WITHOUT ROWID;

-- Time worked. `revision` says which of its versions holds; the others stay beside it.
CREATE TABLE hours (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id),
    assignment_id TEXT REFERENCES assignment (id),
    unit_id TEXT REFERENCES unit (id),
    duty_type_id TEXT,
    customer_id TEXT REFERENCES customer (id),
    source TEXT NOT NULL CHECK (source IN ('attendance', 'assignment', 'hand')),
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    zone TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    -- The first and the last day it touches, at the place.
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('recorded', 'confirmed', 'approved', 'locked')),
    made_by TEXT REFERENCES member (id),
    confirmed_at BIGINT,
    approved_by TEXT REFERENCES member (id),
    approved_at BIGINT,
    locked_at BIGINT,
    reverses TEXT REFERENCES hours (id),
    reversed_by TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK (start_at < end_at AND end_at - start_at <= 2678400000),
    -- Nobody approves their own hours, and nothing is locked that nobody approved.
    CHECK (approved_by IS NULL OR approved_by <> member_id),
    CHECK ((state IN ('approved', 'locked')) = (approved_by IS NOT NULL)),
    -- Only an entry that takes another back counts below nothing.
    CHECK ((minutes <= 0 AND reverses IS NOT NULL) OR (minutes >= 0 AND reverses IS NULL))
);
CREATE INDEX hours_start ON hours (start_at, id);
CREATE INDEX hours_member ON hours (member_id, start_at, id);
CREATE INDEX hours_unit ON hours (unit_id, start_at, id);
CREATE INDEX hours_open ON hours (state, last_day) WHERE state <> 'locked';
CREATE UNIQUE INDEX hours_assignment ON hours (assignment_id) WHERE assignment_id IS NOT NULL AND reverses IS NULL AND reversed_by IS NULL;
CREATE UNIQUE INDEX hours_reverses ON hours (reverses) WHERE reverses IS NOT NULL;
CREATE TRIGGER hours_locked_is_final BEFORE UPDATE ON hours WHEN OLD.state = 'locked'
BEGIN SELECT RAISE(ABORT, 'locked hours are final'); END;
CREATE TRIGGER hours_are_not_deleted BEFORE DELETE ON hours
BEGIN SELECT RAISE(ABORT, 'hours are reversed, not deleted'); END;

-- Each version that hours ever had.
CREATE TABLE hours_version (
    hours_id TEXT NOT NULL REFERENCES hours (id),
    revision BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('attendance', 'assignment', 'hand')),
    reason TEXT,
    made_by TEXT REFERENCES member (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (hours_id, revision)
);
CREATE TRIGGER hours_version_is_final_on_update BEFORE UPDATE ON hours_version
BEGIN SELECT RAISE(ABORT, 'versions of hours are final'); END;
CREATE TRIGGER hours_version_is_final_on_delete BEFORE DELETE ON hours_version
BEGIN SELECT RAISE(ABORT, 'versions of hours are final'); END;

-- A version by days and categories, with the rate of that day.
CREATE TABLE hours_line (
    hours_id TEXT NOT NULL REFERENCES hours (id),
    revision BIGINT NOT NULL,
    line BIGINT NOT NULL,
    day TEXT NOT NULL,
    category TEXT NOT NULL CHECK (category IN ('normal', 'night', 'weekend', 'on_call')),
    unit_id TEXT REFERENCES unit (id),
    minutes BIGINT NOT NULL,
    rate_minor BIGINT,
    amount_minor BIGINT,
    currency TEXT,
    PRIMARY KEY (hours_id, revision, line)
);
CREATE INDEX hours_line_day ON hours_line (day, hours_id);
CREATE TRIGGER hours_line_is_final_on_update BEFORE UPDATE ON hours_line
BEGIN SELECT RAISE(ABORT, 'versions of hours are final'); END;
CREATE TRIGGER hours_line_is_final_on_delete BEFORE DELETE ON hours_line
BEGIN SELECT RAISE(ABORT, 'versions of hours are final'); END;

-- Up to which day hours were locked, for all or for one unit and those below it.
CREATE TABLE hours_lock (
    id TEXT NOT NULL PRIMARY KEY,
    until_day TEXT NOT NULL,
    unit_id TEXT REFERENCES unit (id),
    locked BIGINT NOT NULL,
    made_by TEXT REFERENCES member (id),
    made_at BIGINT NOT NULL
);

-- What the organisation decided about hours: `rates`, `minimum`.
CREATE TABLE hours_setting (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    value TEXT NOT NULL,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;

-- What a duty cost whoever did it.
CREATE TABLE expense (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    number BIGINT NOT NULL UNIQUE,
    member_id TEXT NOT NULL REFERENCES member (id),
    unit_id TEXT REFERENCES unit (id),
    kind TEXT NOT NULL CHECK (kind IN ('mileage', 'travel', 'subsistence', 'other')),
    day TEXT NOT NULL,
    description TEXT NOT NULL,
    -- In tenths of the unit, with a rate in minor units of money for one whole unit.
    distance_tenths BIGINT,
    distance_unit TEXT CHECK (distance_unit IN ('km', 'mile')),
    rate_minor BIGINT,
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'rejected', 'paid')),
    submitted_at BIGINT,
    decided_by TEXT REFERENCES member (id),
    decided_at BIGINT,
    reason TEXT,
    paid_by TEXT REFERENCES member (id),
    paid_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK ((kind = 'mileage') = (distance_tenths IS NOT NULL AND distance_unit IS NOT NULL AND rate_minor IS NOT NULL)),
    -- Nobody decides on their own claim, nor pays it.
    CHECK (decided_by IS NULL OR decided_by <> member_id),
    CHECK (paid_by IS NULL OR paid_by <> member_id),
    CHECK ((state IN ('approved', 'rejected', 'paid')) = (decided_by IS NOT NULL)),
    CHECK ((state = 'paid') = (paid_by IS NOT NULL))
);
CREATE INDEX expense_member ON expense (member_id, number);
CREATE INDEX expense_unit ON expense (unit_id, number);
CREATE INDEX expense_state ON expense (state, number);

CREATE TABLE expense_receipt (
    expense_id TEXT NOT NULL PRIMARY KEY REFERENCES expense (id),
    kind TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    content_sealed BLOB NOT NULL,
    at BIGINT NOT NULL
);
