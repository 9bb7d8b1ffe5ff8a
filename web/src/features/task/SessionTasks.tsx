// The tasks that were made of a call, in what it left; and the way to make one of what came of it.
import { ListPlus, SquareCheck } from "lucide-react";
import { Link } from "wouter";
import type { Session } from "../../data/model";
import { openOverlay } from "../../data/overlay";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { sessionTasks } from "./model";
import styles from "./SessionTasks.module.css";
import made from "./TaskMadeLine.module.css";

/** Longest title that what came of a call gives a task, in characters. */
const TITLE_MAX = 120;

export function SessionTasks({ session }: { session: Session }) {
    const tasks = useView((data) => sessionTasks(data, session));
    const may = useView((data) => data.memberships.has(session.channel));
    const outcome = session.outcome ?? "";
    // What was said is made into a task once; what else is to be done comes with words of its own.
    const isMade = 0 < tasks.length;
    const handleMake = () =>
        openOverlay({
            kind: "new_task",
            channel: session.channel,
            origin: { from: "session", session: session.id },
            ...(isMade || outcome === "" ? {} : words(outcome)),
        });
    if (!may && !isMade) return null;
    return (
        <div className={styles["tasks"]}>
            {tasks.map((task) => (
                <Link key={task.id} href={`/tasks/${task.id}`} className={made["task"]}>
                    <SquareCheck size={14} aria-hidden="true" />
                    <span className="clip">{task.title}</span>
                    {task.done && <small>{text("goal.stage_done")}</small>}
                </Link>
            ))}
            {may && (
                <Button
                    look="bare"
                    small
                    aria-haspopup="dialog"
                    icon={<ListPlus size={16} aria-hidden="true" />}
                    onClick={handleMake}
                >
                    {text(isMade ? "task_made.another" : "task_made.of_call")}
                </Button>
            )}
        </div>
    );
}

/** Its beginning is the title, all of it the description if there is more. */
function words(outcome: string): { title: string; text?: string } {
    if (outcome.length <= TITLE_MAX) return { title: outcome };
    return { title: outcome.slice(0, TITLE_MAX).trim(), text: outcome };
}
