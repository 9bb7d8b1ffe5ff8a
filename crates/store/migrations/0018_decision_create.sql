-- What decisions were made from, so that each can be replayed: of a delivery or a request's due
-- instant. A schedule that many decisions saw stands once.
CREATE TABLE decision_schedule (
    digest TEXT PRIMARY KEY,
    schedule TEXT NOT NULL
);
CREATE TABLE decision (
    subject TEXT PRIMARY KEY,
    inputs TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES decision_schedule (digest) ON DELETE RESTRICT
);
CREATE INDEX decision_digest ON decision (digest);
