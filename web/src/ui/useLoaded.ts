// Something that is read when it is shown and kept nowhere else.
import { useCallback, useEffect, useState } from "react";

export interface Loaded<Value> {
    value: Value | null;
    error: unknown;
    reload: () => void;
}

/** Reads anew when `key` changes or `reload` is called; the last value stays meanwhile. */
export function useLoaded<Value>(key: string, load: () => Promise<Value>): Loaded<Value> {
    const [value, setValue] = useState<Value | null>(null);
    const [error, setError] = useState<unknown>(null);
    const [round, setRound] = useState(0);
    const reload = useCallback(() => setRound((before) => before + 1), []);
    // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when `load` differs
    useEffect(() => {
        let alive = true;
        load().then(
            (loaded) => {
                if (!alive) return;
                setValue(loaded);
                setError(null);
            },
            (caught) => {
                if (alive) setError(caught);
            },
        );
        return () => {
            alive = false;
        };
    }, [key, round]);
    return { value, error, reload };
}
