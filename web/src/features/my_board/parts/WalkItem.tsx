// One thing of the walk, and what can come of it.
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { Lane } from "../../../data/model";
import { SHOWN_LANES } from "../../../data/myBoard";
import { openOverlay } from "../../../data/overlay";
import { store } from "../../../data/store";
import { text } from "../../../text/text";
import { acts } from "../../../transport/acts";
import { problemWords } from "../../../transport/http";
import { myBoardActs } from "../../../transport/myBoardActs";
import { Button } from "../../../ui/Button";
import { Kbd } from "../../../ui/Kbd";
import { say } from "../../../ui/Toasts";
import { isTaken } from "../keys";
import { type CardView, laneTitle } from "../model";
import type { Outcome, WalkCard } from "../walkModel";
import { Meta } from "./Card";
import { HelpForm } from "./HelpForm";
import { LetGo } from "./LetGo";
import { SnoozeChoices } from "./SnoozeChoices";
import { StepForm } from "./StepForm";
import styles from "./WalkItem.module.css";

/** What is asked about the thing now; `null` while it is only looked at. */
type Asking = "step" | "snooze" | "help" | "let_go" | null;

/** Whether a space presses the button or link that has the focus. */
function pressesButton({ key, target }: KeyboardEvent): boolean {
    return key === " " && target instanceof HTMLElement && target.closest("a,button") !== null;
}

interface Way {
    key: string;
    /** What the keyboard sends. */
    keys: readonly string[];
    label: string;
    main?: boolean;
    run: () => void;
}

export function WalkItem({
    shown,
    first,
    onOutcome,
    onBack,
    onEnd,
}: {
    shown: WalkCard | null;
    /** Whether there is nothing before it. */
    first: boolean;
    /** Says what came of it, and goes on. */
    onOutcome: (outcome: Outcome) => void;
    onBack: () => void;
    onEnd: () => void;
}) {
    const [asking, setAsking] = useState<Asking>(null);
    const head = useRef<HTMLHeadingElement>(null);
    const card = shown?.card ?? null;
    const ways = card ? waysOf(card, setAsking, onOutcome) : [];
    const steer: Way[] = [
        ...(first
            ? []
            : [{ key: "←", keys: ["ArrowLeft", "k"], label: text("walk.previous"), run: onBack }]),
        { key: "Esc", keys: ["Escape"], label: text("walk.finish"), run: onEnd },
    ];
    const listening = useRef<readonly Way[]>([]);
    listening.current = asking === null ? [...ways, ...steer] : [];

    useEffect(() => head.current?.focus({ preventScroll: true }), []);
    useEffect(() => {
        const handleKeyDown = (event: KeyboardEvent) => {
            if (isTaken(event) || pressesButton(event)) return;
            const way = listening.current.find(({ keys }) => keys.includes(event.key));
            if (!way) return;
            event.preventDefault();
            way.run();
        };
        window.addEventListener("keydown", handleKeyDown, true);
        return () => window.removeEventListener("keydown", handleKeyDown, true);
    }, []);

    // What went away while it was shown: somebody else finished it.
    const gone = card === null;
    useEffect(() => {
        if (gone) onOutcome("kept");
    }, [gone, onOutcome]);
    if (!shown || !card) return null;
    const close = () => {
        setAsking(null);
        head.current?.focus({ preventScroll: true });
    };
    return (
        <article
            className={styles["item"]}
            onKeyDown={(event) => {
                if (event.key !== "Escape" || asking === null || event.defaultPrevented) return;
                event.preventDefault();
                event.stopPropagation();
                close();
            }}
        >
            <div className={styles["thing"]}>
                <p className={`${styles["where"]} num`}>{shown.where}</p>
                <h2 ref={head} tabIndex={-1}>
                    {card.title}
                </h2>
                <Meta card={card} />
                {card.slow && (
                    <p className={styles["slow"]}>
                        <b>{card.slow.line}</b> {card.slow.usual} {text("my_board.only_you")}
                    </p>
                )}
                {card.step !== "" && (
                    <p className={styles["step"]}>
                        <b>{text("walk.step")}:</b> {card.step}
                    </p>
                )}
                <Link href={card.href} className={styles["open"] ?? ""}>
                    {text("my_board.open")}
                </Link>
            </div>
            {asking === null && (
                <>
                    <ul className={styles["ways"]} aria-label={text("walk.actions")}>
                        {ways.map((way) => (
                            <li key={way.key} className={way.main ? styles["main"] : ""}>
                                <WayButton way={way} />
                            </li>
                        ))}
                    </ul>
                    <div className={styles["steer"]}>
                        {steer.map((way) => (
                            <Button key={way.key} look="bare" small onClick={way.run}>
                                <Kbd>{way.key}</Kbd> {way.label}
                            </Button>
                        ))}
                    </div>
                </>
            )}
            {asking !== null && (
                <div className={styles["asking"]}>
                    {asking === "step" && (
                        <StepForm
                            item={card.item}
                            step={card.step}
                            onDone={() => onOutcome("step")}
                            onCancel={close}
                            ways={cancel(close)}
                        />
                    )}
                    {asking === "snooze" && (
                        <>
                            <SnoozeChoices item={card.item} onDone={() => onOutcome("snoozed")} />
                            <div>{cancel(close)}</div>
                        </>
                    )}
                    {asking === "help" && (
                        <HelpForm
                            item={card.item}
                            onDone={() => onOutcome("help")}
                            onCancel={close}
                        />
                    )}
                    {asking === "let_go" && (
                        <LetGo
                            item={card.item}
                            onDone={() => onOutcome("let_go")}
                            onCancel={close}
                        />
                    )}
                </div>
            )}
        </article>
    );
}

