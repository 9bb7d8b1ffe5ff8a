-- Groups that messages mention, urgent marks, and the log of urgent messages.
ALTER TABLE message ADD COLUMN groups_named TEXT NOT NULL DEFAULT '[]';
ALTER TABLE message ADD COLUMN urgent TEXT;
CREATE TABLE urgent (
    message TEXT PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    sender TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX urgent_sender ON urgent (sender, at);
CREATE INDEX urgent_at ON urgent (at);
