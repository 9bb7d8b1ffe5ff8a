// A task that was made, in the topic it was made of.
import { SquareCheck } from "lucide-react";
import { Link } from "wouter";
import type { Message, TaskId } from "../../data/model";
import { firstNameOf } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import styles from "./TaskMadeLine.module.css";

export function TaskMadeLine({ message, task }: { message: Message; task: TaskId }) {
    const view = useView((data) => {
        const known = data.work.tasks.get(task);
        return {
            name: firstNameOf(data, message.author),
            title: known?.title ?? (message.text === "" ? text("task_made.some") : message.text),
            done: known?.stage === "done",
        };
    });
    return (
        <p className={styles["made"]}>
            {text("task_made.by", { name: view.name })}
            <Link href={`/tasks/${task}`} className={styles["task"]}>
                <SquareCheck size={14} aria-hidden="true" />
                <span className="clip">{view.title}</span>
                {view.done && <small>{text("goal.stage_done")}</small>}
            </Link>
        </p>
    );
}
