// A new topic: a title and where it stands. Writing comes next, on its page.
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import type { ChannelId } from "../../data/model";
import { myChannels } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Empty } from "../../ui/Empty";
import { SelectField, TextField } from "../../ui/Field";
import styles from "./NewTopicDialog.module.css";

export function NewTopicDialog({
    channel,
    onClose,
}: {
    channel: ChannelId | null;
    onClose: () => void;
}) {
    const channels = useView((data) => myChannels(data).map(({ id, name }) => ({ id, name })));
    const [title, setTitle] = useState("");
    const [chosen, setChosen] = useState<ChannelId | undefined>(channel ?? channels[0]?.id);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const [, go] = useLocation();

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (!chosen) return;
        setBusy(true);
        try {
            const { topic } = await api.createTopic(chosen, { title: title.trim() });
            if (!store.get().topics.has(topic.id)) {
                store.dispatch({ type: "local.topic", data: topic });
            }
            onClose();
            go(`/topic/${topic.id}`);
        } catch (caught) {
            setError(caught);
            setBusy(false);
        }
    };

    const problems = fieldProblems(error);
    return (
        <Dialog title={text("topic.new")} onClose={onClose}>
            {channels.length === 0 ? (
                <div className={styles["form"]}>
                    <Empty title={text("topic.no_channel")}>{text("topic.no_channel_hint")}</Empty>
                </div>
            ) : (
                <form className={styles["form"]} onSubmit={(event) => void handleSubmit(event)}>
                    <TextField
                        label={text("topic.title")}
                        hint={text("topic.title_hint")}
                        required
                        maxLength={200}
                        autoFocus
                        value={title}
                        problem={problems.get("title")}
                        onChange={(event) => setTitle(event.target.value)}
                    />
                    <SelectField
                        label={text("topic.channel")}
                        value={chosen ?? ""}
                        onChange={(event) =>
                            setChosen(channels.find(({ id }) => id === event.target.value)?.id)
                        }
                    >
                        {channels.map(({ id, name }) => (
                            <option key={id} value={id}>
                                {name}
                            </option>
                        ))}
                    </SelectField>
                    {error !== null && problems.size === 0 && (
                        <p role="alert" className={styles["problem"]}>
                            {problemWords(error)}
                        </p>
                    )}
                    <div className={styles["actions"]}>
                        <Button look="send" type="submit" disabled={busy}>
                            {text("topic.new_submit")}
                        </Button>
                        <Button look="bare" onClick={onClose}>
                            {text("dialog.cancel")}
                        </Button>
                    </div>
                </form>
            )}
        </Dialog>
    );
}
