// The settings of a board: columns, who is what, its team, a template made of it, putting it away.
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import type { Board, BoardPart, BoardRole, PersonId } from "../../data/model";
import { groupsInUse } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { type BoardChange, work } from "../../transport/apiWork";
import { fieldProblems, problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import list from "../../ui/List.module.css";
import { OrderedPick } from "../../ui/OrderedPick";
import { say } from "../../ui/Toasts";
import styles from "./BoardSettings.module.css";
import { ColumnsEditor } from "./parts/ColumnsEditor";
import { IterationDialog } from "./parts/IterationDialogs";
import { Templates } from "./parts/Templates";

const PARTS: readonly BoardPart[] = ["decides", "does", "told"];

/** Saves and shows it at once; says what went wrong. */
export async function changeBoard(board: Board, change: BoardChange): Promise<void> {
    const data = await work.changeBoard(board.id, change, board.version);
    store.dispatch({ type: "local.answer", data: { type: "board.updated", data } });
}

export function BoardSettings({ board }: { board: Board }) {
    const [, go] = useLocation();
    const run = (change: BoardChange, done: string) =>
        changeBoard(board, change).then(
            () => say(done),
            (error) => say(problemWords(error), true),
        );
    return (
        <>
            <About board={board} />
            <section className={list["section"]} aria-label={text("board.columns")}>
                <h2>{text("board.columns")}</h2>
                <p className={list["hint"]}>{text("board.columns_hint")}</p>
                <ColumnsEditor key={board.version} board={board} onSave={changeBoard} />
            </section>
            <Plan board={board} />
            <Roles board={board} onSave={(roles) => void run({ roles }, text("form.saved"))} />
            <Templates board={board} />
            {board.archived_at === null && (
                <section className={list["section"]} aria-label={text("import.section")}>
                    <h2>{text("import.section")}</h2>
                    <p className={list["hint"]}>{text("import.section_hint")}</p>
                    <div className={list["actions"]}>
                        <Button look="line" onClick={() => go(`/boards/import?board=${board.id}`)}>
                            {text("import.choose")}
                        </Button>
                    </div>
                </section>
            )}
            <section className={list["section"]} aria-label={text("board.put_away")}>
                <h2>{text("board.put_away")}</h2>
                <p className={list["hint"]}>{text("board.put_away_hint")}</p>
                <div className={list["actions"]}>
                    {board.archived_at === null ? (
                        <Button
                            look="line"
                            onClick={() =>
                                void run({ archived: true }, text("board.is_away")).then(() =>
                                    go("/boards"),
                                )
                            }
                        >
                            {text("board.put_away_do")}
                        </Button>
                    ) : (
                        <Button
                            look="line"
                            onClick={() => void run({ archived: false }, text("board.is_back"))}
                        >
                            {text("board.take_back")}
                        </Button>
                    )}
                </div>
            </section>
        </>
    );
}

function About({ board }: { board: Board }) {
    const teams = useView((data) => groupsInUse(data).map(({ id, name }) => ({ id, name })));
    const [name, setName] = useState(board.name);
    const [purpose, setPurpose] = useState(board.purpose);
    const [team, setTeam] = useState(board.team);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const problems = fieldProblems(error);
    const same = name === board.name && purpose === board.purpose && team === board.team;

    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        changeBoard(board, { name: name.trim(), purpose: purpose.trim(), team })
            .then(
                () => {
                    setError(null);
                    say(text("form.saved"));
                },
                (caught) => setError(caught),
            )
            .finally(() => setBusy(false));
    };
    return (
        <section className={list["section"]} aria-label={text("board.about")}>
            <h2>{text("board.about")}</h2>
            <form className={list["form"]} onSubmit={handleSubmit}>
                <TextField
                    label={text("board.name")}
                    required
                    maxLength={80}
                    problem={problems.get("name")}
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                />
                <TextField
                    label={text("board.purpose")}
                    maxLength={500}
                    problem={problems.get("purpose")}
                    value={purpose}
                    onChange={(event) => setPurpose(event.target.value)}
                />
                <SelectField
                    label={text("board.team")}
                    hint={text("board.team_hint")}
                    problem={problems.get("team")}
                    value={team ?? ""}
                    onChange={(event) =>
                        setTeam(teams.find(({ id }) => id === event.target.value)?.id ?? null)
                    }
                >
                    <option value="">{text("board.no_team")}</option>
                    {teams.map(({ id, name: word }) => (
                        <option key={id} value={id}>
                            {word}
                        </option>
                    ))}
                </SelectField>
                {error !== null && problems.size === 0 && (
                    <p className={list["problem"]} role="alert">
                        {problemWords(error)}
                    </p>
                )}
                <div className={list["actions"]}>
                    <Button look="send" type="submit" disabled={busy || same || name.trim() === ""}>
                        {text("form.save")}
                    </Button>
                </div>
            </form>
        </section>
    );
}

/** Work in spans of days, for boards that want it; the running one stands above the columns. */
function Plan({ board }: { board: Board }) {
    const [shown, setShown] = useState(false);
    return (
        <section className={list["section"]} aria-label={text("iteration.section")}>
            <h2>{text("iteration.section")}</h2>
            <p className={list["hint"]}>{text("iteration.section_hint")}</p>
            <div className={list["actions"]}>
                <Button look="line" aria-haspopup="dialog" onClick={() => setShown(true)}>
                    {text("iteration.new")}
                </Button>
            </div>
            {shown && (
                <IterationDialog
                    board={board.id}
                    iteration={null}
                    onClose={() => setShown(false)}
                />
            )}
        </section>
    );
}

function Roles({ board, onSave }: { board: Board; onSave: (roles: BoardRole[]) => void }) {
    const people = useView((data) =>
        [...data.people.values()]
            .filter((person) => person.disabled_at === null)
            .map(({ id, name }) => ({ id, name }))
            .sort((a, b) => a.name.localeCompare(b.name)),
    );
    const change = (part: BoardPart, chosen: PersonId[]) => {
        const others = board.roles.filter((role) => role.part !== part);
        onSave([...others, ...chosen.map((person) => ({ part, person }))]);
    };
    return (
        <section className={list["section"]} aria-label={text("board.roles")}>
            <h2>{text("board.roles")}</h2>
            <p className={list["hint"]}>{text("board.roles_hint")}</p>
            <div className={styles["roles"]}>
                {PARTS.map((part) => (
                    <div key={part}>
                        <h3>{text(`board.part_${part}`)}</h3>
                        <OrderedPick
                            label={text(`board.part_${part}`)}
                            add={text(`board.add_${part}`)}
                            options={people}
                            chosen={board.roles
                                .filter((role) => role.part === part)
                                .map((role) => role.person)}
                            onChange={(chosen) => change(part, chosen)}
                        />
                    </div>
                ))}
            </div>
        </section>
    );
}
