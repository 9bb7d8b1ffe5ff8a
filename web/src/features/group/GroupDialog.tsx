// A group's name, what it is for, and who is in it; a new one or one that is there.
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import type { Group, PersonId } from "../../data/model";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { OrderedPick } from "../../ui/OrderedPick";
import { eligible } from "./model";

const NAME_CHARS_MAX = 80;
const PURPOSE_CHARS_MAX = 500;

export function GroupDialog({ group, onClose }: { group: Group | null; onClose: () => void }) {
    const people = useView(eligible);
    const me = useView((data) => data.me);
    const [name, setName] = useState(group?.name ?? "");
    const [purpose, setPurpose] = useState(group?.purpose ?? "");
    const [members, setMembers] = useState<PersonId[]>(group?.members ?? (me ? [me] : []));
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const [, go] = useLocation();
    const problems = fieldProblems(error);

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        const body = { name: name.trim(), purpose: purpose.trim(), members };
        const answer = group
            ? api.changeGroup(group.id, body, group.version)
            : api.createGroup(body);
        answer.then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "group.updated", data } });
                onClose();
                if (!group) go(`/groups/${data.id}`);
            },
            (caught) => {
                setError(caught);
                setBusy(false);
            },
        );
    };
    return (
        <Dialog title={text(group ? "group.edit" : "group.new")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("group.name")}
                    hint={text("group.name_hint")}
                    required
                    autoFocus
                    maxLength={NAME_CHARS_MAX}
                    value={name}
                    problem={problems.get("name")}
                    onChange={(event) => setName(event.target.value)}
                />
                <TextField
                    label={text("group.purpose")}
                    maxLength={PURPOSE_CHARS_MAX}
                    value={purpose}
                    problem={problems.get("purpose")}
                    onChange={(event) => setPurpose(event.target.value)}
                />
                <OrderedPick
                    label={text("group.members")}
                    add={text("group.add_member")}
                    options={people}
                    chosen={members}
                    problem={problems.get("members")}
                    onChange={setMembers}
                />
                {error !== null && problems.size === 0 && (
                    <p role="alert" className={list["problem"]}>
                        {problemWords(error)}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={busy}>
                        {text(group ? "form.save" : "group.create")}
                    </Button>
                    <Button look="bare" onClick={onClose}>
                        {text("dialog.cancel")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
