-- Who was there and when, the hours that follow from it, and what it cost them.

-- What is final stays: for everyone, Muster's own code included.
CREATE FUNCTION hours_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END;
$$;

-- Booking on and off, as it was said and when it was said. Nothing here is ever changed: what was wrong is corrected by another row.
CREATE TABLE attendance_event (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    assignment_id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('on', 'off', 'absent')),
    -- When it was, by the device or the person who says so; and when the server heard of it.
    at BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    way TEXT COLLATE "C" NOT NULL CHECK (way IN ('self', 'code', 'list')),
    device TEXT COLLATE "C",
    reason TEXT COLLATE "C",
    corrects TEXT COLLATE "C",
    noted_by TEXT COLLATE "C",
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, assignment_id) REFERENCES assignment (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, corrects) REFERENCES attendance_event (org, id),
    FOREIGN KEY (org, noted_by) REFERENCES member (org, id),
    UNIQUE (org, assignment_id, seq)
);
CREATE UNIQUE INDEX attendance_event_corrects ON attendance_event (org, corrects) WHERE corrects IS NOT NULL;
CREATE TRIGGER attendance_event_is_final_on_update BEFORE UPDATE ON attendance_event FOR EACH ROW EXECUTE FUNCTION hours_final('attendance is final');
CREATE TRIGGER attendance_event_is_final_on_delete BEFORE DELETE ON attendance_event FOR EACH ROW EXECUTE FUNCTION hours_final('attendance is final');

-- Wrong codes: when the member's tries will all be back.
CREATE TABLE attendance_try (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    member_id TEXT COLLATE "C" NOT NULL,
    full_at BIGINT NOT NULL,
    PRIMARY KEY (org, member_id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);

-- Time worked. `revision` says which of its versions holds; the others stay beside it.
CREATE TABLE hours (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    assignment_id TEXT COLLATE "C",
    unit_id TEXT COLLATE "C",
    duty_type_id TEXT COLLATE "C",
    customer_id TEXT COLLATE "C",
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('attendance', 'assignment', 'hand')),
    title TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    -- The first and the last day it touches, at the place.
    first_day TEXT COLLATE "C" NOT NULL,
    last_day TEXT COLLATE "C" NOT NULL,
    minutes BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('recorded', 'confirmed', 'approved', 'locked')),
    made_by TEXT COLLATE "C",
    confirmed_at BIGINT,
    approved_by TEXT COLLATE "C",
    approved_at BIGINT,
    locked_at BIGINT,
    reverses TEXT COLLATE "C",
    reversed_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, assignment_id) REFERENCES assignment (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    FOREIGN KEY (org, customer_id) REFERENCES customer (org, id),
    FOREIGN KEY (org, made_by) REFERENCES member (org, id),
    FOREIGN KEY (org, approved_by) REFERENCES member (org, id),
    FOREIGN KEY (org, reverses) REFERENCES hours (org, id),
    CHECK (start_at < end_at AND end_at - start_at <= 2678400000),
    -- Nobody approves their own hours, and nothing is locked that nobody approved.
    CHECK (approved_by IS NULL OR approved_by <> member_id),
    CHECK ((state IN ('approved', 'locked')) = (approved_by IS NOT NULL)),
    -- Only an entry that takes another back counts below nothing.
    CHECK ((minutes <= 0 AND reverses IS NOT NULL) OR (minutes >= 0 AND reverses IS NULL))
);
CREATE INDEX hours_start ON hours (org, start_at, id);
CREATE INDEX hours_member ON hours (org, member_id, start_at, id);
CREATE INDEX hours_unit ON hours (org, unit_id, start_at, id);
CREATE INDEX hours_open ON hours (org, state, last_day) WHERE state <> 'locked';
CREATE UNIQUE INDEX hours_assignment ON hours (org, assignment_id) WHERE assignment_id IS NOT NULL AND reverses IS NULL AND reversed_by IS NULL;
CREATE UNIQUE INDEX hours_reverses ON hours (org, reverses) WHERE reverses IS NOT NULL;
CREATE TRIGGER hours_locked_is_final BEFORE UPDATE ON hours FOR EACH ROW WHEN (OLD.state = 'locked') EXECUTE FUNCTION hours_final('locked hours are final');
CREATE TRIGGER hours_are_not_deleted BEFORE DELETE ON hours FOR EACH ROW EXECUTE FUNCTION hours_final('hours are reversed, not deleted');

