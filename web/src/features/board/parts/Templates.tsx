// The templates that were kept of a board: another one, and those that may go.
import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Board, BoardTemplate } from "../../../data/model";
import { isAdmin, myself } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { work } from "../../../transport/apiWork";
import { fieldProblems, problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import { say } from "../../../ui/Toasts";
import { useLoaded } from "../../../ui/useLoaded";
import { columnNames } from "../templates";

export function Templates({ board }: { board: Board }) {
    const { value, reload } = useLoaded(board.id, work.boardTemplates);
    const manages = useView(
        (data) => isAdmin(myself(data)) || data.channels.get(board.channel)?.created_by === data.me,
    );
    const me = useView((data) => data.me);
    const [name, setName] = useState("");
    const [error, setError] = useState<unknown>(null);
    const own = (value ?? []).filter((one) => one.board === board.id);

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        work.saveTemplate(board.id, name.trim()).then(
            () => {
                setName("");
                setError(null);
                say(text("board.template_saved"));
                reload();
            },
            (caught) => {
                setError(caught);
                if (fieldProblems(caught).size === 0) say(problemWords(caught), true);
            },
        );
    };
    const handleDrop = (template: BoardTemplate) =>
        work.dropTemplate(board.id, template.key).then(
            () => {
                say(text("board.template_gone", { name: template.key }));
                reload();
            },
            (caught) => say(problemWords(caught), true),
        );
    return (
        <section className={list["section"]} aria-label={text("board.as_template")}>
            <h2>{text("board.as_template")}</h2>
            <p className={list["hint"]}>{text("board.as_template_hint")}</p>
            {0 < own.length && (
                <ul aria-label={text("board.templates_own")}>
                    {own.map((template) => (
                        <li key={template.key} className={list["row"]}>
                            <div className={list["words"]}>
                                <p className={`${list["name"]} clip`}>{template.key}</p>
                                <p className={`${list["sub"]} clip`}>
                                    {columnNames(template.columns)}
                                </p>
                            </div>
                            {(manages || template.by === me) && (
                                <span className={list["end"]}>
                                    <Button
                                        look="bare"
                                        small
                                        icon={<Trash2 size={16} />}
                                        label={text("board.template_drop", {
                                            name: template.key,
                                        })}
                                        onClick={() => void handleDrop(template)}
                                    />
                                </span>
                            )}
                        </li>
                    ))}
                </ul>
            )}
            <form className={list["inline"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("board.template_name")}
                    maxLength={80}
                    problem={fieldProblems(error).get("name")}
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                />
                <Button look="line" type="submit" disabled={name.trim() === ""}>
                    {text("board.template_save")}
                </Button>
            </form>
        </section>
    );
}
