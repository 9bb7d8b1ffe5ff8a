// Name, purpose and default expectation of a channel; leaving and archiving it.
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import type { Channel } from "../../../data/model";
import { text } from "../../../text/text";
import { api } from "../../../transport/api";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { DefaultExpectation, type DefaultWish } from "./DefaultExpectation";

export function ChannelSettings({ channel, onClose }: { channel: Channel; onClose: () => void }) {
    const [name, setName] = useState(channel.name);
    const [purpose, setPurpose] = useState(channel.purpose);
    const [wish, setWish] = useState<DefaultWish>(
        typeof channel.default_expectation === "object" ? "today" : channel.default_expectation,
    );
    const [problem, setProblem] = useState("");
    const [, go] = useLocation();

    const run = (work: Promise<unknown>, leave = false) => {
        work.then(
            () => {
                onClose();
                if (leave) go("/channels");
            },
            (error) => setProblem(problemWords(error)),
        );
    };
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        const body = { name: name.trim(), purpose: purpose.trim(), default_expectation: wish };
        run(api.changeChannel(channel.id, body, channel.version));
    };
    return (
        <Dialog title={text("channel.settings")} onClose={onClose}>
            <form className={list["dialogForm"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("channel.name")}
                    required
                    maxLength={80}
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                />
                <TextField
                    label={text("channel.purpose")}
                    maxLength={500}
                    value={purpose}
                    onChange={(event) => setPurpose(event.target.value)}
                />
                <DefaultExpectation value={wish} onChange={setWish} />
                {problem !== "" && (
                    <p role="alert" className={list["problem"]}>
                        {problem}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit">
                        {text("form.save")}
                    </Button>
                    <Button look="bare" onClick={() => run(api.leaveChannel(channel.id), true)}>
                        {text("channel.leave")}
                    </Button>
                    <Button
                        look="bare"
                        onClick={() =>
                            run(
                                api.changeChannel(channel.id, { archived: true }, channel.version),
                                true,
                            )
                        }
                    >
                        {text("channel.archive")}
                    </Button>
                </div>
            </form>
        </Dialog>
    );
}
