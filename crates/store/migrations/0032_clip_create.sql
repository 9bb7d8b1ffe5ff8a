-- What was recorded, of files that are clips; and of what a running upload says to be.
ALTER TABLE file ADD COLUMN clip TEXT;
ALTER TABLE upload ADD COLUMN clip TEXT;
