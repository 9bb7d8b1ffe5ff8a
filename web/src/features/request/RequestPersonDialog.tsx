// Somebody else for a request: the asked person hands it on, or the one who waits asks another.
import { type FormEvent, useState } from "react";
import type { PersonId, RequestId } from "../../data/model";
import { firstName, firstNameOf } from "../../data/select";
import { useView } from "../../data/useView";
import { withoutOwnName } from "../../data/words";
import { text } from "../../text/text";
import { acts } from "../../transport/acts";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import list from "../../ui/List.module.css";
import { PersonPick, usePersonPick } from "../../ui/PersonPick";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";
import { candidates } from "./model";
import styles from "./request.module.css";

export function RequestPersonDialog({
    request,
    onClose,
}: {
    request: RequestId;
    onClose: () => void;
}) {
    const view = useView((data) => {
        const row = data.requests.get(request);
        const channel = row ? data.channels.get(row.channel) : undefined;
        if (!row || !channel) return null;
        return {
            mine: row.asked === data.me,
            name: firstNameOf(data, row.asked === data.me ? row.from : row.asked),
            excerpt: withoutOwnName(data, row.excerpt),
            channel: channel.id,
            open: channel.kind === "public",
        };
    });
    const members = useLoaded<ReadonlySet<PersonId> | null>(view?.channel ?? "", async () => {
        if (!view || view.open) return null;
        return new Set((await api.members(view.channel)).map((member) => member.person));
    });
    const known = view?.open === true || members.value !== null;
    const rows = useView((data, nowMs) =>
        known ? candidates(data, request, members.value, nowMs) : [],
    );
    const pick = usePersonPick(rows);
    const { target } = pick;
    const [busy, setBusy] = useState(false);
    if (!view) return null;

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (!target) return;
        setBusy(true);
        try {
            await acts.delegate(request, target.id);
            say(text("request.delegated_now", { name: firstName(target.name) }));
            onClose();
        } catch (error) {
            say(problemWords(error), true);
            setBusy(false);
        }
    };
    const title = view.mine ? text("request.delegate_title") : text("request.ask_else_title");
    return (
        <Dialog title={title} onClose={onClose}>
            <form className={styles["body"]} onSubmit={(event) => void handleSubmit(event)}>
                <p className={styles["about"]}>
                    <b>{view.excerpt}</b>
                    <span>
                        {view.mine
                            ? text("request.delegate_note", { name: view.name })
                            : text("request.ask_else_note", { name: view.name })}
                    </span>
                </p>
                <PersonPick
                    label={text("request.to_whom")}
                    pick={pick}
                    none={known ? text("request.nobody_else") : null}
                />
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={busy || !target}>
                        {target
                            ? text(view.mine ? "request.hand_to" : "request.ask_name", {
                                  name: firstName(target.name),
                              })
                            : text(view.mine ? "request.delegate" : "request.ask_else")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
