// What the reader can do with a request that waits for them, or that they made.
import { useState } from "react";
import type { Message, RequestId } from "../../../data/model";
import { firstNameOf, requestsOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Kbd } from "../../../ui/Kbd";
import { say } from "../../../ui/Toasts";
import styles from "./RequestActions.module.css";

export function RequestActions({
    message,
    onReply,
}: {
    message: Message;
    onReply: (message: Message) => void;
}) {
    const waiting = useView(
        (data) =>
            requestsOf(data, message.id).find(
                (request) => request.state === "open" && request.asked === data.me,
            )?.id ?? null,
    );
    const made = useView((data) =>
        requestsOf(data, message.id)
            .filter((request) => request.state === "open" && request.from === data.me)
            .map((request) => ({ id: request.id, name: firstNameOf(data, request.asked) })),
    );
    const [busy, setBusy] = useState(false);
    if (!waiting && made.length === 0) return null;

    const run = (work: Promise<unknown>) => {
        setBusy(true);
        work.catch((error) => say(problemWords(error), true)).finally(() => setBusy(false));
    };
    const handleAcknowledge = (id: RequestId) => run(api.acknowledge(id));
    const handleWithdraw = (id: RequestId) => run(api.withdraw(id));

    return (
        <div className={styles["actions"]}>
            {waiting && (
                <>
                    <Button look="line" small data-reply onClick={() => onReply(message)}>
                        {text("request.reply")} <Kbd>R</Kbd>
                    </Button>
                    <Button
                        look="bare"
                        small
                        disabled={busy}
                        onClick={() => handleAcknowledge(waiting)}
                    >
                        {text("request.acknowledge")}
                    </Button>
                </>
            )}
            {made.map((request) => (
                <Button
                    key={request.id}
                    look="bare"
                    small
                    disabled={busy}
                    className={styles["withdraw"] ?? ""}
                    onClick={() => handleWithdraw(request.id)}
                >
                    {text("request.withdraw", { name: request.name })}
                </Button>
            ))}
        </div>
    );
}
