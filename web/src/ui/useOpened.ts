// Something that is opened while it is wanted, and closed after: a microphone, a camera.
import { useEffect, useState } from "react";

export interface Opened<Thing> {
    found: Thing | null;
    /** Why it did not open. */
    error: unknown;
}

const CLOSED = { found: null, error: null };

/** Keeps what `open` gives while there is such a function, and opens it anew when `round` rises. */
export function useOpened<Thing extends { stop: () => void }>(
    open: (() => Promise<Thing>) | null,
    round: number,
): Opened<Thing> {
    const [opened, setOpened] = useState<Opened<Thing>>(CLOSED);
    // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks to open anew
    useEffect(() => {
        if (!open) return;
        let alive = true;
        let mine: Thing | null = null;
        open().then(
            (found) => {
                mine = found;
                if (alive) setOpened({ found, error: null });
                else found.stop();
            },
            (error) => {
                if (alive) setOpened({ found: null, error });
            },
        );
        return () => {
            alive = false;
            mine?.stop();
            setOpened(CLOSED);
        };
    }, [open, round]);
    return opened;
}
