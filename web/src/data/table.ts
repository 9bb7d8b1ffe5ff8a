// Tables that never change in place: each function gives the next one.
import type { Table } from "./state";

/** The table with one row put in. */
export function put<Key, Row>(table: Table<Key, Row>, key: Key, row: Row): Table<Key, Row> {
    return new Map(table).set(key, row);
}

/** The table without one row. */
export function without<Key, Row>(table: Table<Key, Row>, key: Key): Table<Key, Row> {
    if (!table.has(key)) return table;
    const next = new Map(table);
    next.delete(key);
    return next;
}

/** The table with rows put in. */
export function putAll<Key, Row>(
    table: Table<Key, Row>,
    rows: readonly Row[],
    key: (row: Row) => Key,
): Table<Key, Row> {
    const next = new Map(table);
    for (const row of rows) next.set(key(row), row);
    return next;
}

/** A table of rows. */
export function indexed<Key, Row>(rows: readonly Row[], key: (row: Row) => Key): Table<Key, Row> {
    return putAll(new Map(), rows, key);
}

/** The rows that are wanted. */
export function keep<Key, Row>(
    table: Table<Key, Row>,
    wanted: (row: Row) => boolean,
): Table<Key, Row> {
    return new Map([...table].filter(([, row]) => wanted(row)));
}

/** The table with a row put in while it is listed, and without it when it no longer is. */
export function list<Key, Row>(
    table: Table<Key, Row>,
    key: Key,
    row: Row,
    listed: boolean,
): Table<Key, Row> {
    return listed ? put(table, key, row) : without(table, key);
}
