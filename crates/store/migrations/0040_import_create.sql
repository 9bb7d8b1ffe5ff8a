-- What was imported, so that a second import finds it again: a board by its channel, a task by its board.
-- `version` is the task's after the import, `digest` that of what it was made of.
CREATE TABLE imported_board (
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    item TEXT NOT NULL,
    board TEXT NOT NULL REFERENCES board (id) ON DELETE CASCADE,
    PRIMARY KEY (channel, source, item)
);
CREATE INDEX imported_board_board ON imported_board (board);
CREATE TABLE imported_task (
    board TEXT NOT NULL REFERENCES board (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    item TEXT NOT NULL,
    task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (board, source, item)
);
CREATE INDEX imported_task_task ON imported_task (task);
