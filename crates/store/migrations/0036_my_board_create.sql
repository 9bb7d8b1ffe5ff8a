-- Cards of people's own boards; the body is JSON of the model's type. An item is a task or a request.
-- Standing still counts from `stirred_at` at the earliest.
CREATE TABLE my_card (
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    task TEXT REFERENCES task (id) ON DELETE CASCADE,
    request TEXT REFERENCES request (id) ON DELETE CASCADE,
    stirred_at BIGINT,
    body TEXT NOT NULL,
    PRIMARY KEY (person, item)
);
CREATE INDEX my_card_task ON my_card (task, person);
CREATE INDEX my_card_request ON my_card (request, person);
