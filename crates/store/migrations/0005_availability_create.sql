-- What people have said about when they can be reached; the lists are JSON of the model's types.
CREATE TABLE availability (
    person TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    weekly TEXT,
    time_off TEXT NOT NULL,
    focus TEXT NOT NULL,
    do_not_disturb_until BIGINT,
    version BIGINT NOT NULL
);
