-- Messages, their former texts, and reactions to them.
CREATE TABLE message (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    author TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    body TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    expectation TEXT NOT NULL,
    reply_to TEXT,
    asked TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    edited_at BIGINT,
    deleted_at BIGINT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX message_topic_ordinal ON message (topic, ordinal);

CREATE TABLE message_revision (
    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    text TEXT NOT NULL,
    replaced_at BIGINT NOT NULL,
    PRIMARY KEY (message, version)
);

CREATE TABLE reaction (
    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    emoji TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (message, emoji, person)
);
