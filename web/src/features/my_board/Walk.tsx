// The weekly walk: everything on my board once, in about five minutes, by keyboard.
import { CircleCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { WalkStep } from "../../data/model";
import { myRows } from "../../data/myBoard";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { itemKey } from "../../data/work";
import { text } from "../../text/text";
import { myBoardApi } from "../../transport/apiMyBoard";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dial } from "../../ui/Dial";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { useLoaded } from "../../ui/useLoaded";
import { WalkItem } from "./parts/WalkItem";
import styles from "./Walk.module.css";
import { clockWords, nextPlace, type Outcome, WALK_MS, walkCard, walkEnd } from "./walkModel";

/** Milliseconds since the walk began; it stands once it is over. */
function useTook(running: boolean): number {
    const [took, setTook] = useState(0);
    useEffect(() => {
        if (!running) return;
        const begin = Date.now();
        const timer = setInterval(() => setTook(Date.now() - begin), 1_000);
        return () => clearInterval(timer);
    }, [running]);
    return took;
}

export function Walk() {
    const [, go] = useLocation();
    const loaded = useLoaded("walk", () => myBoardApi.walk());
    const back = (
        <Button look="bare" onClick={() => go("/my-board")}>
            {text("walk.back")}
        </Button>
    );
    return (
        <Page title={text("walk.title")} intro={text("walk.intro")} actions={back}>
            {loaded.value === null && loaded.error === null && <Skeleton rows={3} />}
            {loaded.error !== null && <p role="alert">{problemWords(loaded.error)}</p>}
            {loaded.value?.length === 0 && (
                <Empty title={text("walk.empty")}>{text("walk.empty_hint")}</Empty>
            )}
            {loaded.value && 0 < loaded.value.length && <Steps steps={loaded.value} />}
        </Page>
    );
}

/** Whether something stands on the board now. */
function stands(key: string): boolean {
    return myRows(store.get(), store.nowMs()).some((row) => row.key === key);
}

function Steps({ steps }: { steps: readonly WalkStep[] }) {
    const [place, setPlace] = useState(() => nextPlace(steps, -1, 1, stands));
    const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
    const [ended, setEnded] = useState(false);
    const over = ended || steps.length <= place;
    const took = useTook(!over);
    const step = steps[place];
    const shown = useView((data, nowMs) => walkCard(data, step, nowMs));

    const handleOutcome = (outcome: Outcome) => {
        if (step) setOutcomes(new Map(outcomes).set(itemKey(step), outcome));
        setPlace(nextPlace(steps, place, 1, stands));
    };
    if (over) {
        const left = steps.slice(place).filter((one) => stands(itemKey(one))).length;
        return <End outcomes={outcomes} took={took} left={left} />;
    }
    return (
        <div className={styles["walk"]}>
            <div className={styles["head"]}>
                <span className="num">
                    {text("walk.place", { place: place + 1, count: steps.length })}
                </span>
                <span className={`${styles["clock"]} num`} role="timer">
                    <Dial fill={Math.max(0, 0.99 - took / WALK_MS)} />
                    {clockWords(took)}
                </span>
            </div>
            <div
                className={styles["bar"]}
                role="progressbar"
                aria-label={text("walk.progress")}
                aria-valuemin={0}
                aria-valuemax={steps.length}
                aria-valuenow={place}
            >
                <i style={{ width: `${(100 * place) / steps.length}%` }} />
            </div>
            <WalkItem
                key={place}
                shown={shown}
                first={nextPlace(steps, place, -1, stands) === place}
                onOutcome={handleOutcome}
                onBack={() => setPlace(nextPlace(steps, place, -1, stands))}
                onEnd={() => setEnded(true)}
            />
        </div>
    );
}

function End({
    outcomes,
    took,
    left,
}: {
    outcomes: ReadonlyMap<string, Outcome>;
    took: number;
    left: number;
}) {
    const [, go] = useLocation();
    const head = useRef<HTMLHeadingElement>(null);
    const end = walkEnd(outcomes, took, left);
    useEffect(() => head.current?.focus(), []);
    return (
        <section className={styles["end"]}>
            <CircleCheck size={32} aria-hidden="true" />
            <h2 ref={head} tabIndex={-1}>
                {end.title}
            </h2>
            <p className="num">{end.line}</p>
            <ul className="num">
                {end.counts.map((words) => (
                    <li key={words}>{words}</li>
                ))}
            </ul>
            <div className={styles["ways"]}>
                <Button look="send" onClick={() => go("/my-board")}>
                    {text("walk.back")}
                </Button>
                <Button look="bare" onClick={() => go("/today")}>
                    {text("walk.to_today")}
                </Button>
            </div>
        </section>
    );
}
