-- Offers to talk; the body is JSON of the model's type.
CREATE TABLE talk_offer (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    channel TEXT NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    one TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    open BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX talk_offer_topic ON talk_offer (topic, one, other);
CREATE INDEX talk_offer_one ON talk_offer (one, open);
CREATE INDEX talk_offer_other ON talk_offer (other, open);
