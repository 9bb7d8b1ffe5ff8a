-- Polls, votes and recorded decisions; bodies are JSON of the model's types. The votes of an anonymous poll stand
-- here while it is open, so that they can be changed, and are deleted when it closes.
CREATE TABLE poll (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    open BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX poll_topic ON poll (topic, id);
CREATE INDEX poll_channel ON poll (channel, open);
CREATE INDEX poll_message ON poll (message);
CREATE TABLE poll_vote (
    poll TEXT NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    options TEXT NOT NULL,
    PRIMARY KEY (poll, person)
);
CREATE INDEX poll_vote_person ON poll_vote (person);
CREATE TABLE poll_reminded (
    poll TEXT NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (poll, person)
);
CREATE INDEX poll_reminded_person ON poll_reminded (person);
CREATE TABLE decision_record (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX decision_record_topic ON decision_record (topic);
CREATE INDEX decision_record_channel ON decision_record (channel, id);
CREATE INDEX decision_record_message ON decision_record (message);
