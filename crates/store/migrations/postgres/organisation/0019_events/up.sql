-- Occasions that need people: events, their sessions, what each session needs beyond roster's requirement, and members' claims on it.
-- (`event` is the log's own table: an occasion is a `duty_event` here and an event everywhere else.)

-- How volunteer time is kept in the books. Retired, never removed: old reports hold.
CREATE TABLE duty_type (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    counts_towards_minimum BOOLEAN NOT NULL,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, sort_name)
);

-- That it has ended follows from its sessions and the clock, and is not written down.
CREATE TABLE duty_event (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('draft', 'published', 'cancelled')),
    cancel_reason TEXT COLLATE "C",
    customer_id TEXT COLLATE "C",
    unit_id TEXT COLLATE "C",
    zone TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    invited_only BOOLEAN NOT NULL,
    -- Whether somebody who plans has to agree to swaps.
    swaps_approved BOOLEAN NOT NULL,
    -- Of its sessions that are not cancelled; null while there is none.
    first_start_at BIGINT,
    last_end_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    UNIQUE (org, number),
    FOREIGN KEY (org, customer_id) REFERENCES customer (org, id),
    FOREIGN KEY (org, unit_id) REFERENCES unit (org, id)
);
CREATE INDEX duty_event_unit ON duty_event (org, unit_id);

-- One occurrence. The wall times are what was agreed; the instants follow from them and the zone. That signing up is over, that it
-- runs, that it has ended follow from the clock and are not written down.
CREATE TABLE event_session (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    event_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    start_local TEXT COLLATE "C" NOT NULL,
    end_local TEXT COLLATE "C" NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    signup_opens_at BIGINT,
    signup_closes_at BIGINT,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('draft', 'published', 'reconciled', 'cancelled')),
    cancel_reason TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, event_id) REFERENCES duty_event (org, id),
    CHECK (start_at < end_at AND end_at - start_at <= 2678400000)
);
CREATE INDEX event_session_event ON event_session (org, event_id, start_at, id);

-- How the places of a session's requirement are given out.
CREATE TABLE sign_up (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    requirement_id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    -- Most places of the event that one member may hold when taking one here.
    cap_per_member BIGINT,
    allocation TEXT COLLATE "C" NOT NULL CHECK (allocation IN ('first_come', 'fewest_hours', 'ballot')),
    allocated_at BIGINT,
    -- What the ballot was drawn from: anybody can draw it again.
    seed TEXT COLLATE "C",
    PRIMARY KEY (org, requirement_id),
    FOREIGN KEY (org, requirement_id) REFERENCES requirement (org, id),
    FOREIGN KEY (org, session_id) REFERENCES event_session (org, id)
);
CREATE INDEX sign_up_session ON sign_up (org, session_id);
CREATE INDEX sign_up_due ON sign_up (org, requirement_id) WHERE allocated_at IS NULL AND allocation <> 'first_come';

-- A member's claim. While it holds a place its state is that of its assignment, whoever changed that.
CREATE TABLE booking (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    requirement_id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    event_id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    seat TEXT COLLATE "C" NOT NULL CHECK (seat IN ('full', 'supervised')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('invited', 'applied', 'waitlisted', 'offered', 'confirmed', 'on_duty', 'worked', 'verified',
        'declined', 'withdrawn', 'late_withdrawn', 'released', 'expired', 'no_show')),
    live BOOLEAN NOT NULL,
    queued_at BIGINT,
    offer_until BIGINT,
    reason TEXT COLLATE "C",
    appeal TEXT COLLATE "C",
    assignment_id TEXT COLLATE "C",
    verified_by TEXT COLLATE "C",
    verified_at BIGINT,
    created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, requirement_id) REFERENCES requirement (org, id),
    FOREIGN KEY (org, session_id) REFERENCES event_session (org, id),
    FOREIGN KEY (org, event_id) REFERENCES duty_event (org, id),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, assignment_id) REFERENCES assignment (org, id),
    FOREIGN KEY (org, verified_by) REFERENCES member (org, id),
    FOREIGN KEY (org, created_by) REFERENCES member (org, id)
);
-- One claim of one member on one requirement.
CREATE UNIQUE INDEX booking_once ON booking (org, requirement_id, member_id) WHERE live;
CREATE INDEX booking_queue ON booking (org, requirement_id, queued_at, id) WHERE live;
CREATE INDEX booking_session ON booking (org, session_id, created_at, id);
CREATE INDEX booking_event_member ON booking (org, event_id, member_id);
CREATE INDEX booking_member ON booking (org, member_id, created_at, id);
CREATE UNIQUE INDEX booking_assignment ON booking (org, assignment_id) WHERE assignment_id IS NOT NULL;
CREATE INDEX booking_offer ON booking (org, offer_until) WHERE live AND state = 'offered';

-- One member's place for another, or for another's place.
CREATE TABLE booking_swap (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    booking_id TEXT COLLATE "C" NOT NULL,
    other_booking_id TEXT COLLATE "C",
    from_member_id TEXT COLLATE "C" NOT NULL,
    to_member_id TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'accepted', 'done', 'refused')),
    needs_approval BOOLEAN NOT NULL,
    expires_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, id),
    FOREIGN KEY (org, booking_id) REFERENCES booking (org, id),
    FOREIGN KEY (org, other_booking_id) REFERENCES booking (org, id),
    FOREIGN KEY (org, from_member_id) REFERENCES member (org, id),
    FOREIGN KEY (org, to_member_id) REFERENCES member (org, id)
);
CREATE INDEX booking_swap_booking ON booking_swap (org, booking_id);
CREATE INDEX booking_swap_to ON booking_swap (org, to_member_id, created_at);

-- What somebody wrote on a duty that they booked for themself.
CREATE TABLE quick_duty (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    assignment_id TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, assignment_id),
    FOREIGN KEY (org, assignment_id) REFERENCES assignment (org, id)
);
