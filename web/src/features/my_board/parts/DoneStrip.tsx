// What was finished this week, at the foot of my board.
import { Check } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import type { DoneView } from "../model";
import styles from "./DoneStrip.module.css";

/** Most that are named while the strip is closed. */
const NAMED_MAX = 4;

export function DoneStrip({ done }: { done: DoneView }) {
    const [open, setOpen] = useState(false);
    const shown = open ? done.items : done.items.slice(0, NAMED_MAX);
    return (
        <section
            className={`${styles["strip"]} ${open ? styles["open"] : ""}`}
            aria-label={text("my_board.done_week")}
        >
            <h2>
                {text("my_board.done_week")}
                {0 < done.count && <span className="num">, {done.count}</span>}
            </h2>
            {done.count === 0 && <p className={styles["none"]}>{text("my_board.done_none")}</p>}
            <ul>
                {shown.map((item) => (
                    <li key={item.id}>
                        <Check size={14} aria-hidden="true" />
                        <Link href={`/tasks/${item.id}`} className="clip">
                            {item.title}
                        </Link>
                        {open && <time>{item.time}</time>}
                    </li>
                ))}
            </ul>
            {0 < done.count && (
                <Button look="bare" small aria-expanded={open} onClick={() => setOpen(!open)}>
                    {text(open ? "my_board.done_less" : "my_board.done_all")}
                </Button>
            )}
        </section>
    );
}
