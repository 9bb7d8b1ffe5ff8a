-- Channels, who is in them, and whom guests have met in them.
CREATE TABLE channel (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    default_expectation TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    created_at BIGINT NOT NULL,
    archived_at BIGINT,
    -- The ids of a direct conversation's people, sorted and joined by a space.
    direct_key TEXT UNIQUE,
    version BIGINT NOT NULL
);

CREATE TABLE membership (
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (channel, person)
);
CREATE INDEX membership_person ON membership (person);

CREATE TABLE acquaintance (
    guest TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (guest, person)
);
