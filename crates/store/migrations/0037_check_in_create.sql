-- Check-ins, whose turn it is on which day, what they said, and their drafts; bodies are JSON of the
-- model's types, dates are text (2026-11-24).
CREATE TABLE check_in (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    ended BIGINT NOT NULL,
    asked_group TEXT REFERENCES person_group (id) ON DELETE SET NULL,
    plan TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX check_in_channel ON check_in (channel, ended);
CREATE INDEX check_in_group ON check_in (asked_group);

-- One row for each day: what it asks, whether anybody was told yet, and when its report was made.
CREATE TABLE check_in_day (
    check_in TEXT NOT NULL REFERENCES check_in (id) ON DELETE CASCADE,
    date TEXT NOT NULL,
    opened BIGINT NOT NULL,
    closed_at BIGINT,
    questions TEXT NOT NULL,
    PRIMARY KEY (check_in, date)
);

CREATE TABLE check_in_turn (
    id TEXT PRIMARY KEY,
    check_in TEXT NOT NULL,
    date TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    open BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    body TEXT NOT NULL,
    FOREIGN KEY (check_in, date) REFERENCES check_in_day (check_in, date) ON DELETE CASCADE
);
CREATE UNIQUE INDEX check_in_turn_of ON check_in_turn (check_in, date, person);
CREATE INDEX check_in_turn_person ON check_in_turn (person, closed);
CREATE INDEX check_in_turn_open ON check_in_turn (person, open);

CREATE TABLE check_in_answer (
    check_in TEXT NOT NULL,
    date TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    said_at BIGINT NOT NULL,
    blocked BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (check_in, date, person),
    FOREIGN KEY (check_in, date) REFERENCES check_in_day (check_in, date) ON DELETE CASCADE
);

CREATE TABLE check_in_draft (
    check_in TEXT NOT NULL,
    date TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    PRIMARY KEY (check_in, date, person),
    FOREIGN KEY (check_in, date) REFERENCES check_in_day (check_in, date) ON DELETE CASCADE
);
