-- How long notices are kept, and what sessions were brought in from.

-- Notices that are old are found by when they were read, or told. Those of announcements are receipts, and stay.

CREATE INDEX notice_read_at ON notice (read_at) WHERE read_at IS NOT NULL AND kind <> 'announcement';
CREATE INDEX notice_unread_at ON notice (created_at) WHERE read_at IS NULL AND kind <> 'announcement';
-- Whatever waits to be sent of a notice that goes is found by it.
CREATE INDEX push_message_notice ON push_message (notice_id);

-- What a session that was brought in is known by where it came from, and what was said of it there: brought in again, it is found.
CREATE TABLE session_source (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES event_session (id),
    event_id TEXT NOT NULL REFERENCES duty_event (id),
    source TEXT NOT NULL,
    said TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_source_source ON session_source (source, event_id);
