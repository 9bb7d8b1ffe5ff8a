-- Who declined a call: they know of it, and are not told that they missed it.
ALTER TABLE session ADD COLUMN declined TEXT NOT NULL DEFAULT '[]';
