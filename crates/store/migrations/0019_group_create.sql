-- Groups of people; rota and words are in the body, which is JSON of the model's type. The name here is
-- in lower case, so that no two differ in that alone.
CREATE TABLE person_group (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    archived_at BIGINT,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX person_group_name ON person_group (name);
CREATE TABLE person_group_member (
    group_id TEXT NOT NULL REFERENCES person_group (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, person)
);
CREATE INDEX person_group_member_person ON person_group_member (person);
