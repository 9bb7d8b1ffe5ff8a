-- Browsers that take pushes, who wants letters, and what is on its way out of the house.
CREATE TABLE push_subscription (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- Who signs out of a browser, or is signed out of it, is not told there any more.
    sign_in TEXT NOT NULL REFERENCES sign_in (id) ON DELETE CASCADE,
    endpoint TEXT NOT NULL,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX push_subscription_endpoint ON push_subscription (endpoint);
CREATE INDEX push_subscription_person ON push_subscription (person);
CREATE INDEX push_subscription_sign_in ON push_subscription (sign_in);
-- Who has no row wants letters.
CREATE TABLE mail_choice (
    person TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    wanted BIGINT NOT NULL,
    token TEXT NOT NULL
);
CREATE UNIQUE INDEX mail_choice_token ON mail_choice (token);
-- A delivery on its way: to a browser, or (without a subscription) by a letter.
CREATE TABLE outgoing (
    id BIGINT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    delivery TEXT NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    subscription TEXT REFERENCES push_subscription (id) ON DELETE CASCADE,
    next_at BIGINT NOT NULL,
    tries BIGINT NOT NULL
);
CREATE INDEX outgoing_next ON outgoing (next_at);
CREATE INDEX outgoing_person ON outgoing (person);
CREATE INDEX outgoing_delivery ON outgoing (delivery);
CREATE INDEX outgoing_subscription ON outgoing (subscription);
-- Keys of this installation.
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