function cancel(onCancel: () => void): ReactNode {
    return (
        <Button look="bare" small onClick={onCancel}>
            {text("dialog.cancel")}
        </Button>
    );
}

function WayButton({ way }: { way: Way }) {
    return (
        <button type="button" className={styles["way"]} onClick={way.run}>
            <span>{way.label}</span>
            <Kbd>{way.key}</Kbd>
        </button>
    );
}

/** What can come of something, the likeliest first. */
function waysOf(
    card: CardView,
    ask: (asking: Asking) => void,
    onOutcome: (outcome: Outcome) => void,
): Way[] {
    const { item } = card;
    const keep: Way = {
        key: "→",
        keys: ["ArrowRight", " ", "j"],
        label: text("walk.keep"),
        main: true,
        run: () => onOutcome("kept"),
    };
    if (item.of === "request") {
        const { request } = item;
        const later = () => openOverlay({ kind: "request_time", request });
        const other = () => openOverlay({ kind: "request_person", request });
        if (card.owed) {
            return [
                way("L", text("request.more_time"), later),
                way("H", text("request.ask_else"), other),
                keep,
            ];
        }
        return [
            way("S", text("walk.step"), () => ask("step")),
            way("L", text("my_board.defer"), later),
            way("H", text("request.delegate"), other),
            way("E", text("request.acknowledge"), () =>
                run(acts.acknowledge(request), () => onOutcome("done")),
            ),
            ...lanes(card, onOutcome),
            keep,
        ];
    }
    const finish = async () => {
        const task = store.get().work.tasks.get(item.task);
        if (task) await myBoardActs.finish(task, true);
    };
    return [
        way("S", text("walk.step"), () => ask("step")),
        way("L", text("my_board.snooze"), () => ask("snooze")),
        way("H", text("my_board.ask_help_dots"), () => ask("help")),
        way("E", text("my_board.done"), () => run(finish(), () => onOutcome("done"))),
        ...lanes(card, onOutcome),
        way("X", text("my_board.let_go_dots"), () => ask("let_go")),
        keep,
    ];
}

function way(key: string, label: string, act: () => void): Way {
    return { key, keys: [key.toLowerCase(), key], label, run: act };
}

/** The lanes it may be put into. */
function lanes(card: CardView, onOutcome: (outcome: Outcome) => void): Way[] {
    const chosen: readonly Lane[] = ["inbox", "now", "next", "later"];
    return chosen
        .filter((lane) => card.movable && lane !== "inbox" && lane !== card.lane)
        .map((lane) =>
            way(
                String(SHOWN_LANES.indexOf(lane) + 1),
                text("my_board.move_to", { lane: laneTitle(lane) }),
                () => run(myBoardActs.move(card.item, lane, null, null), () => onOutcome("moved")),
            ),
        );
}

function run(work: Promise<unknown>, done: () => void): void {
    work.then(done, (error) => say(problemWords(error), true));
}
