-- Requests: who waits for an answer from whom.
CREATE TABLE request (
    id TEXT PRIMARY KEY,
    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    follow_ups TEXT NOT NULL,
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    asker TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    asked TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    excerpt TEXT NOT NULL,
    expectation TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT,
    due_reason TEXT NOT NULL,
    state TEXT NOT NULL,
    -- The instant of the last change of state; 0 while open, which is what indexes look for.
    closed_at BIGINT NOT NULL
);
CREATE INDEX request_asked ON request (asked, closed_at);
CREATE INDEX request_asker ON request (asker, closed_at);
CREATE INDEX request_topic ON request (topic, closed_at);
CREATE INDEX request_message ON request (message);
