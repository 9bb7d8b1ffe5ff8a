// Two people changed the same: both versions side by side; one stands, or both are joined.
import { type ReactNode, useState } from "react";
import type { TaskDetail } from "../../../data/model";
import { myZone } from "../../../data/select";
import {
    compareTexts,
    fieldsOf,
    joinTexts,
    type TaskField,
    type TaskFields,
} from "../../../data/taskMerge";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import type { TaskConflict } from "../../../transport/saveTask";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Choice";
import { Dialog } from "../../../ui/Dialog";
import list from "../../../ui/List.module.css";
import { fieldName, fieldWords } from "../model";
import styles from "./MergeDialog.module.css";

type Way = "mine" | "theirs" | "join";

export function MergeDialog({
    conflict,
    onChoose,
    onClose,
}: {
    conflict: TaskConflict;
    /** What is to be saved on top of theirs; nothing if theirs stands. */
    onChoose: (change: Partial<TaskFields>, theirs: TaskDetail) => void;
    onClose: () => void;
}) {
    const { base, theirs, change, fields } = conflict;
    const [ways, setWays] = useState<ReadonlyMap<TaskField, Way>>(
        () => new Map(fields.map((field) => [field, field === "text" ? "join" : "mine"])),
    );
    const [joined, setJoined] = useState(() =>
        joinTexts(base.text, change.text ?? "", theirs.text),
    );
    const now = fieldsOf(theirs);
    const handleSave = () => {
        const next = { ...change };
        for (const field of fields) {
            const way = ways.get(field);
            if (way === "theirs") delete next[field];
            if (way === "join" && field === "text") next.text = joined;
        }
        onChoose(next, theirs);
    };
    return (
        <Dialog title={text("merge.title")} size="wide" firm onClose={onClose}>
            <div className={styles["merge"]}>
                <p className={list["hint"]}>{text("merge.hint")}</p>
                {fields.map((field) => (
                    <section key={field} aria-label={fieldName(field)}>
                        <h3>{fieldName(field)}</h3>
                        {field === "text" ? (
                            <Texts mine={change.text ?? ""} theirs={theirs.text} />
                        ) : (
                            <Values field={field} mine={change} theirs={now} />
                        )}
                        <Choice
                            label={text("merge.what", { field: fieldName(field) })}
                            hideLabel
                            value={ways.get(field) ?? "mine"}
                            options={[
                                { value: "mine" as const, label: text("merge.mine") },
                                { value: "theirs" as const, label: text("merge.theirs") },
                                ...(field === "text"
                                    ? [{ value: "join" as const, label: text("merge.join") }]
                                    : []),
                            ]}
                            onChange={(way) => setWays(new Map(ways).set(field, way))}
                        />
                        {field === "text" && ways.get(field) === "join" && (
                            <textarea
                                className={styles["joined"]}
                                aria-label={text("merge.joined")}
                                rows={Math.min(14, joined.split("\n").length + 2)}
                                value={joined}
                                onChange={(event) => setJoined(event.target.value)}
                            />
                        )}
                    </section>
                ))}
                <div className={list["actions"]}>
                    <Button look="send" onClick={handleSave}>
                        {text("merge.save")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("merge.back")}
                    </Button>
                </div>
            </div>
        </Dialog>
    );
}

function Values({
    field,
    mine,
    theirs,
}: {
    field: TaskField;
    mine: Partial<TaskFields>;
    theirs: TaskFields;
}) {
    const view = useView((data, nowMs) => ({
        mine: fieldWords(data, field, mine, nowMs, myZone(data)),
        theirs: fieldWords(data, field, theirs, nowMs, myZone(data)),
    }));
    return (
        <div className={styles["sides"]}>
            <Side title={text("merge.yours")}>{view.mine}</Side>
            <Side title={text("merge.other")}>{view.theirs}</Side>
        </div>
    );
}

/** Both texts; what only one of them has stands out by a sign and weight, not by colour. */
function Texts({ mine, theirs }: { mine: string; theirs: string }) {
    const pieces = compareTexts(mine, theirs);
    const side = (own: "mine" | "theirs") =>
        pieces
            .filter((piece) => piece.kind === "both" || piece.kind === own)
            .map((piece, index) =>
                piece.kind === "both" ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name
                    <span key={index}>{`${piece.lines.join("\n")}\n`}</span>
                ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name
                    <ins key={index}>{`${piece.lines.join("\n")}\n`}</ins>
                ),
            );
    return (
        <div className={styles["sides"]}>
            <Side title={text("merge.yours")}>{side("mine")}</Side>
            <Side title={text("merge.other")}>{side("theirs")}</Side>
        </div>
    );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
    return (
        <section className={styles["side"]} aria-label={title}>
            <b>{title}</b>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the keys */}
            <div className={styles["words"]} tabIndex={0}>
                {children}
            </div>
        </section>
    );
}
