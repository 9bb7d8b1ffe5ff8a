// Messages that are no words: a poll one votes in, a decision, a task that was made; and the tasks of a call.
import "../../text/englishPages";
import "../../text/englishCheckIn";
import type { Message, Session } from "../../data/model";
import { DecidedLine } from "../../features/poll/DecidedLine";
import { PollCard } from "../../features/poll/PollCard";
import { SessionTasks } from "../../features/task/SessionTasks";
import { TaskMadeLine } from "../../features/task/TaskMadeLine";

export function WorkMessage({ message, session }: { message: Message; session: Session | null }) {
    if (session) return <SessionTasks session={session} />;
    const { body } = message;
    switch (body.kind) {
        case "poll":
            return <PollCard poll={body.poll} topic={message.topic} />;
        case "decided":
            return <DecidedLine message={message} record={body.record} />;
        case "task_made":
            return <TaskMadeLine message={message} task={body.task} />;
        default:
            return null;
    }
}
