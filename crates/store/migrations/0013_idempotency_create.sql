-- Answers given to idempotency keys.
CREATE TABLE idempotency (
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    command TEXT NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, key)
);
CREATE INDEX idempotency_at ON idempotency (at);
