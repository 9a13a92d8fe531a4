-- How long notices are kept, and what sessions were brought in from.

-- Notices that are old are found by when they were read, or told. Those of announcements are receipts, and stay.

CREATE INDEX notice_read_at ON notice (org, read_at) WHERE read_at IS NOT NULL AND kind <> 'announcement';
CREATE INDEX notice_unread_at ON notice (org, created_at) WHERE read_at IS NULL AND kind <> 'announcement';
-- Whatever waits to be sent of a notice that goes is found by it.
CREATE INDEX push_message_notice ON push_message (org, notice_id);

-- What a session that was brought in is known by where it came from, and what was said of it there: brought in again, it is found.
CREATE TABLE session_source (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    session_id TEXT COLLATE "C" NOT NULL,
    event_id TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    said TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, session_id),
    FOREIGN KEY (org, session_id) REFERENCES event_session (org, id),
    FOREIGN KEY (org, event_id) REFERENCES duty_event (org, id)
);
CREATE INDEX session_source_source ON session_source (org, source, event_id);
