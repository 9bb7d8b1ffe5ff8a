// The one place where HTML of the server is put on the page. The server made it safe.
import { useLayoutEffect, useRef } from "react";
import styles from "./SafeHtml.module.css";

export function SafeHtml({ html }: { html: string }) {
    const box = useRef<HTMLDivElement>(null);
    // biome-ignore lint/correctness/useExhaustiveDependencies: other words have other parts
    useLayoutEffect(() => {
        // What scrolls is reached by keyboard, and an empty corner of a table heads nothing.
        for (const part of box.current?.querySelectorAll<HTMLElement>("pre, table") ?? []) {
            if (part.clientWidth < part.scrollWidth) part.tabIndex = 0;
        }
        for (const corner of box.current?.querySelectorAll("th:empty") ?? []) {
            corner.setAttribute("role", "presentation");
        }
    }, [html]);
    return (
        <div
            ref={box}
            className={styles["html"]}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: comrak and ammonia made it on the server
            dangerouslySetInnerHTML={{ __html: html }}
        />
    );
}
