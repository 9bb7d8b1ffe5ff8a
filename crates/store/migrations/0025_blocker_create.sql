-- Blockers on topics; the body is JSON of the model's type.
CREATE TABLE blocker (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    open BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX blocker_topic ON blocker (topic, id);
CREATE INDEX blocker_channel ON blocker (channel, open);
