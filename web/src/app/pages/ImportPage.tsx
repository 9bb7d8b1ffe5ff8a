// The page of imports: onto a new board, or with ?board=… onto that one.
import { Link, Redirect, useSearch } from "wouter";
import { myself } from "../../data/select";
import { useView } from "../../data/useView";
import { ImportView } from "../../features/import/ImportView";
import { text } from "../../text/text";
import { idOf } from "../../transport/ids";
import { Page } from "../../ui/Page";
import { useTitle } from "../title";

export function ImportPage() {
    const wanted = new URLSearchParams(useSearch()).get("board") ?? "";
    const { guest, board } = useView((data) => {
        const id = idOf("boa", wanted);
        const found = id ? data.work.boards.get(id) : undefined;
        const open = found !== undefined && found.archived_at === null;
        const mine = open && data.memberships.has(found.channel);
        return {
            guest: myself(data)?.role === "guest",
            board: mine ? { id: found.id, name: found.name } : null,
        };
    });
    useTitle(text("import.page"));
    if (guest) return <Redirect to="/boards" replace />;
    return (
        <Page
            title={text("import.page")}
            intro={
                <>
                    {text("import.page_hint")}{" "}
                    {board && <Link href={`/boards/${board.id}`}>{text("board.back")}</Link>}
                </>
            }
        >
            <ImportView key={board?.id ?? ""} board={board?.id ?? null} />
        </Page>
    );
}
