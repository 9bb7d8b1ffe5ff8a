// The log of the urgent mark: who, when, why, what it cost, and what recipients said of it.
import { useEffect, useState } from "react";
import type { Urgent } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Skeleton } from "../../ui/Skeleton";
import styles from "./UrgentLog.module.css";
import { urgentRow } from "./urgent";

interface Loaded {
    items: Urgent[];
    /** Where the next page begins; `null` after the last. */
    next: string | null;
}

export function UrgentLog() {
    const [loaded, setLoaded] = useState<Loaded | null>(null);
    const [cursor, setCursor] = useState<string | null>(null);
    const [problem, setProblem] = useState("");
    const rows = useView((data, nowMs) =>
        (loaded?.items ?? []).map((urgent) => urgentRow(data, urgent, nowMs)),
    );

    useEffect(() => {
        let alive = true;
        api.urgentLog(cursor ?? undefined).then(
            (page) => {
                if (!alive) return;
                setLoaded((before) => ({
                    items: cursor === null ? page.items : [...(before?.items ?? []), ...page.items],
                    next: page.next_cursor ?? null,
                }));
            },
            (error) => {
                if (alive) setProblem(problemWords(error));
            },
        );
        return () => {
            alive = false;
        };
    }, [cursor]);

    return (
        <section className={list["section"]} aria-label={text("settings.urgent")}>
            <h2>{text("settings.urgent")}</h2>
            <p className={list["hint"]}>{text("urgent_log.hint")}</p>
            {problem !== "" && (
                <p role="alert" className={list["problem"]}>
                    {problem}
                </p>
            )}
            {loaded === null && problem === "" && <Skeleton />}
            {loaded?.items.length === 0 && (
                <Empty title={text("urgent_log.none")}>{text("urgent_log.none_hint")}</Empty>
            )}
            <ol className={styles["log"]}>
                {rows.map((row) => (
                    <li key={row.id}>
                        <p className={styles["who"]}>
                            <span>
                                <b>{row.name}</b> {row.to}
                            </span>
                            <time>{row.time}</time>
                        </p>
                        <p className={styles["reason"]}>{row.reason}</p>
                        <p className={styles["cost"]}>
                            {[row.cost, row.verdicts].filter(Boolean).join(" · ")}
                        </p>
                    </li>
                ))}
            </ol>
            {loaded?.next && (
                <div className={list["actions"]}>
                    <Button look="line" onClick={() => setCursor(loaded.next)}>
                        {text("urgent_log.older")}
                    </Button>
                </div>
            )}
        </section>
    );
}
