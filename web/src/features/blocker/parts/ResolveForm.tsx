// How a blocker was resolved, in one line that stands in the topic.
import { type FormEvent, useState } from "react";
import type { BlockerId } from "../../../data/model";
import { store } from "../../../data/store";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { fieldProblems, problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { TextField } from "../../../ui/Field";
import styles from "../BlockerBanner.module.css";

/** Longest line, in characters, as the server wants it. */
const OUTCOME_MAX = 300;

export function ResolveForm({ blocker, onClose }: { blocker: BlockerId; onClose: () => void }) {
    const [outcome, setOutcome] = useState("");
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (outcome.trim() === "") return;
        setBusy(true);
        try {
            const data = await api.resolveBlocker(blocker, outcome.trim());
            store.dispatch({ type: "local.answer", data: { type: "blocker.updated", data } });
            onClose();
        } catch (caught) {
            setError(caught);
            setBusy(false);
        }
    };
    const field = fieldProblems(error).get("outcome");
    return (
        <form className={styles["resolve"]} onSubmit={(event) => void handleSubmit(event)}>
            <TextField
                label={text("blocker.outcome")}
                hint={text("blocker.outcome_hint")}
                problem={field ?? (error === null ? undefined : problemWords(error))}
                required
                autoFocus
                maxLength={OUTCOME_MAX}
                value={outcome}
                onChange={(event) => setOutcome(event.target.value)}
                onKeyDown={(event) => {
                    if (event.key === "Escape") onClose();
                }}
            />
            <Button look="send" type="submit" disabled={busy || outcome.trim() === ""}>
                {text("blocker.resolve_submit")}
            </Button>
            <Button look="bare" onClick={onClose}>
                {text("dialog.cancel")}
            </Button>
        </form>
    );
}
