// What a task borrows from other features: the messages of its topic, their editor, their files.
import { useCallback, useState } from "react";
import type { Message, MessageId, StoredFile, TopicId } from "../../data/model";
import { Composer } from "../../features/composer/Composer";
import { TextEditor } from "../../features/composer/TextEditor";
import { Attachments } from "../../features/message/Attachments";
import { lastOwnMessage } from "../../features/message/lastOwnMessage";
import { MessageList } from "../../features/message/MessageList";
import type { TaskParts } from "../../features/task/TaskView";
import { text } from "../../text/text";
import styles from "./TaskParts.module.css";
import { renderClip, renderResidue } from "./TopicPage";

function Comments({ topic }: { topic: TopicId }) {
    const [replyTo, setReplyTo] = useState<Message | null>(null);
    const [editing, setEditing] = useState<MessageId | null>(null);
    const handleReply = useCallback((message: Message) => setReplyTo(message), []);
    const handleEdit = useCallback((message: MessageId | null) => setEditing(message), []);
    return (
        <div className={styles["comments"]}>
            <MessageList
                topic={topic}
                editing={editing}
                onEdit={handleEdit}
                onReply={handleReply}
                renderResidue={renderResidue}
                renderClip={renderClip}
            />
            <Composer
                topic={topic}
                placeholder={text("task.comment_write")}
                replyTo={replyTo}
                onReplyDone={() => setReplyTo(null)}
                onEditLast={() => setEditing(lastOwnMessage(topic))}
                narrow
            />
        </div>
    );
}

export const taskParts: TaskParts = {
    renderComments: (topic) => <Comments key={topic} topic={topic} />,
    renderEditor: (props) => <TextEditor {...props} />,
    renderFiles: (files: readonly StoredFile[]) => (
        <Attachments files={files} renderClip={renderClip} />
    ),
};
