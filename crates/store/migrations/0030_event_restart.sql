-- The log begins anew behind a gap, since events before it have shapes that nothing reads any more:
-- clients that stand before the gap load a snapshot. Its first event says nothing, to nobody.
INSERT INTO event (seq, at, audience, event)
SELECT seq + 2, at, 'per_00000000000000000000000000',
    '{"type":"scheduled.removed","data":{"scheduled":"sch_00000000000000000000000000"}}'
FROM event WHERE seq = (SELECT MAX(seq) FROM event);
DELETE FROM event WHERE seq < (SELECT MAX(seq) FROM event);
