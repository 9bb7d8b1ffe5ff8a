// Who is in a channel; adding and removing.
import { UserMinus } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Channel, PersonId } from "../../../data/model";
import { isAdmin, myself, nameOf } from "../../../data/select";
import { useView } from "../../../data/useView";
import { markOf } from "../../../data/words";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { SelectField } from "../../../ui/Field";
import { Initials } from "../../../ui/Initials";
import list from "../../../ui/List.module.css";
import { Mark } from "../../../ui/Mark";
import { say } from "../../../ui/Toasts";
import { useLoaded } from "../../../ui/useLoaded";
import { addable } from "../model";

export function MembersDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
    const version = useView((data) => data.membersVersion.get(channel.id) ?? 0);
    const members = useLoaded(`${channel.id} ${version}`, () => api.members(channel.id));
    const ids = (members.value ?? []).map((member) => member.person);
    const rows = useView((data, nowMs) =>
        ids.map((id) => ({ id, name: nameOf(data, id), mark: markOf(data, id, nowMs) })),
    );
    const free = useView((data) => addable(data, ids));
    const canRemove = useView((data) => channel.created_by === data.me || isAdmin(myself(data)));
    const me = useView((data) => data.me);
    const [chosen, setChosen] = useState("");

    const run = (work: Promise<unknown>) =>
        void work.then(members.reload, (error) => say(problemWords(error), true));
    const handleAdd = (event: FormEvent) => {
        event.preventDefault();
        const person = free.find(({ id }) => id === chosen);
        if (!person) return;
        run(api.addMembers(channel.id, [person.id]));
        setChosen("");
    };
    const handleRemove = (person: PersonId) => run(api.removeMember(channel.id, person));

    return (
        <Dialog title={text("channel.members_of", { channel: channel.name })} onClose={onClose}>
            <div className={list["dialogForm"]}>
                <form className={list["inline"]} onSubmit={handleAdd}>
                    <SelectField
                        label={text("channel.add")}
                        value={chosen}
                        onChange={(event) => setChosen(event.target.value)}
                    >
                        <option value="">{text("channel.add_choose")}</option>
                        {free.map((person) => (
                            <option key={person.id} value={person.id}>
                                {person.name}
                            </option>
                        ))}
                    </SelectField>
                    <Button look="send" type="submit" disabled={chosen === ""}>
                        {text("channel.add_submit")}
                    </Button>
                </form>
                <ul>
                    {rows.map((row) => (
                        <li key={row.id} className={list["row"]}>
                            <Initials name={row.name} size={32} />
                            <p className={`${list["words"]} clip`}>{row.name}</p>
                            <span className={list["end"]}>
                                <Mark {...row.mark} />
                                {canRemove && row.id !== me && (
                                    <Button
                                        look="bare"
                                        small
                                        icon={<UserMinus size={16} />}
                                        label={text("channel.remove", { name: row.name })}
                                        onClick={() => handleRemove(row.id)}
                                    />
                                )}
                            </span>
                        </li>
                    ))}
                </ul>
            </div>
        </Dialog>
    );
}
