// Shows the message that the address leads to, also if it is not loaded yet or was shown before.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TopicId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { loadOlder } from "../../../transport/windows";
import { linkedIn } from "../linked";

/** Most pages of older messages that are loaded for one link. */
const PAGES_MAX = 40;

/** What tells that the address changed, or was gone to once more. */
const EVENTS = ["hashchange", "popstate", "pushState", "replaceState"] as const;

/** What stands behind `#`, and how often it was gone to. */
function useHash(): { id: string; times: number } {
    const [hash, setHash] = useState(() => ({ id: location.hash.slice(1), times: 0 }));
    useEffect(() => {
        const look = () =>
            setHash(({ times }) => ({ id: location.hash.slice(1), times: times + 1 }));
        for (const event of EVENTS) window.addEventListener(event, look);
        return () => {
            for (const event of EVENTS) window.removeEventListener(event, look);
        };
    }, []);
    return hash;
}

/** Brings it into view within `flow`; `onShow` is called before. */
export function useLinked(
    topic: TopicId,
    flow: RefObject<HTMLElement | null>,
    mark: string,
    onShow: () => void,
): void {
    const { id, times } = useHash();
    const { message, before } = useView((data) => linkedIn(data, topic, id));
    const pages = useRef(0);
    const show = useRef(onShow);
    show.current = onShow;

    // biome-ignore lint/correctness/useExhaustiveDependencies: each link looks anew
    useEffect(() => {
        pages.current = 0;
    }, [id, times]);

    useEffect(() => {
        if (before === null || PAGES_MAX <= pages.current) return;
        pages.current += 1;
        loadOlder(topic).catch(() => {});
    }, [topic, before]);

    // biome-ignore lint/correctness/useExhaustiveDependencies: a link that is pressed again leads there again
    useLayoutEffect(() => {
        const target = message ? document.getElementById(message) : null;
        if (!target || !flow.current?.contains(target)) return;
        show.current();
        target.scrollIntoView({ block: "center" });
        target.classList.remove(mark);
        // Read between the two, so that the mark begins anew.
        void target.offsetWidth;
        target.classList.add(mark);
    }, [message, times, flow, mark]);
}
