// An order of options, best first: moved by dragging, by arrow keys or by buttons, then cast.
import { ArrowDown, ArrowUp, GripVertical, Plus, X } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import type { Poll } from "../../../data/model";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { movedTo } from "../model";
import styles from "./RankBox.module.css";

export function RankBox({
    poll,
    vote,
    voted,
    onVote,
}: {
    poll: Poll;
    /** The order that counts now. */
    vote: readonly number[];
    /** Whether the reader has voted. */
    voted: boolean;
    onVote: (order: readonly number[]) => void;
}) {
    // What is being arranged; `null` while it is what counts.
    const [draft, setDraft] = useState<readonly number[] | null>(null);
    const [dragged, setDragged] = useState<number | null>(null);
    const list = useRef<HTMLOListElement>(null);
    const order = draft ?? vote;
    const rest = poll.options.map((_, at) => at).filter((at) => !order.includes(at));
    const nameOf = (at: number) => poll.options[at]?.text ?? "";
    const changed = draft !== null && draft.join() !== vote.join();

    const focusHandle = (option: number) =>
        setTimeout(() =>
            list.current?.querySelector<HTMLElement>(`[data-option="${option}"]`)?.focus(),
        );
    const handleKey = (event: KeyboardEvent, place: number) => {
        const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
        const to = place + by;
        if (by === 0 || to < 0 || order.length <= to) return;
        event.preventDefault();
        const option = order[place];
        setDraft(movedTo(order, place, to));
        if (option !== undefined) focusHandle(option);
    };
    // The row follows the pointer by taking the place whose middle it has passed.
    const handleMove = (event: PointerEvent) => {
        if (dragged === null || !list.current) return;
        const rows = [...list.current.children].map((row) => row.getBoundingClientRect());
        const from = order.indexOf(dragged);
        const to = rows.filter(
            (box, at) => at !== from && box.top + box.height / 2 < event.clientY,
        ).length;
        if (to !== from) setDraft(movedTo(order, from, to));
    };
    return (
        <div className={styles["rank"]}>
            <p className={styles["hint"]}>
                {text(order.length === 0 ? "poll.rank_hint" : "poll.rank_order")}
            </p>
            {0 < order.length && (
                <ol ref={list} aria-label={text("poll.your_order")} onPointerMove={handleMove}>
                    {order.map((option, place) => (
                        <li key={option} className={dragged === option ? styles["dragged"] : ""}>
                            <button
                                type="button"
                                className={styles["handle"]}
                                data-option={option}
                                aria-label={text("poll.move", {
                                    option: nameOf(option),
                                    place: place + 1,
                                })}
                                onKeyDown={(event) => handleKey(event, place)}
                                onPointerDown={(event) => {
                                    event.currentTarget.setPointerCapture(event.pointerId);
                                    setDragged(option);
                                }}
                                onPointerUp={() => setDragged(null)}
                                onPointerCancel={() => setDragged(null)}
                            >
                                <GripVertical size={16} aria-hidden="true" />
                            </button>
                            <b className="num" aria-hidden="true">
                                {place + 1}
                            </b>
                            <span>{nameOf(option)}</span>
                            <Button
                                look="bare"
                                small
                                icon={<ArrowUp size={14} />}
                                label={text("pick.up", { name: nameOf(option) })}
                                disabled={place === 0}
                                onClick={() => setDraft(movedTo(order, place, place - 1))}
                            />
                            <Button
                                look="bare"
                                small
                                icon={<ArrowDown size={14} />}
                                label={text("pick.down", { name: nameOf(option) })}
                                disabled={place === order.length - 1}
                                onClick={() => setDraft(movedTo(order, place, place + 1))}
                            />
                            <Button
                                look="bare"
                                small
                                icon={<X size={14} />}
                                label={text("pick.remove", { name: nameOf(option) })}
                                onClick={() => setDraft(order.filter((one) => one !== option))}
                            />
                        </li>
                    ))}
                </ol>
            )}
            {0 < rest.length && (
                <ul aria-label={text("poll.not_ranked")}>
                    {rest.map((option) => (
                        <li key={option}>
                            <button
                                type="button"
                                className={styles["add"]}
                                onClick={() => setDraft([...order, option])}
                            >
                                <Plus size={14} aria-hidden="true" />
                                <span className="sr">
                                    {text("poll.rank_add", { place: order.length + 1 })}
                                </span>
                                {nameOf(option)}
                            </button>
                        </li>
                    ))}
                </ul>
            )}
            <p className={styles["acts"]}>
                <Button
                    look="send"
                    small
                    disabled={!changed}
                    onClick={() => {
                        if (draft) onVote(draft);
                        setDraft(null);
                    }}
                >
                    {text(voted ? "poll.rank_change" : "poll.rank_cast")}
                </Button>
                {changed && (
                    <Button look="bare" small onClick={() => setDraft(null)}>
                        {text("form.undo")}
                    </Button>
                )}
                {voted && !changed && <small>{text("poll.rank_counts")}</small>}
            </p>
        </div>
    );
}
