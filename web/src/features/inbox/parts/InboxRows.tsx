// The rows of requests, new topics and what is done.
import { Check, Users, Zap } from "lucide-react";
import { Link } from "wouter";
import { text } from "../../../text/text";
import { Dial } from "../../../ui/Dial";
import { Initials } from "../../../ui/Initials";
import { Mark } from "../../../ui/Mark";
import type { DoneItem, NewItem, OthersItem, WaitingItem } from "../model";
import styles from "./InboxRows.module.css";
import { HeldLine, Row, type RowProps } from "./Row";

/** When a request is due, on the reader's clock and how far that is. */
function Due({ item }: { item: WaitingItem | OthersItem }) {
    return (
        <>
            <span className={`${styles["due"]} step-${item.mark.step}`}>
                {item.urgent ? (
                    <Zap size={14} aria-label={text("inbox.urgent")} />
                ) : (
                    <Dial fill={item.mark.fill} />
                )}
                {item.mark.label}
            </span>
            <span className={styles["left"]}>{item.left}</span>
        </>
    );
}

export function WaitingRow({ item, ...props }: RowProps & { item: WaitingItem }) {
    const facts = [item.theirs, item.nudged ? text("inbox.nudged") : ""];
    return (
        <Row
            {...props}
            item={item}
            when={<Due item={item} />}
            avatar={<Initials name={item.name} size={32} />}
            content={
                <>
                    <span className={styles["title"]}>{item.excerpt}</span>
                    <span className={`${styles["meta"]} clip`}>
                        <b>{item.name}</b>{" "}
                        {item.group === ""
                            ? text("inbox.in", { place: item.place })
                            : text("inbox.asks_group", { group: item.group, place: item.place })}
                        <Facts facts={facts} />
                    </span>
                </>
            }
            below={<HeldLine held={item.held} />}
        />
    );
}

export function OthersRow({ item, ...props }: RowProps & { item: OthersItem }) {
    const facts = [item.theirs, item.escalation];
    return (
        <Row
            {...props}
            item={item}
            when={<Due item={item} />}
            avatar={
                item.members === "" ? (
                    <Initials name={item.name} size={32} />
                ) : (
                    <span className={styles["group"]} aria-hidden="true">
                        <Users size={16} />
                    </span>
                )
            }
            content={
                <>
                    <span className={styles["title"]}>{item.excerpt}</span>
                    <span className={`${styles["meta"]} clip`}>
                        <b>{item.name}</b>{" "}
                        {item.members === ""
                            ? text("inbox.in", { place: item.place })
                            : item.members}
                        <Facts facts={facts} />
                    </span>
                    {item.reach.label !== "" && (
                        <span className={styles["reach"]}>
                            {text("inbox.reachable")} <Mark {...item.reach} />
                        </span>
                    )}
                </>
            }
        />
    );
}

function Facts({ facts }: { facts: readonly string[] }) {
    return facts
        .filter((fact) => fact !== "")
        .map((fact) => (
            <span key={fact} className="num">
                {" · "}
                {fact}
            </span>
        ));
}

export function NewRow({ item, ...props }: RowProps & { item: NewItem }) {
    return (
        <Row
            {...props}
            item={item}
            when={
                <>
                    <span className={styles["time"]}>{item.time}</span>
                    <span className={`${styles["channel"]} clip`}>{item.channel}</span>
                </>
            }
            avatar={<Initials name={item.author || item.title} size={32} />}
            content={
                <>
                    <span className={styles["newTitle"]}>
                        <span className="clip">{item.title}</span>
                        <small className="num">{text("inbox.unread", { count: item.count })}</small>
                    </span>
                    <span className={`${styles["meta"]} clip`}>
                        <b>{item.author}</b> {item.excerpt}
                    </span>
                </>
            }
            below={<HeldLine held={item.held} />}
        />
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
