-- Views that a topic asks for in writing; JSON of the model's type.
ALTER TABLE topic ADD COLUMN written_views TEXT;
