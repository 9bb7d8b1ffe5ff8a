-- Standing deputies, rings off hours, places and the region whose holidays count.
ALTER TABLE availability ADD COLUMN deputies TEXT NOT NULL DEFAULT '[]';
ALTER TABLE availability ADD COLUMN off_hours_rings BIGINT NOT NULL DEFAULT 0;
ALTER TABLE availability ADD COLUMN places TEXT NOT NULL DEFAULT '{"weekly":[],"dates":[]}';
ALTER TABLE availability ADD COLUMN region TEXT NOT NULL DEFAULT '';
