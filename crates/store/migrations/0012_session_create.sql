-- Live sessions, who was there, and their recordings.
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    started_by TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    started_at BIGINT NOT NULL,
    -- 0 while it is live, which is what the index looks for.
    ended_at BIGINT NOT NULL,
    ringing TEXT NOT NULL,
    rung TEXT NOT NULL,
    residue TEXT
);
CREATE INDEX session_channel ON session (channel, ended_at);
CREATE INDEX session_ended ON session (ended_at);

CREATE TABLE attendance (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    since BIGINT NOT NULL,
    until BIGINT,
    PRIMARY KEY (session, person, since)
);

CREATE TABLE recording (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    started_by TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    started_at BIGINT NOT NULL,
    duration_ms BIGINT,
    file TEXT REFERENCES file (id) ON DELETE SET NULL
);
CREATE INDEX recording_session ON recording (session);
CREATE INDEX recording_file ON recording (file);
