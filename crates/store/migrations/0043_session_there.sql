-- Each session says how many are there, and its first stays are found without the others: who joins a
-- thousand reads as much as who joins ten.
ALTER TABLE session ADD COLUMN there BIGINT NOT NULL DEFAULT 0;
UPDATE session SET there = (
    SELECT COUNT(*) FROM attendance a WHERE a.session = session.id AND a.until IS NULL
);
CREATE INDEX attendance_since ON attendance (session, since, person);
