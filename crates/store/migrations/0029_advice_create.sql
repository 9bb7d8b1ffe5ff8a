-- "Not helpful", said of the advisor: it lowers its voice for that person and purpose.
CREATE TABLE advice_verdict (
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    not_helpful BIGINT NOT NULL,
    PRIMARY KEY (person, purpose)
);
