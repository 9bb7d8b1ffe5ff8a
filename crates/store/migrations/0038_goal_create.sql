-- Goals, their updates and what is linked to them; bodies are JSON of the model's types. An update is of a goal
-- or of a board, and knows the answer of a check-in that it was made from.
CREATE TABLE goal (
    id TEXT PRIMARY KEY,
    parent TEXT REFERENCES goal (id) ON DELETE SET NULL,
    check_in TEXT,
    active BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX goal_parent ON goal (parent);
CREATE INDEX goal_check_in ON goal (check_in);
CREATE INDEX goal_active ON goal (active, id);
CREATE TABLE goal_update (
    id TEXT PRIMARY KEY,
    goal TEXT REFERENCES goal (id) ON DELETE CASCADE,
    board TEXT REFERENCES board (id) ON DELETE CASCADE,
    source TEXT,
    body TEXT NOT NULL
);
CREATE INDEX goal_update_goal ON goal_update (goal, id);
CREATE INDEX goal_update_board ON goal_update (board, id);
CREATE TABLE goal_link (
    goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    target TEXT NOT NULL,
    task TEXT REFERENCES task (id) ON DELETE CASCADE,
    topic TEXT REFERENCES topic (id) ON DELETE CASCADE,
    PRIMARY KEY (goal, target)
);
CREATE INDEX goal_link_task ON goal_link (task);
CREATE INDEX goal_link_topic ON goal_link (topic);
