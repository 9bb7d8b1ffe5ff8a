// Every change of a task, the newest first, in words.
import { useState } from "react";
import type { TaskDetail, TaskHistory } from "../../../data/model";
import { myZone } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { work } from "../../../transport/apiWork";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Skeleton } from "../../../ui/Skeleton";
import { useLoaded } from "../../../ui/useLoaded";
import { historyLine } from "../model";
import styles from "./History.module.css";
import { Section } from "./Section";
import part from "./Section.module.css";

export function History({ detail }: { detail: TaskDetail }) {
    const [shown, setShown] = useState(false);
    return (
        <Section
            title={text("task.history")}
            action={
                <Button look="bare" small aria-expanded={shown} onClick={() => setShown(!shown)}>
                    {text(shown ? "task.history_hide" : "task.history_show")}
                </Button>
            }
        >
            {shown && <Lines detail={detail} />}
        </Section>
    );
}

function Lines({ detail }: { detail: TaskDetail }) {
    const { id, version } = detail.task;
    const { value, error } = useLoaded(`${id} ${version}`, () => work.taskHistory(id));
    const lines = useView((data, nowMs) =>
        (value ?? []).map((row: TaskHistory) => historyLine(data, row, nowMs, myZone(data))),
    );
    if (error) return <p className={part["none"]}>{problemWords(error)}</p>;
    if (!value) return <Skeleton rows={2} />;
    return (
        <ol className={styles["lines"]}>
            {lines.map((line) => (
                <li key={line.key}>
                    <span>{line.words}</span>
                    <time dateTime={line.at}>{line.time}</time>
                </li>
            ))}
        </ol>
    );
}
