// The options of a poll: pressed to vote, with a bar that says how many did.
import { Check } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { PollKind } from "../../../data/model";
import { text } from "../../../text/text";
import type { OptionView } from "../model";
import styles from "./Options.module.css";

export function Options({
    kind,
    options,
    closed,
    hidden,
    onPress,
}: {
    kind: PollKind;
    options: readonly OptionView[];
    closed: boolean;
    /** Whether results are not told yet. */
    hidden: boolean;
    onPress: (at: number) => void;
}) {
    const handleKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
        const option = /^[1-9]$/.test(event.key) ? options[Number(event.key) - 1] : undefined;
        if (option && plain && !closed) {
            event.preventDefault();
            onPress(option.at);
            return;
        }
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        const buttons = [...event.currentTarget.querySelectorAll("button")];
        const at = buttons.findIndex((button) => button.contains(document.activeElement));
        const next = buttons[at + (event.key === "ArrowDown" ? 1 : -1)];
        if (at < 0 || !next) return;
        event.preventDefault();
        next.focus();
    };
    const leaders = options.filter((option) => option.leads).length;
    const lead = !closed || kind === "time" ? "leads" : 1 < leaders ? "equal_word" : "won";
    return (
        <ul
            className={styles["options"]}
            aria-label={text(kind === "time" ? "poll.times" : "poll.options")}
            onKeyDown={handleKeyDown}
        >
            {options.map((option) => (
                <li key={option.at} className={option.leads ? styles["leads"] : ""}>
                    {closed ? (
                        <div className={styles["option"]}>
                            <Words kind={kind} option={option} lead={text(`poll.${lead}`)} closed />
                        </div>
                    ) : (
                        <button
                            type="button"
                            className={styles["option"]}
                            aria-pressed={option.mine}
                            onClick={() => onPress(option.at)}
                        >
                            <Words kind={kind} option={option} lead={text(`poll.${lead}`)} />
                        </button>
                    )}
                    {!hidden && (
                        <span className={styles["track"]} aria-hidden="true">
                            <i style={{ width: `${Math.round(option.share * 100)}%` }} />
                        </span>
                    )}
                    {option.who !== "" && <small className={styles["who"]}>{option.who}</small>}
                </li>
            ))}
        </ul>
    );
}

function Words({
    kind,
    option,
    lead,
    closed = false,
}: {
    kind: PollKind;
    option: OptionView;
    /** What it is called to have the most votes. */
    lead: string;
    closed?: boolean;
}) {
    const round = kind === "single";
    return (
        <>
            {kind !== "ranked" && (!closed || option.mine) && (
                <span
                    className={`${styles["box"]} ${round ? styles["round"] : ""} ${option.mine ? styles["on"] : ""}`}
                    aria-hidden="true"
                >
                    {option.mine && <Check size={12} strokeWidth={3} />}
                </span>
            )}
            <span className={`${styles["label"]} num`}>
                {option.label}
                {option.note !== "" && <small> {option.note}</small>}
                {kind === "ranked" && 0 < option.place && (
                    <small> {text("poll.your_place", { place: option.place })}</small>
                )}
                {kind !== "ranked" && closed && option.mine && (
                    <span className="sr">{text("poll.your_vote")}</span>
                )}
            </span>
            {option.votes !== null && (
                <span className={`${styles["votes"]} num`}>
                    {option.leads && <span className={styles["lead"]}>{lead}</span>}
                    {text(kind === "ranked" ? "poll.first_choices" : "poll.votes", {
                        count: option.votes,
                    })}
                </span>
            )}
        </>
    );
}
