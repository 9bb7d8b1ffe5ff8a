-- When a topic was last resolved: from there on its round trips are counted.
ALTER TABLE topic ADD COLUMN resolved_at BIGINT;
