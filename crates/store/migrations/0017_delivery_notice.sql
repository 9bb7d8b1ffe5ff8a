-- Deliveries of notices beside those of messages; listed are those that stand in somebody's lists.
CREATE TABLE delivery_new (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    about TEXT NOT NULL,
    message TEXT REFERENCES message (id) ON DELETE CASCADE,
    topic TEXT REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT REFERENCES channel (id) ON DELETE CASCADE,
    author TEXT REFERENCES person (id) ON DELETE CASCADE,
    ordinal BIGINT,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    -- When it is to be told: the instant of a held one, NULL once told or read.
    due_at BIGINT,
    told_at BIGINT,
    done_at BIGINT,
    listed BIGINT NOT NULL
);
INSERT INTO delivery_new (id, person, about, message, topic, channel, author, ordinal, kind, reason,
    decided_at, due_at, told_at, done_at, listed)
SELECT id, person, '{"about":"message","message":"' || message || '"}', message, topic, channel,
    author, ordinal, kind, reason, decided_at, due_at, told_at, NULL,
    CASE WHEN due_at IS NULL THEN 0 ELSE 1 END
FROM delivery;
DROP TABLE delivery;
ALTER TABLE delivery_new RENAME TO delivery;
CREATE INDEX delivery_due ON delivery (person, due_at);
CREATE INDEX delivery_listed ON delivery (person, listed);
CREATE INDEX delivery_message ON delivery (message);
INSERT INTO alarm (kind, subject, due_at)
SELECT '"hold"', person, MIN(due_at) FROM delivery WHERE due_at IS NOT NULL GROUP BY person;
