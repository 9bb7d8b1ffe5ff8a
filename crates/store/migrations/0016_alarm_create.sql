-- The one clock: what is due when. Each row fires once, in order of due_at, and is gone.
CREATE TABLE alarm (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (kind, subject)
);
INSERT INTO alarm (kind, subject, due_at) SELECT '"digest"', id, 0 FROM person;
CREATE INDEX alarm_due ON alarm (due_at, kind, subject);
