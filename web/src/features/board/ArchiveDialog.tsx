// Cards that were put away from a board, the newest first, and the way back for each.
import { useEffect, useState } from "react";
import type { BoardId } from "../../data/model";
import { myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { rowTime } from "../../text/time";
import { type ArchivedCard, work } from "../../transport/apiWork";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Skeleton } from "../../ui/Skeleton";
import { say } from "../../ui/Toasts";

export function ArchiveDialog({ board, onClose }: { board: BoardId; onClose: () => void }) {
    const [rows, setRows] = useState<readonly ArchivedCard[] | null>(null);
    const [cursor, setCursor] = useState<string | null>(null);
    const time = useView((data, nowMs) => ({ zone: myZone(data), nowMs }));

    const load = async (from: string | null) => {
        try {
            const page = await work.archivedCards(board, from);
            setRows((before) => [...(from ? (before ?? []) : []), ...page.items]);
            setCursor(page.next_cursor ?? null);
        } catch (error) {
            say(problemWords(error), true);
        }
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: once for a board
    useEffect(() => {
        void load(null);
    }, [board]);

    const handleBack = async ({ task }: ArchivedCard) => {
        try {
            const data = await work.unarchiveCard(board, task.id);
            store.dispatch({ type: "local.task", data: task });
            store.dispatch({ type: "local.answer", data: { type: "card.updated", data } });
            setRows((before) => (before ?? []).filter((row) => row.task.id !== task.id));
            say(text("board.card_back", { title: task.title }));
        } catch (error) {
            say(problemWords(error), true);
        }
    };
    return (
        <Dialog title={text("board.archive_title")} onClose={onClose} size="wide">
            <div className={list["dialogForm"]}>
                {rows === null && <Skeleton rows={3} />}
                {rows?.length === 0 && (
                    <Empty title={text("board.archive_none")}>
                        {text("board.archive_none_hint")}
                    </Empty>
                )}
                <ul>
                    {rows?.map((row) => (
                        <li key={row.task.id} className={list["row"]}>
                            <a className={list["words"]} href={`/tasks/${row.task.id}`}>
                                <span className={list["name"]}>{row.task.title}</span>
                            </a>
                            <span className={list["end"]}>
                                {row.card.archived_at &&
                                    rowTime(
                                        Date.parse(row.card.archived_at),
                                        time.nowMs,
                                        time.zone,
                                    )}
                                <Button look="line" small onClick={() => void handleBack(row)}>
                                    {text("board.take_back")}
                                    <span className="sr">{row.task.title}</span>
                                </Button>
                            </span>
                        </li>
                    ))}
                </ul>
                {cursor && (
                    <Button look="bare" small onClick={() => void load(cursor)}>
                        {text("board.more")}
                    </Button>
                )}
            </div>
        </Dialog>
    );
}
