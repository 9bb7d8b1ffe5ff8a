-- The event log: what happened, in order, without gaps.
CREATE TABLE event (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    audience TEXT NOT NULL,
    event TEXT NOT NULL
);
