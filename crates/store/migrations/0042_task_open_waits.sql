-- Each task says how many of those it waits on are still to be done.
UPDATE task SET body = substr(body, 1, length(body) - 1) || ',"open_waits":' || CAST((
    SELECT COUNT(*) FROM task_wait w JOIN task other ON other.id = w.waits_on
    WHERE w.task = task.id AND other.finished_at IS NULL AND other.dropped_at IS NULL
) AS TEXT) || '}'
WHERE id IN (SELECT task FROM task_wait);