-- Each version that hours ever had.
CREATE TABLE hours_version (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    hours_id TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('attendance', 'assignment', 'hand')),
    reason TEXT COLLATE "C",
    made_by TEXT COLLATE "C",
    made_at BIGINT NOT NULL,
    FOREIGN KEY (org, hours_id) REFERENCES hours (org, id),
    FOREIGN KEY (org, made_by) REFERENCES member (org, id),
    PRIMARY KEY (org, hours_id, revision)
);
CREATE TRIGGER hours_version_is_final_on_update BEFORE UPDATE ON hours_version FOR EACH ROW EXECUTE FUNCTION hours_final('versions of hours are final');
CREATE TRIGGER hours_version_is_final_on_delete BEFORE DELETE ON hours_version FOR EACH ROW EXECUTE FUNCTION hours_final('versions of hours are final');

-- A version by days and categories, with the rate of that day.
CREATE TABLE hours_line (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    hours_id TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    line BIGINT NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL CHECK (category IN ('normal', 'night', 'weekend', 'on_call')),
    unit_id TEXT COLLATE "C",
    minutes BIGINT NOT NULL,
    rate_minor BIGINT,
    amount_minor BIGINT,
    currency TEXT COLLATE "C",
    FOREIGN KEY (org, hours_id) REFERENCES hours (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    PRIMARY KEY (org, hours_id, revision, line)
);
CREATE INDEX hours_line_day ON hours_line (org, day, hours_id);
CREATE TRIGGER hours_line_is_final_on_update BEFORE UPDATE ON hours_line FOR EACH ROW EXECUTE FUNCTION hours_final('versions of hours are final');
CREATE TRIGGER hours_line_is_final_on_delete BEFORE DELETE ON hours_line FOR EACH ROW EXECUTE FUNCTION hours_final('versions of hours are final');

-- Up to which day hours were locked, for all or for one unit and those below it.
CREATE TABLE hours_lock (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    until_day TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C",
    locked BIGINT NOT NULL,
    made_by TEXT COLLATE "C",
    made_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    FOREIGN KEY (org, made_by) REFERENCES member (org, id)
);

-- What the organisation decided about hours: `rates`, `minimum`.
CREATE TABLE hours_setting (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, name)
);

-- What a duty cost whoever did it.
CREATE TABLE expense (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    number BIGINT NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('mileage', 'travel', 'subsistence', 'other')),
    day TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    -- In tenths of the unit, with a rate in minor units of money for one whole unit.
    distance_tenths BIGINT,
    distance_unit TEXT COLLATE "C" CHECK (distance_unit IN ('km', 'mile')),
    rate_minor BIGINT,
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    currency TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'rejected', 'paid')),
    submitted_at BIGINT,
    decided_by TEXT COLLATE "C",
    decided_at BIGINT,
    reason TEXT COLLATE "C",
    paid_by TEXT COLLATE "C",
    paid_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, number),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id),
    FOREIGN KEY (org, decided_by) REFERENCES member (org, id),
    FOREIGN KEY (org, paid_by) REFERENCES member (org, id),
    CHECK ((kind = 'mileage') = (distance_tenths IS NOT NULL AND distance_unit IS NOT NULL AND rate_minor IS NOT NULL)),
    -- Nobody decides on their own claim, nor pays it.
    CHECK (decided_by IS NULL OR decided_by <> member_id),
    CHECK (paid_by IS NULL OR paid_by <> member_id),
    CHECK ((state IN ('approved', 'rejected', 'paid')) = (decided_by IS NOT NULL)),
    CHECK ((state = 'paid') = (paid_by IS NOT NULL))
);
CREATE INDEX expense_member ON expense (org, member_id, number);
CREATE INDEX expense_unit ON expense (org, unit_id, number);
CREATE INDEX expense_state ON expense (org, state, number);

CREATE TABLE expense_receipt (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    expense_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    bytes BIGINT NOT NULL,
    content_sealed BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org, expense_id),
    FOREIGN KEY (org, expense_id) REFERENCES expense (org, id)
);
