// Who of a group is on duty now and next, and taking over a turn.
import { useState } from "react";
import type { Group, Rota } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { minuteWords } from "../../../text/week";
import { Button } from "../../../ui/Button";
import { Initials } from "../../../ui/Initials";
import list from "../../../ui/List.module.css";
import { onDuty } from "../duty";
import { turnRows } from "../model";
import type { Turn } from "../rota";
import styles from "./DutySection.module.css";
import { SwapDialog } from "./SwapDialog";

export function DutySection({
    group,
    may,
    onRota,
    onChange,
}: {
    group: Group;
    /** Whether the reader may change it. */
    may: boolean;
    onRota: () => void;
    onChange: (rota: Rota) => Promise<void>;
}) {
    const rows = useView((data, nowMs) => turnRows(data, group, nowMs));
    const someone = useView((data, nowMs) => onDuty(data, group, nowMs) !== null);
    const [swapping, setSwapping] = useState<Turn | null>(null);
    const { rota } = group;
    if (!rota) {
        if (!may) return null;
        return (
            <section className={list["section"]} aria-label={text("rota.title")}>
                <h2>{text("rota.title")}</h2>
                <p className={list["hint"]}>{text("rota.none")}</p>
                <div className={list["actions"]}>
                    <Button look="line" onClick={onRota}>
                        {text("rota.make")}
                    </Button>
                </div>
            </section>
        );
    }
    return (
        <section className={list["section"]} aria-label={text("rota.title")}>
            <h2>{text("rota.title")}</h2>
            <p className={list["hint"]}>
                {text("rota.hand_over_line", {
                    time: minuteWords(rota.hand_over),
                    zone: rota.time_zone.replaceAll("_", " "),
                    count:
                        rota.days === 7
                            ? text("rota.weekly")
                            : text("rota.days_of", { count: rota.days }),
                })}
            </p>
            {!someone && <p className={list["hint"]}>{text("rota.nobody_now")}</p>}
            <ol className={styles["turns"]}>
                {rows.map((row) => (
                    <li
                        key={row.key}
                        className={`${styles["turn"]} ${row.now ? styles["now"] : ""}`}
                    >
                        <Initials name={row.name} size={32} />
                        <div className={list["words"]}>
                            <p className={`${list["name"]} clip`}>
                                {row.name} {row.instead !== "" && <small>{row.instead}</small>}
                            </p>
                            <p className={`${list["sub"]} num`}>
                                {row.now
                                    ? text("rota.now_until", { time: row.until })
                                    : text("rota.from_until", { from: row.from, until: row.until })}
                            </p>
                        </div>
                        {may && (
                            <Button look="bare" small onClick={() => setSwapping(row)}>
                                {text("rota.swap")}
                                <span className="sr">
                                    {text("rota.swap_of", { name: row.name, time: row.from })}
                                </span>
                            </Button>
                        )}
                    </li>
                ))}
            </ol>
            {swapping && (
                <SwapDialog
                    group={group}
                    rota={rota}
                    turn={swapping}
                    onChange={onChange}
                    onClose={() => setSwapping(null)}
                />
            )}
        </section>
    );
}
