-- People and their secrets.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    place TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    disabled_at BIGINT,
    version BIGINT NOT NULL
);
