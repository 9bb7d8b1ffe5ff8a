-- Files, unfinished uploads, and where files are used (which decides who may read them).
CREATE TABLE file (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width BIGINT,
    height BIGINT,
    thumbnail BIGINT NOT NULL,
    uploaded_by TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    created_at BIGINT NOT NULL
);

CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    touched_at BIGINT NOT NULL
);

CREATE TABLE attachment (
    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    file TEXT NOT NULL REFERENCES file (id) ON DELETE RESTRICT,
    position BIGINT NOT NULL,
    PRIMARY KEY (message, file)
);
CREATE INDEX attachment_file ON attachment (file);
