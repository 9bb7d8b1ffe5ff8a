// How the project of a board goes: updates that people follow.
import { Bell, BellOff, PenLine } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { Board } from "../../data/model";
import { myself } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { goalApi } from "../../transport/apiGoal";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import list from "../../ui/List.module.css";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";
import styles from "./GoalPage.module.css";
import { TrackMark } from "./parts/TrackMark";
import { UpdateForm } from "./UpdateForm";
import { UpdateList } from "./UpdateList";

export function BoardUpdates({ board }: { board: Board }) {
    const [writing, setWriting] = useState(false);
    const view = useView((data) => ({
        heard: data.work.heard.get(board.id) ?? 0,
        follows: data.me !== null && board.followers.includes(data.me),
        may: data.memberships.has(board.channel) && myself(data)?.role !== "guest",
    }));
    const { value, error, reload } = useLoaded(`${board.id} ${view.heard}`, () =>
        goalApi.boardUpdates(board.id),
    );
    const FollowIcon = view.follows ? Bell : BellOff;
    const handleFollow = () => {
        goalApi.followBoard(board.id, !view.follows).then(
            () => say(text(view.follows ? "goal.unfollowed" : "goal.followed")),
            (caught) => say(problemWords(caught), true),
        );
    };
    const [newest] = value ?? [];
    const write = view.may && !writing && (
        <Button
            look="send"
            icon={<PenLine size={16} aria-hidden="true" />}
            onClick={() => setWriting(true)}
        >
            {text("goal.update")}
        </Button>
    );
    return (
        <Page
            title={text("goal.board_title", { board: board.name })}
            intro={
                <Link href={`/boards/${board.id}`} className={styles["link"] ?? ""}>
                    {text("goal.to_board")}
                </Link>
            }
            actions={
                <>
                    <Button
                        look="line"
                        icon={<FollowIcon size={16} aria-hidden="true" />}
                        aria-pressed={view.follows}
                        onClick={handleFollow}
                    >
                        {text(view.follows ? "check_in.following" : "check_in.follow")}
                    </Button>
                    {write}
                </>
            }
        >
            {error !== null && value === null && (
                <p className={list["problem"]} role="alert">
                    {problemWords(error)}
                </p>
            )}
            {value === null && error === null && <Skeleton rows={2} />}
            {writing && (
                <section className={list["section"]}>
                    <UpdateForm
                        track={newest?.track ?? null}
                        onSend={(body) => goalApi.updateBoard(board.id, body)}
                        onDone={() => {
                            setWriting(false);
                            reload();
                        }}
                        onCancel={() => setWriting(false)}
                    />
                </section>
            )}
            {newest && (
                <p className={styles["stands"]}>
                    <TrackMark track={newest.track} />
                </p>
            )}
            {value?.length === 0 && !writing && (
                <Empty title={text("goal.no_board_updates")} action={write}>
                    {text("goal.no_board_updates_hint")}
                </Empty>
            )}
            <UpdateList updates={value ?? []} />
        </Page>
    );
}
