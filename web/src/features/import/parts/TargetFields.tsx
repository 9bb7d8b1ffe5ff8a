// Where it goes: onto a new board of a channel, or onto one that is there.
import type { ImportKind } from "../../../data/model";
import { myChannels } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { Choice } from "../../../ui/Choice";
import { SelectField, TextField } from "../../../ui/Field";
import list from "../../../ui/List.module.css";
import type { Target } from "../model";

const NAME_MAX = 80;

export function TargetFields({
    target,
    kind,
    disabled,
    problems,
    onChange,
}: {
    target: Target;
    kind: ImportKind | null;
    disabled: boolean;
    problems: ReadonlyMap<string, string>;
    onChange: (target: Target) => void;
}) {
    const view = useView((data) => ({
        channels: myChannels(data).map(({ id, name }) => ({ id, name })),
        boards: [...data.work.boards.values()]
            .filter((board) => board.archived_at === null && data.memberships.has(board.channel))
            .map(({ id, name }) => ({ id, name }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    }));
    const handleTo = (to: Target["to"]) => {
        const board = target.board ?? view.boards[0]?.id ?? null;
        onChange({ ...target, to, board });
    };
    if (view.channels.length === 0) return <p>{text("import.no_channel")}</p>;
    return (
        <section className={list["section"]} aria-label={text("import.where")}>
            <h2>{text("import.where")}</h2>
            <fieldset className={list["form"]} disabled={disabled}>
                <legend className="sr">{text("import.where")}</legend>
                {0 < view.boards.length && (
                    <Choice
                        label={text("import.where")}
                        hideLabel
                        value={target.to}
                        options={[
                            { value: "new", label: text("import.to_new") },
                            { value: "board", label: text("import.to_board") },
                        ]}
                        onChange={handleTo}
                    />
                )}
                {target.to === "new" ? (
                    <>
                        <SelectField
                            label={text("board.channel")}
                            hint={text("import.channel_hint")}
                            problem={problems.get("channel")}
                            value={target.channel ?? ""}
                            onChange={(event) => {
                                const { value } = event.target;
                                const found = view.channels.find(({ id }) => id === value);
                                onChange({ ...target, channel: found?.id ?? null });
                            }}
                        >
                            {view.channels.map(({ id, name }) => (
                                <option key={id} value={id}>
                                    {name}
                                </option>
                            ))}
                        </SelectField>
                        <TextField
                            label={text("import.name")}
                            hint={kind === "csv" ? undefined : text("import.name_hint")}
                            required={kind === "csv"}
                            maxLength={NAME_MAX}
                            problem={problems.get("name")}
                            value={target.name}
                            onChange={(event) => onChange({ ...target, name: event.target.value })}
                        />
                    </>
                ) : (
                    <SelectField
                        label={text("import.board")}
                        problem={problems.get("board")}
                        value={target.board ?? ""}
                        onChange={(event) => {
                            const { value } = event.target;
                            const found = view.boards.find(({ id }) => id === value);
                            onChange({ ...target, board: found?.id ?? null });
                        }}
                    >
                        {view.boards.map(({ id, name }) => (
                            <option key={id} value={id}>
                                {name}
                            </option>
                        ))}
                    </SelectField>
                )}
            </fieldset>
        </section>
    );
}
