-- Tasks; the body is JSON of the model's type. Beside it stands what many are found by. What only a task's
-- page shows has a table of its own, so that lists stay small.
CREATE TABLE task (
    id TEXT PRIMARY KEY,
    owner TEXT REFERENCES person (id) ON DELETE RESTRICT,
    channel TEXT REFERENCES channel (id) ON DELETE CASCADE,
    topic TEXT REFERENCES topic (id) ON DELETE SET NULL,
    created_by TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    finished_at BIGINT,
    dropped_at BIGINT,
    words TEXT NOT NULL,
    import_key TEXT,
    body TEXT NOT NULL
);
CREATE INDEX task_owner ON task (owner, id);
CREATE INDEX task_channel ON task (channel, id);
CREATE INDEX task_topic ON task (topic);
CREATE INDEX task_import ON task (import_key);
CREATE TABLE task_text (
    task TEXT PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    lines TEXT NOT NULL
);
CREATE TABLE task_file (
    task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    file TEXT NOT NULL REFERENCES file (id) ON DELETE RESTRICT,
    position BIGINT NOT NULL,
    PRIMARY KEY (task, file)
);
CREATE INDEX task_file_file ON task_file (file);
CREATE TABLE task_person (
    task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (task, person)
);
CREATE INDEX task_person_person ON task_person (person, task);
CREATE TABLE task_watch (
    task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    watches BIGINT NOT NULL,
    PRIMARY KEY (task, person)
);
CREATE INDEX task_watch_person ON task_watch (person);
CREATE TABLE task_wait (
    task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    waits_on TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    PRIMARY KEY (task, waits_on)
);
CREATE INDEX task_wait_waits_on ON task_wait (waits_on, task);
CREATE TABLE task_history (
    task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    person TEXT REFERENCES person (id) ON DELETE SET NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (task, number)
);
CREATE INDEX task_history_person ON task_history (person, at);
ALTER TABLE blocker ADD COLUMN task TEXT REFERENCES task (id) ON DELETE SET NULL;
CREATE INDEX blocker_task ON blocker (task, id);
