// The description: shown as it reads, written in the editor of messages; what is half written is kept.
import { Pencil } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import type { TaskDetail } from "../../../data/model";
import { text } from "../../../text/text";
import { readWords, writeWords } from "../../../transport/drafts";
import { Button } from "../../../ui/Button";
import { SafeHtml } from "../../../ui/SafeHtml";
import type { OpenTask } from "../useTaskDetail";
import styles from "./Description.module.css";
import { Section } from "./Section";
import part from "./Section.module.css";

/** The editor of messages: Markdown as it goes over the wire, in and out. */
export type RenderEditor = (props: {
    label: string;
    value: string;
    onChange: (value: string) => void;
    onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}) => ReactNode;

export function Description({
    open,
    detail,
    editable,
    renderEditor,
}: {
    open: OpenTask;
    detail: TaskDetail;
    editable: boolean;
    renderEditor: RenderEditor;
}) {
    const place = `task.${detail.task.id}`;
    // What is being written, and the version that it was begun from.
    const [draft, setDraft] = useState<{ words: string; from: TaskDetail } | null>(() => {
        const kept = readWords(place);
        return kept === "" ? null : { words: kept, from: detail };
    });
    const [busy, setBusy] = useState(false);
    const words = draft?.words;
    useEffect(() => {
        writeWords(place, words === undefined || words === draft?.from.text ? "" : words);
    }, [place, words, draft]);

    // Theirs was taken, or both were joined: what was written has gone into it.
    const { conflict } = open;
    const [asked, setAsked] = useState(false);
    useEffect(() => {
        if (conflict?.fields.includes("text")) setAsked(true);
        else if (asked && conflict === null) {
            setAsked(false);
            if (detail.text !== draft?.from.text) setDraft(null);
        }
    }, [conflict, asked, detail, draft]);

    const handleSave = async () => {
        if (!draft) return;
        if (draft.words.trim() === draft.from.text.trim()) {
            setDraft(null);
            return;
        }
        setBusy(true);
        if (await open.save({ text: draft.words.trim() }, draft.from)) setDraft(null);
        setBusy(false);
    };
    const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void handleSave();
        }
    };
    const begin = () => setDraft({ words: detail.text, from: detail });
    return (
        <Section
            title={text("task.description")}
            action={
                editable &&
                !draft && (
                    <Button
                        look="bare"
                        small
                        icon={<Pencil size={14} />}
                        label={text("task.description_edit")}
                        onClick={begin}
                    />
                )
            }
        >
            {draft ? (
                <>
                    <div className={styles["box"]}>
                        {renderEditor({
                            label: text("task.description"),
                            value: draft.words,
                            onChange: (next) => setDraft({ ...draft, words: next }),
                            onKeyDown: handleKeyDown,
                        })}
                    </div>
                    <div className={styles["acts"]}>
                        <Button look="send" small disabled={busy} onClick={() => void handleSave()}>
                            {text("form.save")}
                        </Button>
                        <Button look="bare" small onClick={() => setDraft(null)}>
                            {text("dialog.cancel")}
                        </Button>
                        {detail.task.version !== draft.from.task.version &&
                            detail.text !== draft.from.text && (
                                <span className={part["none"]} role="status">
                                    {text("task.changed_meanwhile")}
                                </span>
                            )}
                    </div>
                </>
            ) : detail.text === "" ? (
                editable ? (
                    <button type="button" className={styles["empty"]} onClick={begin}>
                        {text("task.no_description")}
                    </button>
                ) : (
                    <p className={part["none"]}>{text("task.no_description_here")}</p>
                )
            ) : (
                <SafeHtml html={detail.html} />
            )}
        </Section>
    );
}
