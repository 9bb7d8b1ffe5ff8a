// A new task: what, and as much more as one knows already. It may come from a message or a request.
import { type FormEvent, type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import type { BoardId, ChannelId, ColumnId, TaskDue } from "../../data/model";
import type { NewTask as NewTaskOverlay } from "../../data/overlay";
import { myChannels, myZone } from "../../data/select";
import { store } from "../../data/store";
import { PRIORITIES, priorityWord } from "../../data/taskWords";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { dayKey } from "../../text/time";
import { work } from "../../transport/apiWork";
import { fieldProblems, newKey, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import styles from "./NewTaskDialog.module.css";
import type { RenderEditor } from "./parts/Description";
import { TITLE_MAX } from "./parts/Title";

export function NewTaskDialog({
    wanted,
    renderEditor,
    onClose,
}: {
    wanted: NewTaskOverlay;
    renderEditor: RenderEditor;
    onClose: () => void;
}) {
    const view = useView((data, nowMs) => ({
        me: data.me,
        today: dayKey(nowMs, myZone(data)),
        boards: [...data.work.boards.values()].sort((a, b) => a.name.localeCompare(b.name)),
        channels: myChannels(data).map(({ id, name }) => ({ id, name })),
        people: [...data.people.values()]
            .filter((person) => person.disabled_at === null)
            .map(({ id, name }) => ({ id, name }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    }));
    const first = wanted.board ?? view.boards.find((one) => one.channel === wanted.channel)?.id;
    const [title, setTitle] = useState(wanted.title ?? "");
    const [words, setWords] = useState(wanted.text ?? "");
    const [board, setBoard] = useState<BoardId | null>(first ?? null);
    const [column, setColumn] = useState<ColumnId | null>(wanted.column ?? null);
    const [channel, setChannel] = useState<ChannelId | null>(
        view.channels.find((one) => one.id === wanted.channel)?.id ?? null,
    );
    const [owner, setOwner] = useState(wanted.origin?.from === "request" ? view.me : null);
    const [due, setDue] = useState("");
    const [priority, setPriority] = useState<(typeof PRIORITIES)[number]>("normal");
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const [key] = useState(newKey);
    const [, go] = useLocation();
    const problems = fieldProblems(error);
    const chosen = view.boards.find((one) => one.id === board);

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (title.trim() === "") return;
        setBusy(true);
        const day: { due?: TaskDue } = due === "" ? {} : { due: { day: due } };
        const origin = wanted.origin ? { origin: wanted.origin } : {};
        const place = chosen
            ? { board: chosen.id, ...(column ? { column } : {}) }
            : channel
              ? { channel }
              : {};
        try {
            const { task, cards } = await work.createTask(
                {
                    title: title.trim(),
                    ...(words.trim() === "" ? {} : { text: words.trim() }),
                    ...(owner ? { owner } : {}),
                    ...(priority === "normal" ? {} : { priority }),
                    ...day,
                    ...place,
                    ...origin,
                },
                key,
            );
            store.dispatch({ type: "local.task", data: task });
            for (const data of cards) {
                store.dispatch({ type: "local.answer", data: { type: "card.updated", data } });
            }
            say(text(wanted.origin?.from === "request" ? "task.answered" : "task.made"));
            onClose();
            if (wanted.open) go(`/tasks/${task.id}`);
        } catch (caught) {
            setError(caught);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={text(wanted.origin?.from === "request" ? "task.answer_title" : "task.new")}
            onClose={onClose}
        >
            <form className={list["dialogForm"]} onSubmit={(event) => void handleSubmit(event)}>
                <TextField
                    label={text("task.title")}
                    required
                    autoFocus
                    maxLength={TITLE_MAX}
                    problem={problems.get("title")}
                    value={title}
                    onChange={(event) => setTitle(event.target.value)}
                />
                <Labelled label={text("task.description")}>
                    <div className={styles["box"]}>
                        {renderEditor({
                            label: text("task.description"),
                            value: words,
                            onChange: setWords,
                            onKeyDown: () => {},
                        })}
                    </div>
                </Labelled>
                <div className={styles["pair"]}>
                    <SelectField
                        label={text("task.board")}
                        problem={problems.get("board")}
                        value={board ?? ""}
                        onChange={(event) => {
                            const next = view.boards.find((one) => one.id === event.target.value);
                            setBoard(next?.id ?? null);
                            setColumn(null);
                        }}
                    >
                        <option value="">{text("task.no_board")}</option>
                        {view.boards.map((one) => (
                            <option key={one.id} value={one.id}>
                                {one.name}
                            </option>
                        ))}
                    </SelectField>
                    {chosen ? (
                        <SelectField
                            label={text("task.column")}
                            value={column ?? chosen.columns[0]?.id ?? ""}
                            onChange={(event) =>
                                setColumn(
                                    chosen.columns.find((one) => one.id === event.target.value)
                                        ?.id ?? null,
                                )
                            }
                        >
                            {chosen.columns.map((one) => (
                                <option key={one.id} value={one.id}>
                                    {one.name}
                                </option>
                            ))}
                        </SelectField>
                    ) : (
                        <SelectField
                            label={text("task.seen_by")}
                            value={channel ?? ""}
                            onChange={(event) =>
                                setChannel(
                                    view.channels.find((one) => one.id === event.target.value)
                                        ?.id ?? null,
                                )
                            }
                        >
                            <option value="">{text("task.private")}</option>
                            {view.channels.map((one) => (
                                <option key={one.id} value={one.id}>
                                    {one.name}
                                </option>
                            ))}
                        </SelectField>
                    )}
                    <SelectField
                        label={text("task.owner")}
                        problem={problems.get("owner")}
                        value={owner ?? ""}
                        onChange={(event) =>
                            setOwner(
                                view.people.find((one) => one.id === event.target.value)?.id ??
                                    null,
                            )
                        }
                    >
                        <option value="">{text("board.nobody")}</option>
                        {view.people.map((one) => (
                            <option key={one.id} value={one.id}>
                                {one.id === view.me
                                    ? text("task.me", { name: one.name })
                                    : one.name}
                            </option>
                        ))}
                    </SelectField>
                    <TextField
                        label={text("task.due")}
                        type="date"
                        min={view.today}
                        problem={problems.get("due")}
                        value={due}
                        onChange={(event) => setDue(event.target.value)}
                    />
                    <SelectField
                        label={text("task.priority")}
                        value={priority}
                        onChange={(event) =>
                            setPriority(
                                PRIORITIES.find((one) => one === event.target.value) ?? "normal",
                            )
                        }
                    >
                        {PRIORITIES.map((one) => (
                            <option key={one} value={one}>
                                {priorityWord(one)}
                            </option>
                        ))}
                    </SelectField>
                </div>
                {error !== null && problems.size === 0 && (
                    <p className={list["problem"]} role="alert">
                        {problemWords(error)}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={busy || title.trim() === ""}>
                        {text(
                            wanted.origin?.from === "request" ? "task.answer_with" : "task.create",
                        )}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
    return (
        <div className={styles["labelled"]}>
            <span aria-hidden="true">{label}</span>
            {children}
        </div>
    );
}
