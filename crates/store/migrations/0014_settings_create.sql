-- The organisation's numbers of the attention rules, its default week, and regions with holidays.
ALTER TABLE organisation ADD COLUMN clock_ahead_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisation ADD COLUMN default_week TEXT NOT NULL DEFAULT
    '[{"day":"monday","from":540,"until":1020},{"day":"tuesday","from":540,"until":1020},{"day":"wednesday","from":540,"until":1020},{"day":"thursday","from":540,"until":1020},{"day":"friday","from":540,"until":1020}]';
ALTER TABLE organisation ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
CREATE TABLE region (
    name TEXT PRIMARY KEY,
    holidays TEXT NOT NULL
);
