// Messages that are no words: a poll one votes in, a decision, a task that was made.
import "../../text/englishPages";
import "../../text/englishCheckIn";
import type { Message } from "../../data/model";
import { DecidedLine } from "../../features/poll/DecidedLine";
import { PollCard } from "../../features/poll/PollCard";
import { TaskMadeLine } from "../../features/task/TaskMadeLine";

export function WorkMessage({ message }: { message: Message }) {
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
