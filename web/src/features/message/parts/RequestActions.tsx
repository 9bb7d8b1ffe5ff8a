// What the reader can do with a request that waits for them, or that they made.
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import { messageWords } from "../../../data/clipWords";
import type { Message, RequestId } from "../../../data/model";
import { openOverlay } from "../../../data/overlay";
import { firstNameOf, groupName } from "../../../data/select";
import type { Data } from "../../../data/state";
import { useView } from "../../../data/useView";
import { editText } from "../../../text/mentions";
import { text } from "../../../text/text";
import { acts } from "../../../transport/acts";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Kbd } from "../../../ui/Kbd";
import { MenuButton } from "../../../ui/Menu";
import { say } from "../../../ui/Toasts";
import { requestsAt } from "../model";
import styles from "./RequestActions.module.css";

/** The reader's open requests with this message; a group that answers as one stands once. */
function madeWith(data: Data, message: Message): { id: RequestId; words: string }[] {
    const made = new Map<string, { id: RequestId; words: string }>();
    for (const request of requestsAt(data, message)) {
        if (request.state !== "open" || request.from !== data.me) continue;
        const { group, id } = request;
        const words = group
            ? text("request.made_group", { group: groupName(data, group) })
            : text("request.made", { name: firstNameOf(data, request.asked) });
        const key = group ?? id;
        if (!made.has(key)) made.set(key, { id, words });
    }
    return [...made.values()];
}

export function RequestActions({
    message,
    onReply,
}: {
    message: Message;
    onReply: (message: Message) => void;
}) {
    const waiting = useView(
        (data) =>
            requestsAt(data, message).find(
                (request) => request.state === "open" && request.asked === data.me,
            )?.id ?? null,
    );
    const made = useView((data) => madeWith(data, message));
    const [busy, setBusy] = useState(false);
    const [, go] = useLocation();
    if (!waiting && made.length === 0) return null;

    // It becomes work of the reader's own, and the request is answered by that.
    const handleTask = (request: RequestId) => {
        const [title = ""] = editText(messageWords(message)).trim().split("\n");
        openOverlay({
            kind: "new_task",
            title: title.slice(0, 120).replace(/^@\S+[\s,:]*/, ""),
            origin: { from: "request", request },
        });
    };
    const run = (work: Promise<unknown>) => {
        setBusy(true);
        work.catch((error) => say(problemWords(error), true)).finally(() => setBusy(false));
    };

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
                        onClick={() => run(acts.acknowledge(waiting))}
                    >
                        {text("request.acknowledge")}
                    </Button>
                    <Button
                        look="bare"
                        small
                        aria-haspopup="dialog"
                        onClick={() => handleTask(waiting)}
                    >
                        {text("request.as_task")}
                    </Button>
                    <Button
                        look="bare"
                        small
                        aria-haspopup="dialog"
                        onClick={() => openOverlay({ kind: "request_time", request: waiting })}
                    >
                        {text("request.later")}
                    </Button>
                    <Button
                        look="bare"
                        small
                        aria-haspopup="dialog"
                        onClick={() => openOverlay({ kind: "request_person", request: waiting })}
                    >
                        {text("request.delegate")}
                    </Button>
                </>
            )}
            {made.map(({ id, words }) => (
                <MenuButton
                    key={id}
                    label={words}
                    small
                    className={styles["made"] ?? ""}
                    items={[
                        {
                            id: "extend",
                            label: text("request.extend"),
                            onAction: () => openOverlay({ kind: "request_time", request: id }),
                        },
                        {
                            id: "else",
                            label: text("request.ask_else"),
                            onAction: () => openOverlay({ kind: "request_person", request: id }),
                        },
                        {
                            id: "why",
                            label: text("why_page.due_link"),
                            onAction: () => go(`/why/request/${id}`),
                        },
                        {
                            id: "withdraw",
                            label: text("request.withdraw_short"),
                            danger: true,
                            onAction: () => run(acts.withdraw(id)),
                        },
                    ]}
                >
                    {words}
                    <ChevronDown size={14} aria-hidden="true" />
                </MenuButton>
            ))}
        </div>
    );
}
