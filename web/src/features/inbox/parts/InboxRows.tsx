// The rows of the three piles.
import { Check } from "lucide-react";
import { Link } from "wouter";
import { text } from "../../../text/text";
import { Dial } from "../../../ui/Dial";
import { Initials } from "../../../ui/Initials";
import { Kbd } from "../../../ui/Kbd";
import type { DoneItem, NewItem, WaitingItem } from "../model";
import styles from "./InboxRows.module.css";

interface RowProps {
    selected: boolean;
    onSelect: () => void;
    onOpen: () => void;
    onDone: () => void;
}

export function WaitingRow({
    item,
    selected,
    onSelect,
    onOpen,
    onDone,
}: RowProps & { item: WaitingItem }) {
    return (
        <li className={`${styles["row"]} ${selected ? styles["selected"] : ""}`}>
            <button
                type="button"
                id={`row-${item.id}`}
                className={styles["main"]}
                aria-current={selected || undefined}
                onClick={onSelect}
                onDoubleClick={onOpen}
            >
                <span className={styles["when"]}>
                    <span className={`${styles["due"]} step-${item.mark.step}`}>
                        <Dial fill={item.mark.fill} />
                        {item.mark.label}
                    </span>
                    <span className={styles["left"]}>{item.left}</span>
                </span>
                <Initials name={item.from} size={32} />
                <span className={styles["content"]}>
                    <span className={styles["title"]}>{item.excerpt}</span>
                    <span className={`${styles["meta"]} clip`}>
                        <b>{item.from}</b> {text("inbox.in", { place: item.place })}
                    </span>
                </span>
            </button>
            {selected && (
                <Actions onOpen={onOpen} onDone={onDone} done={text("request.acknowledge")} />
            )}
        </li>
    );
}

export function NewRow({ item, selected, onSelect, onOpen, onDone }: RowProps & { item: NewItem }) {
    return (
        <li className={`${styles["row"]} ${selected ? styles["selected"] : ""}`}>
            <button
                type="button"
                id={`row-${item.id}`}
                className={styles["main"]}
                aria-current={selected || undefined}
                onClick={onSelect}
                onDoubleClick={onOpen}
            >
                <span className={styles["when"]}>
                    <span className={styles["time"]}>{item.time}</span>
                    <span className={`${styles["channel"]} clip`}>{item.channel}</span>
                </span>
                <Initials name={item.author || item.title} size={32} />
                <span className={styles["content"]}>
                    <span className={styles["newTitle"]}>
                        <span className="clip">{item.title}</span>
                        <small className="num">{text("inbox.unread", { count: item.count })}</small>
                    </span>
                    <span className={`${styles["meta"]} clip`}>
                        <b>{item.author}</b> {item.excerpt}
                    </span>
                    {item.held !== "" && (
                        <span className={`${styles["held"]} step-later`}>
                            <Dial fill={0} /> {item.held}
                        </span>
                    )}
                </span>
            </button>
            {selected && <Actions onOpen={onOpen} onDone={onDone} done={text("inbox.mark_read")} />}
        </li>
    );
}

export function DoneRow({ item }: { item: DoneItem }) {
    return (
        <li className={styles["done"]}>
            <Link href={`/topic/${item.topic}`}>
                <span className={styles["doneTime"]}>
                    <Check size={14} aria-hidden="true" />
                    {item.time}
                </span>
                <span className="clip">{item.excerpt}</span>
                <small>{item.how}</small>
            </Link>
        </li>
    );
}

function Actions({
    onOpen,
    onDone,
    done,
}: {
    onOpen: () => void;
    onDone: () => void;
    done: string;
}) {
    const handleReply = () => {
        const box = document.querySelector<HTMLElement>("[data-reading] textarea");
        if (box) box.focus();
        else onOpen();
    };
    return (
        <div className={styles["actions"]}>
            <button type="button" tabIndex={-1} onClick={onOpen}>
                <Kbd>↵</Kbd>
                {text("inbox.open")}
            </button>
            <button type="button" tabIndex={-1} onClick={handleReply}>
                <Kbd>R</Kbd>
                {text("request.reply")}
            </button>
            <button type="button" tabIndex={-1} onClick={onDone}>
                <Kbd>E</Kbd>
                {done}
            </button>
        </div>
    );
}
