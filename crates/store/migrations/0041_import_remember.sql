-- Who was taken for whom, by the names in files; NULL is left out on purpose. And which comments came in.
CREATE TABLE imported_person (
    board TEXT NOT NULL REFERENCES board (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    item TEXT NOT NULL,
    person TEXT REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (board, source, item)
);
CREATE INDEX imported_person_person ON imported_person (person);
CREATE TABLE imported_comment (
    board TEXT NOT NULL REFERENCES board (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (board, source, item)
);
-- Of tasks that came in before, the comments of that time are not known one by one.
ALTER TABLE imported_task ADD COLUMN comments_known BIGINT NOT NULL DEFAULT 0;
