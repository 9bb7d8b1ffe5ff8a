// A clock that moves each second, for the timer of a running call alone.
import { useEffect, useState } from "react";
import { store } from "../../../data/store";

/** The server's time, in milliseconds. */
export function useSecond(): number {
    const [nowMs, setNow] = useState(() => store.nowMs());
    useEffect(() => {
        const timer = setInterval(() => setNow(store.nowMs()), 1_000);
        return () => clearInterval(timer);
    }, []);
    return nowMs;
}
