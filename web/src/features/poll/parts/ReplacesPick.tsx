// Which earlier decision of the channel another takes the place of: the newest ones, and any by its words.
import { X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { ChannelId, DecisionRecord } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { pollApi } from "../../../transport/apiPoll";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { say } from "../../../ui/Toasts";
import { usePaged } from "../../../ui/usePaged";
import { decisionView } from "../model";
import styles from "./ReplacesPick.module.css";
import { SearchBox } from "./SearchBox";
import { useSearchWords } from "./useSearchWords";

export function ReplacesPick({
    channel,
    chosen,
    problem,
    onChange,
}: {
    channel: ChannelId;
    chosen: DecisionRecord | null;
    problem: string | undefined;
    onChange: (chosen: DecisionRecord | null) => void;
}) {
    const label = useId();
    const group = useRef<HTMLDivElement>(null);
    const moved = useRef(false);
    const [open, setOpen] = useState(false);
    const { typed, type, query } = useSearchWords();
    const { items, error, more } = usePaged(`${channel} ${query}`, (cursor) =>
        pollApi.decisions(channel, query, cursor),
    );
    // What was pressed is gone then: the focus goes on to what stands in its place.
    // biome-ignore lint/correctness/useExhaustiveDependencies: with each choice
    useEffect(() => {
        if (moved.current) group.current?.querySelector("button")?.focus();
        moved.current = false;
    }, [chosen]);
    if (!open && !chosen && (items ?? []).length === 0) return null;

    const standing = (items ?? []).filter((record) => record.replaced_by === null);
    const current = typed.trim() === query;
    const choose = (record: DecisionRecord | null) => {
        onChange(record);
        setOpen(false);
        type("");
        moved.current = true;
    };
    const handleKeyDown = (event: KeyboardEvent) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        const [first] = standing;
        if (first && current) choose(first);
    };
    const handleMore = () => more?.().catch((caught) => say(problemWords(caught), true));
    return (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its frame
        <div ref={group} role="group" aria-labelledby={label} className={styles["pick"]}>
            <p id={label} className={styles["label"]}>
                {text("decision.replaces")}
            </p>
            {chosen && (
                <div className={styles["chosen"]}>
                    <Words record={chosen} />
                    <Button
                        look="bare"
                        small
                        icon={<X size={14} />}
                        label={text("pick.remove", { name: chosen.text })}
                        onClick={() => choose(null)}
                    />
                </div>
            )}
            {!chosen && !open && (
                <Button look="line" small onClick={() => setOpen(true)}>
                    {text("decision.replaces_choose")}
                </Button>
            )}
            {!chosen && open && (
                <>
                    <SearchBox autoFocus value={typed} onChange={type} onKeyDown={handleKeyDown} />
                    <ul className={styles["found"]} aria-busy={!current || items === null}>
                        {standing.map((record) => (
                            <li key={record.id}>
                                <button
                                    type="button"
                                    className={styles["choice"]}
                                    onClick={() => choose(record)}
                                >
                                    <Words record={record} />
                                </button>
                            </li>
                        ))}
                        {more !== null && (
                            <li>
                                <Button look="bare" small onClick={handleMore}>
                                    {text("decision.more")}
                                </Button>
                            </li>
                        )}
                    </ul>
                    <p className={styles["note"]} role="status">
                        {error !== null && problemWords(error)}
                        {error === null &&
                            current &&
                            items !== null &&
                            standing.length === 0 &&
                            text("decision.not_found")}
                    </p>
                </>
            )}
            {problem && (
                <p className={styles["problem"]} role="alert">
                    {problem}
                </p>
            )}
        </div>
    );
}

function Words({ record }: { record: DecisionRecord }) {
    const { meta } = useView((data, nowMs) => decisionView(data, record, nowMs));
    return (
        <span className={styles["words"]}>
            <span>{record.text}</span>
            <small className="num">{meta}</small>
        </span>
    );
}
