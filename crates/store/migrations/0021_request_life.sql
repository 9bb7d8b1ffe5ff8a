-- Requests to a group, urgent ones with their escalation, and what was done about overdue ones.
ALTER TABLE request ADD COLUMN group_id TEXT REFERENCES person_group (id) ON DELETE SET NULL;
-- Whom the message asked, if the request was handed on since.
ALTER TABLE request ADD COLUMN instead_of TEXT REFERENCES person (id) ON DELETE SET NULL;
ALTER TABLE request ADD COLUMN urgent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN escalation TEXT;
ALTER TABLE request ADD COLUMN nudged_at BIGINT;
ALTER TABLE request ADD COLUMN offered_at BIGINT;
-- The state machine of an escalation between two steps.
CREATE TABLE escalation (
    request TEXT PRIMARY KEY REFERENCES request (id) ON DELETE CASCADE,
    state TEXT NOT NULL
);
