// An import from file to board: chosen, tried, corrected until it fits, then taken.
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { BoardId, ImportPerson, ImportReport, PersonId } from "../../data/model";
import { myChannels } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import type { ChosenMapping } from "../../transport/apiImport";
import { fieldProblems, problemWords, Refusal } from "../../transport/http";
import { Button } from "../../ui/Button";
import list from "../../ui/List.module.css";
import {
    idleWords,
    intoOf,
    type Meant,
    namedIn,
    nameOf,
    type Picked,
    runWords,
    type Target,
} from "./model";
import { FileBox } from "./parts/FileBox";
import { MappingFields } from "./parts/MappingFields";
import { PeopleFields } from "./parts/PeopleFields";
import { Counts, Problems } from "./parts/ReportWords";
import { Running } from "./parts/Running";
import { TargetFields } from "./parts/TargetFields";
import { type ImportRun, useImport } from "./useImport";

const NOBODY: Meant = new Map();
const NONE: ReadonlySet<string> = new Set();

/** Fields of the server's refusals that stand beside a field of this page. */
const BESIDE = ["board", "channel", "name", "mapping"];

function targetAtFirst(board: BoardId | null): Target {
    return { to: board ? "board" : "new", channel: null, name: "", board };
}

/** With another file everything begins anew, but where it goes. */
export function ImportView({ board }: { board: BoardId | null }) {
    const [round, setRound] = useState(0);
    return <Import key={round} board={board} onAgain={() => setRound(round + 1)} />;
}

function Import({ board, onAgain }: { board: BoardId | null; onAgain: () => void }) {
    const [picked, setPicked] = useState<Picked | null>(null);
    const first = useView((data) => myChannels(data)[0]?.id ?? null);
    const [chosen, setTarget] = useState(() => targetAtFirst(board));
    const target = { ...chosen, channel: chosen.channel ?? first };
    const [mapping, setMapping] = useState<ChosenMapping>({});
    const [meant, setMeant] = useState(NOBODY);
    const [asked, setAsked] = useState(NONE);
    const into = picked && intoOf(picked.kind, target, mapping, meant);

    // Who was unknown once stays in sight with what is said of them.
    const handleReport = ({ people }: ImportReport) =>
        setAsked((before) => {
            const fresh = people.filter(({ name, by }) => by === "nobody" && !before.has(name));
            if (fresh.length === 0) return before;
            return new Set([...before, ...fresh.map(({ name }) => name)]);
        });
    const run = useImport(picked?.file ?? null, into, handleReport);
    const busy = run.step.at === "running";
    const problems = fieldProblems(run.error);

    const handlePick = (next: Picked) => {
        setPicked(next);
        setMapping({});
        setMeant(NOBODY);
        setAsked(NONE);
        const named = next.kind === "csv" ? nameOf(next.file.name) : "";
        setTarget((before) => ({ ...before, name: named }));
    };
    const handleMeant = (name: string, person: PersonId | null) =>
        setMeant((before) => new Map([...before, [name, person]]));

    if (run.done) return <Done report={run.done} onAgain={onAgain} />;
    const tried = run.report !== null || run.error !== null;
    return (
        <>
            <FileBox picked={picked} disabled={busy} onPick={handlePick} />
            <TargetFields
                target={target}
                kind={picked?.kind ?? null}
                disabled={busy}
                problems={problems}
                onChange={setTarget}
            />
            {picked?.kind === "csv" && tried && (
                <MappingFields
                    headers={picked.headers}
                    chosen={mapping}
                    guessed={run.report?.mapping ?? null}
                    disabled={busy}
                    problem={problems.get("mapping")}
                    onChange={setMapping}
                />
            )}
            {run.report && 0 < run.report.people.length && (
                <PeopleFields
                    named={namedIn(saidOf(run.report.people, meant), asked)}
                    disabled={busy}
                    onChange={handleMeant}
                />
            )}
            <Outcome run={run} name={picked?.file.name ?? ""} ready={into !== null} />
        </>
    );
}

