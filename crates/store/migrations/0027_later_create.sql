-- Scheduled messages and reminders; bodies are JSON of the model's types.
CREATE TABLE scheduled_message (
    id TEXT PRIMARY KEY,
    author TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    body TEXT NOT NULL
);
CREATE INDEX scheduled_message_author ON scheduled_message (author, id);
CREATE TABLE reminder (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    channel TEXT REFERENCES channel (id) ON DELETE CASCADE,
    message TEXT REFERENCES message (id) ON DELETE SET NULL,
    open BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX reminder_person ON reminder (person, open);
CREATE INDEX reminder_message ON reminder (message);
