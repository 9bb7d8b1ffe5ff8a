-- Huddles: when their clock runs out, what came of them; and whom a call did not ring.
ALTER TABLE session ADD COLUMN ends_at BIGINT;
ALTER TABLE session ADD COLUMN outcome TEXT;
ALTER TABLE session ADD COLUMN guarded TEXT NOT NULL DEFAULT '[]';
