-- The urgent requests of a topic are found without the others, which may be a thousand.
DROP INDEX request_topic;
CREATE INDEX request_topic ON request (topic, closed_at, urgent);
