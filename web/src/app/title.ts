// The title of the page, with a badge for what is unread.
import { useEffect } from "react";

let badge = 0;
let title = "";

function show(): void {
    const name = title === "" ? "Meanwhile" : `${title} · Meanwhile`;
    document.title = 0 < badge ? `(${badge}) ${name}` : name;
}

/** Names the page. */
export function useTitle(next: string): void {
    useEffect(() => {
        title = next;
        show();
    }, [next]);
}

/** Says how much is unread. */
export function setBadge(count: number): void {
    badge = count;
    show();
}
