-- Boards, and where tasks stand on them. Bodies are JSON of the model's types; a card has columns only, since
-- a move writes one.
CREATE TABLE board (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    archived BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX board_channel ON board (channel, archived);
CREATE TABLE card (
    board TEXT NOT NULL REFERENCES board (id) ON DELETE CASCADE,
    task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    column_id TEXT NOT NULL,
    rank TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    iteration TEXT,
    -- When it was put away; 0 while it stands on the board, which is what indexes look for.
    archived_at BIGINT NOT NULL,
    PRIMARY KEY (board, task)
);
CREATE INDEX card_task ON card (task);
CREATE INDEX card_place ON card (board, archived_at, column_id, rank);
CREATE INDEX card_iteration ON card (iteration, task);
-- The newest passages of cards through a column, in minutes of their owners' working time.
CREATE TABLE passage (
    board TEXT NOT NULL REFERENCES board (id) ON DELETE CASCADE,
    column_id TEXT NOT NULL,
    left_at BIGINT NOT NULL,
    task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    minutes BIGINT NOT NULL,
    PRIMARY KEY (board, column_id, left_at, task)
);
CREATE INDEX passage_task ON passage (task);
CREATE TABLE iteration (
    id TEXT PRIMARY KEY,
    board TEXT NOT NULL REFERENCES board (id) ON DELETE CASCADE,
    closed BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX iteration_board ON iteration (board, id);
CREATE TABLE board_template (
    board TEXT NOT NULL REFERENCES board (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (board, name)
);
