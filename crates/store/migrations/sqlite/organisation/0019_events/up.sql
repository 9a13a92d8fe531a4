-- Occasions that need people: events, their sessions, what each session needs beyond roster's requirement, and members' claims on it.
-- (`event` is the log's own table: an occasion is a `duty_event` here and an event everywhere else.)

-- How volunteer time is kept in the books. Retired, never removed: old reports hold.
CREATE TABLE duty_type (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL UNIQUE,
    counts_towards_minimum BOOLEAN NOT NULL,
    retired BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- That it has ended follows from its sessions and the clock, and is not written down.
CREATE TABLE duty_event (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    number BIGINT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    description TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'cancelled')),
    cancel_reason TEXT,
    customer_id TEXT REFERENCES customer (id),
    unit_id TEXT REFERENCES unit (id),
    zone TEXT NOT NULL,
    place TEXT NOT NULL,
    invited_only BOOLEAN NOT NULL,
    -- Whether somebody who plans has to agree to swaps.
    swaps_approved BOOLEAN NOT NULL,
    -- Of its sessions that are not cancelled; null while there is none.
    first_start_at BIGINT,
    last_end_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX duty_event_unit ON duty_event (unit_id);

-- One occurrence. The wall times are what was agreed; the instants follow from them and the zone. That signing up is over, that it
-- runs, that it has ended follow from the clock and are not written down.
CREATE TABLE event_session (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    event_id TEXT NOT NULL REFERENCES duty_event (id),
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    zone TEXT NOT NULL,
    start_local TEXT NOT NULL,
    end_local TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    signup_opens_at BIGINT,
    signup_closes_at BIGINT,
    status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'reconciled', 'cancelled')),
    cancel_reason TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK (start_at < end_at AND end_at - start_at <= 2678400000)
);
CREATE INDEX event_session_event ON event_session (event_id, start_at, id);

-- How the places of a session's requirement are given out.
CREATE TABLE sign_up (
    requirement_id TEXT NOT NULL PRIMARY KEY REFERENCES requirement (id),
    session_id TEXT NOT NULL REFERENCES event_session (id),
    -- Most places of the event that one member may hold when taking one here.
    cap_per_member BIGINT,
    allocation TEXT NOT NULL CHECK (allocation IN ('first_come', 'fewest_hours', 'ballot')),
    allocated_at BIGINT,
    -- What the ballot was drawn from: anybody can draw it again.
    seed TEXT
);
CREATE INDEX sign_up_session ON sign_up (session_id);
CREATE INDEX sign_up_due ON sign_up (requirement_id) WHERE allocated_at IS NULL AND allocation <> 'first_come';

-- A member's claim. While it holds a place its state is that of its assignment, whoever changed that.
CREATE TABLE booking (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    requirement_id TEXT NOT NULL REFERENCES requirement (id),
    session_id TEXT NOT NULL REFERENCES event_session (id),
    event_id TEXT NOT NULL REFERENCES duty_event (id),
    member_id TEXT NOT NULL REFERENCES member (id),
    seat TEXT NOT NULL CHECK (seat IN ('full', 'supervised')),
    state TEXT NOT NULL CHECK (state IN ('invited', 'applied', 'waitlisted', 'offered', 'confirmed', 'on_duty', 'worked', 'verified',
        'declined', 'withdrawn', 'late_withdrawn', 'released', 'expired', 'no_show')),
    live BOOLEAN NOT NULL,
    queued_at BIGINT,
    offer_until BIGINT,
    reason TEXT,
    appeal TEXT,
    assignment_id TEXT REFERENCES assignment (id),
    verified_by TEXT REFERENCES member (id),
    verified_at BIGINT,
    created_by TEXT REFERENCES member (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
-- One claim of one member on one requirement.
CREATE UNIQUE INDEX booking_once ON booking (requirement_id, member_id) WHERE live;
CREATE INDEX booking_queue ON booking (requirement_id, queued_at, id) WHERE live;
CREATE INDEX booking_session ON booking (session_id, created_at, id);
CREATE INDEX booking_event_member ON booking (event_id, member_id);
CREATE INDEX booking_member ON booking (member_id, created_at, id);
CREATE UNIQUE INDEX booking_assignment ON booking (assignment_id) WHERE assignment_id IS NOT NULL;
CREATE INDEX booking_offer ON booking (offer_until) WHERE live AND state = 'offered';

-- One member's place for another, or for another's place.
CREATE TABLE booking_swap (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    booking_id TEXT NOT NULL REFERENCES booking (id),
    other_booking_id TEXT REFERENCES booking (id),
    from_member_id TEXT NOT NULL REFERENCES member (id),
    to_member_id TEXT NOT NULL REFERENCES member (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'done', 'refused')),
    needs_approval BOOLEAN NOT NULL,
    expires_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX booking_swap_booking ON booking_swap (booking_id);
CREATE INDEX booking_swap_to ON booking_swap (to_member_id, created_at);

-- What somebody wrote on a duty that they booked for themself.
CREATE TABLE quick_duty (
    assignment_id TEXT NOT NULL PRIMARY KEY REFERENCES assignment (id),
    note TEXT NOT NULL
);
