// The comments of a task: its topic, opened with the first of them.
import { MessageSquarePlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { TaskDetail, TopicId } from "../../../data/model";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { work } from "../../../transport/apiWork";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { say } from "../../../ui/Toasts";
import type { OpenTask } from "../useTaskDetail";
import { Section } from "./Section";
import part from "./Section.module.css";

export function Comments({
    open,
    detail,
    renderComments,
}: {
    open: OpenTask;
    detail: TaskDetail;
    renderComments: (topic: TopicId) => ReactNode;
}) {
    const { task, comments } = detail;
    const [busy, setBusy] = useState(false);
    const [shown, setShown] = useState(false);
    const here = useView((data) => ({
        topic: task.topic !== null && data.topics.has(task.topic),
        member: task.channel !== null && data.memberships.has(task.channel),
    }));
    const handleOpen = () => {
        setBusy(true);
        work.taskTopic(task.id)
            .then(
                (data) => {
                    store.dispatch({ type: "local.topic", data });
                    setShown(true);
                    open.reload();
                },
                (error) => say(problemWords(error), true),
            )
            .finally(() => setBusy(false));
    };
    if (task.channel === null) {
        return (
            <Section title={text("task.comments")}>
                <p className={part["none"]}>{text("task.comments_private")}</p>
            </Section>
        );
    }
    if (task.topic && here.topic) {
        return (
            <Section
                title={text("task.comments")}
                {...(0 < comments ? { note: String(comments) } : {})}
                action={
                    <Link href={`/topic/${task.topic}`}>
                        <small>{text("task.to_topic")}</small>
                    </Link>
                }
            >
                {0 < comments || shown ? (
                    renderComments(task.topic)
                ) : (
                    <Begin busy={false} onClick={() => setShown(true)} />
                )}
            </Section>
        );
    }
    if (!here.member) return null;
    return (
        <Section title={text("task.comments")}>
            <Begin busy={busy} onClick={handleOpen} />
        </Section>
    );
}

function Begin({ busy, onClick }: { busy: boolean; onClick: () => void }) {
    return (
        <div>
            <Button
                look="line"
                small
                disabled={busy}
                icon={<MessageSquarePlus size={16} aria-hidden="true" />}
                onClick={onClick}
            >
                {text("task.comment_first")}
            </Button>
        </div>
    );
}