/** The people of the last report, with what was chosen since. */
function saidOf(people: readonly ImportPerson[], meant: Meant): ImportPerson[] {
    return people.map((one) => {
        const person = meant.get(one.name);
        return person === undefined ? one : { ...one, person, by: "chosen" };
    });
}

/** What was said when the last try was refused; nothing of what already stands beside its field. */
function refusalWords(error: unknown): string | null {
    if (error === null) return null;
    const fields = [...fieldProblems(error)];
    if (fields.length === 0) return problemWords(error);
    const others = fields.filter(([field]) => !BESIDE.includes(field));
    return others.length === 0 ? null : others.map(([, detail]) => detail).join(" ");
}

function statusWords(run: ImportRun, name: string): string {
    if (run.step.at === "sending") return text("import.sending", { name });
    if (run.step.at === "trying") return text("import.looking");
    return run.step.at === "running" ? text("import.running") : "";
}

function Outcome({ run, name, ready }: { run: ImportRun; name: string; ready: boolean }) {
    const report = run.error === null ? run.report : null;
    const refusal = refusalWords(run.error);
    const heading = useRef<HTMLHeadingElement>(null);
    const asked = useRef(false);
    const rest = run.step.at === "rest";
    const steady = rest && run.fresh;

    // What was asked for by a press is shown and read out; what follows a choice only changes.
    useEffect(() => {
        if (!steady || !asked.current) return;
        asked.current = false;
        heading.current?.focus();
    }, [steady]);
    const press = () => {
        asked.current = true;
        void run.attempt(true);
    };
    const words = report && runWords(report);
    return (
        <>
            <section className={list["section"]} aria-label={text("import.tried")}>
                {report && (
                    <>
                        <h2 ref={heading} tabIndex={-1}>
                            {text("import.tried")}
                        </h2>
                        <Counts report={report} />
                        {steady && words === null && <p>{idleWords(report)}</p>}
                    </>
                )}
                {run.error !== null && (
                    <div className={list["problem"]} role="alert">
                        {run.error instanceof Refusal && <p>{text("import.try_failed")}</p>}
                        {refusal && <p>{refusal}</p>}
                    </div>
                )}
                <p className={list["hint"]} role="status">
                    {statusWords(run, name)}
                </p>
                {run.step.at !== "rest" && (
                    <Running step={run.step} name={name} onStop={run.stop} />
                )}
                <div className={list["actions"]}>
                    {report ? (
                        words !== null && (
                            <Button
                                look="send"
                                disabled={!steady}
                                onClick={() => void run.attempt(false)}
                            >
                                {words}
                            </Button>
                        )
                    ) : (
                        <Button look="send" disabled={!rest || !ready} onClick={press}>
                            {text(run.error === null ? "import.try" : "import.try_again")}
                        </Button>
                    )}
                    {report?.board && words === null && <OpenBoard board={report.board} />}
                </div>
            </section>
            {report && <Problems report={report} />}
        </>
    );
}

function Done({ report, onAgain }: { report: ImportReport; onAgain: () => void }) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus(), []);
    return (
        <>
            <section className={list["section"]} aria-label={text("import.done")}>
                <h2 ref={heading} tabIndex={-1}>
                    {text("import.done")}
                </h2>
                <Counts report={report} />
                <div className={list["actions"]}>
                    {report.board && <OpenBoard board={report.board} />}
                    <Button look="bare" onClick={onAgain}>
                        {text("import.another")}
                    </Button>
                </div>
            </section>
            <Problems report={report} />
        </>
    );
}

function OpenBoard({ board }: { board: BoardId }) {
    const [, go] = useLocation();
    return (
        <Button look="send" onClick={() => go(`/boards/${board}`)}>
            {text("import.open_board")}
        </Button>
    );
}
