-- The one company of this installation.
CREATE TABLE organisation (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sample BIGINT NOT NULL,
    version BIGINT NOT NULL
);
