// Whether two views have the same value. Rows of the data are compared by identity first.

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}

/** Compares plain objects, arrays and maps deeply; everything else as `Object.is`. */
export function equal(a: unknown, b: unknown): boolean {
    if (Object.is(a, b)) return true;
    if (!isRecord(a) || !isRecord(b)) return false;
    if (a instanceof Map && b instanceof Map) {
        if (a.size !== b.size) return false;
        for (const [key, value] of a) if (!b.has(key) || !equal(value, b.get(key))) return false;
        return true;
    }
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    return keys.every((key) => key in b && equal(a[key], b[key]));
}
