-- Topics and each person's place in them.
CREATE TABLE topic (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    created_at BIGINT NOT NULL,
    last_ordinal BIGINT NOT NULL,
    last_author TEXT,
    last_text TEXT,
    last_sent_at BIGINT,
    session TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX topic_channel ON topic (channel);

CREATE TABLE topic_place (
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    level TEXT NOT NULL,
    read_ordinal BIGINT NOT NULL,
    PRIMARY KEY (topic, person)
);
CREATE INDEX topic_place_person ON topic_place (person);
