-- Agreements of teams and the changes proposed to them; bodies are JSON of the model's types.
CREATE TABLE agreement (
    group_id TEXT PRIMARY KEY REFERENCES person_group (id) ON DELETE CASCADE,
    body TEXT NOT NULL
);
CREATE TABLE proposal (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES person_group (id) ON DELETE CASCADE,
    open BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX proposal_group ON proposal (group_id, id);
CREATE INDEX proposal_open ON proposal (open);
