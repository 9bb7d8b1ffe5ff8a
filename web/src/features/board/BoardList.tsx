// All boards that the reader sees, by channel; those put away on demand.
import { Archive, Import, Plus, SquareKanban } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { Board, BoardId } from "../../data/model";
import { openOverlay } from "../../data/overlay";
import { myself } from "../../data/select";
import type { Data } from "../../data/state";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { work } from "../../transport/apiWork";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { useLoaded } from "../../ui/useLoaded";
import styles from "./BoardList.module.css";
import { columnNames } from "./templates";

interface BoardLine {
    id: BoardId;
    name: string;
    line: string;
    mine: number;
}

interface Group {
    name: string;
    boards: BoardLine[];
}

function groupsOf(data: Data, boards: readonly Board[]): Group[] {
    const groups = new Map<string, BoardLine[]>();
    for (const board of boards) {
        const channel = data.channels.get(board.channel)?.name ?? "";
        const own = [...data.work.cards.values()].filter(
            (card) =>
                card.board === board.id && data.work.tasks.get(card.task)?.finished_at === null,
        ).length;
        const row = {
            id: board.id,
            name: board.name,
            line: board.purpose || columnNames(board.columns),
            mine: own,
        };
        const rows = groups.get(channel);
        if (rows) rows.push(row);
        else groups.set(channel, [row]);
    }
    return [...groups]
        .map(([name, rows]) => ({
            name,
            boards: rows.sort((a, b) => a.name.localeCompare(b.name)),
        }))
        .sort((a, b) => a.name.localeCompare(b.name));
}

export function BoardList() {
    const groups = useView((data) => groupsOf(data, [...data.work.boards.values()]));
    const guest = useView((data) => myself(data)?.role === "guest");
    const [archived, setArchived] = useState(false);
    const [, go] = useLocation();
    const add = (
        <Button
            look="line"
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => openOverlay({ kind: "new_board" })}
        >
            {text("board.new")}
        </Button>
    );
    const actions = (
        <>
            <Button
                look="bare"
                icon={<Import size={16} aria-hidden="true" />}
                onClick={() => go("/boards/import")}
            >
                {text("import.page")}
            </Button>
            {add}
        </>
    );
    return (
        <Page title={text("boards.title")} intro={text("board.intro")} actions={!guest && actions}>
            {groups.length === 0 && (
                <Empty title={text("board.no_boards")} action={!guest && add}>
                    {text("board.no_boards_hint")}
                </Empty>
            )}
            {groups.map((group) => (
                <section key={group.name} className={styles["group"]} aria-label={group.name}>
                    <h2>{group.name}</h2>
                    <Rows boards={group.boards} />
                </section>
            ))}
            <Button
                look="bare"
                small
                icon={<Archive size={16} aria-hidden="true" />}
                aria-expanded={archived}
                className={styles["away"] ?? ""}
                onClick={() => setArchived(!archived)}
            >
                {text("board.archived_boards")}
            </Button>
            {archived && <Archived />}
        </Page>
    );
}

function Rows({ boards }: { boards: readonly BoardLine[] }) {
    return (
        <ul className={list["list"]}>
            {boards.map((board) => (
                <li key={board.id}>
                    <Link href={`/boards/${board.id}`} className={list["row"] ?? ""}>
                        <SquareKanban size={20} aria-hidden="true" className={styles["icon"]} />
                        <div className={list["words"]}>
                            <p className={`${list["name"]} clip`}>{board.name}</p>
                            <p className={`${list["sub"]} clip`}>{board.line}</p>
                        </div>
                        {0 < board.mine && (
                            <span className={list["end"]}>
                                {text("board.my_open", { count: board.mine })}
                            </span>
                        )}
                    </Link>
                </li>
            ))}
        </ul>
    );
}

function Archived() {
    const { value, error } = useLoaded("archived", () => work.boards(true));
    const rows = (value ?? []).filter((board) => board.archived_at !== null);
    if (error) return <p className={list["hint"]}>{problemWords(error)}</p>;
    if (!value) return null;
    if (rows.length === 0) return <p className={list["hint"]}>{text("board.no_archived")}</p>;
    return (
        <Rows
            boards={rows.map((board) => ({
                id: board.id,
                name: board.name,
                line: board.purpose || columnNames(board.columns),
                mine: 0,
            }))}
        />
    );
}
