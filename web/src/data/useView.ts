// The one bridge from the data to React: a component sees a view and re-renders when it differs.
import { useCallback, useRef, useSyncExternalStore } from "react";
import { clockNowMs, subscribeClock } from "./clock";
import { equal } from "./equal";
import type { Data } from "./state";
import { store } from "./store";

function subscribe(listener: () => void): () => void {
    const stops = [store.subscribe(listener), subscribeClock(listener)];
    return () => {
        for (const stop of stops) stop();
    };
}

/**
 * Computes a view of the data at the server's time. The component renders again only when the
 * result differs in value.
 */
export function useView<View>(select: (data: Data, nowMs: number) => View): View {
    const last = useRef<{ data: Data; nowMs: number; select: unknown; view: View } | null>(null);
    const read = useCallback(() => {
        const data = store.get();
        const nowMs = clockNowMs() + data.skewMs;
        const known = last.current;
        if (known && known.data === data && known.nowMs === nowMs && known.select === select) {
            return known.view;
        }
        const fresh = select(data, nowMs);
        const view = known && equal(known.view, fresh) ? known.view : fresh;
        last.current = { data, nowMs, select, view };
        return view;
    }, [select]);
    return useSyncExternalStore(subscribe, read);
}
