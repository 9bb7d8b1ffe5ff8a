// The page of one task.
import { useState } from "react";
import { Redirect } from "wouter";
import { TaskView } from "../../features/task/TaskView";
import { text } from "../../text/text";
import { idOf } from "../../transport/ids";
import { useTitle } from "../title";
import styles from "./BoardPages.module.css";
import { taskParts } from "./TaskParts";

export function TaskPage({ id }: { id: string }) {
    const task = idOf("tsk", id);
    const [title, setTitle] = useState("");
    useTitle(title === "" ? text("task.one") : title);
    if (!task) return <Redirect to="/boards" replace />;
    return (
        <main id="main" aria-label={title} data-region tabIndex={-1}>
            <div className={styles["taskPage"]}>
                <TaskView id={task} onTitle={setTitle} {...taskParts} />
            </div>
        </main>
    );
}
