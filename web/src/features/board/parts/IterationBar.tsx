// The iteration of a board in one line: how it stands, and what can be done with it.
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { Board, Iteration, IterationId } from "../../../data/model";
import { useView } from "../../../data/useView";
import type { BoardWindow } from "../../../data/work";
import { text } from "../../../text/text";
import { work } from "../../../transport/apiWork";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import { MenuButton, type MenuItem } from "../../../ui/Menu";
import { say } from "../../../ui/Toasts";
import { countOf, countWordsOf, currentIteration, spanWordsOf } from "../iteration";
import styles from "./IterationBar.module.css";
import { CloseIterationDialog, IterationDialog, IterationsDialog } from "./IterationDialogs";

type Shown =
    | { kind: "edit"; iteration: Iteration | null }
    | { kind: "close"; iteration: Iteration }
    | { kind: "all" }
    | null;

export function IterationBar({
    board,
    window,
    movable,
    filtered,
    onFilter,
}: {
    board: Board;
    window: BoardWindow;
    movable: boolean;
    filtered: boolean;
    onFilter: (filtered: boolean) => void;
}) {
    const [shown, setShown] = useState<Shown>(null);
    const tasks = useView((data) => data.work.tasks);
    const iteration = currentIteration(board, window);
    const close = () => setShown(null);
    const dialogs = (
        <>
            {shown?.kind === "edit" && (
                <IterationDialog board={board.id} iteration={shown.iteration} onClose={close} />
            )}
            {shown?.kind === "close" && (
                <CloseIterationDialog iteration={shown.iteration} window={window} onClose={close} />
            )}
            {shown?.kind === "all" && <IterationsDialog window={window} onClose={close} />}
        </>
    );
    if (!iteration) {
        const any = 0 < window.iterations.size;
        return (
            <>
                {any && movable && (
                    <div className={styles["bar"]}>
                        <Button
                            look="bare"
                            small
                            onClick={() => setShown({ kind: "edit", iteration: null })}
                        >
                            {text("iteration.new")}
                        </Button>
                        <Button look="bare" small onClick={() => setShown({ kind: "all" })}>
                            {text("iteration.earlier")}
                        </Button>
                    </div>
                )}
                {dialogs}
            </>
        );
    }
    const count = countOf(iteration, window, tasks);
    const runs = iteration.started_at !== null;
    const items: MenuItem[] = [
        {
            id: "edit",
            label: text("iteration.edit"),
            onAction: () => setShown({ kind: "edit", iteration }),
        },
        {
            id: "new",
            label: text("iteration.next"),
            onAction: () => setShown({ kind: "edit", iteration: null }),
        },
        { id: "all", label: text("iteration.all"), onAction: () => setShown({ kind: "all" }) },
    ];
    return (
        <div className={styles["bar"]}>
            <p className={styles["words"]}>
                <b>{iteration.name}</b>
                <span>{spanWordsOf(iteration)}</span>
                <span>{runs ? countWordsOf(count) : text("iteration.not_started")}</span>
            </p>
            {runs && (
                <progress
                    value={count.finished}
                    max={Math.max(1, count.all)}
                    aria-label={text("iteration.progress", { name: iteration.name })}
                />
            )}
            {iteration.goal !== "" && <p className={`${styles["goal"]} clip`}>{iteration.goal}</p>}
            {runs && (
                <Button
                    look="bare"
                    small
                    aria-pressed={filtered}
                    onClick={() => onFilter(!filtered)}
                >
                    {text("iteration.only")}
                </Button>
            )}
            {movable && (
                <>
                    {runs ? (
                        <Button
                            look="bare"
                            small
                            onClick={() => setShown({ kind: "close", iteration })}
                        >
                            {text("iteration.close")}
                        </Button>
                    ) : (
                        <StartButton id={iteration.id} />
                    )}
                    <MenuButton
                        label={text("iteration.menu")}
                        small
                        icon={<ChevronDown size={16} />}
                        items={items}
                    />
                </>
            )}
            {dialogs}
        </div>
    );
}

function StartButton({ id }: { id: IterationId }) {
    return (
        <Button
            look="line"
            small
            onClick={() => {
                work.startIteration(id).then(
                    () => say(text("iteration.started")),
                    (error) => say(problemWords(error), true),
                );
            }}
        >
            {text("iteration.start")}
        </Button>
    );
}
