-- What messages do to those they ask; held ones wait here.
CREATE TABLE delivery (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    author TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    -- When it is to be told: the instant of a held one, NULL once told or read.
    due_at BIGINT,
    told_at BIGINT
);
CREATE INDEX delivery_due ON delivery (due_at);
CREATE INDEX delivery_person ON delivery (person, due_at);
