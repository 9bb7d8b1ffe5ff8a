// All goals as a tree by team.
import { CornerDownRight, Plus } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { Goal } from "../../data/model";
import { myself } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { goalApi } from "../../transport/apiGoal";
import { Progress } from "../../ui/Bars";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { useLoaded } from "../../ui/useLoaded";
import { GoalDialog } from "./GoalDialog";
import styles from "./GoalList.module.css";
import { type GoalRow, goalHref, goalTree, percent } from "./model";
import { TrackMark } from "./parts/TrackMark";

export function GoalList() {
    const [making, setMaking] = useState(false);
    const [over, setOver] = useState(false);
    const teams = useView((data) => goalTree(data, [...data.work.goals.values()]));
    const guest = useView((data) => myself(data)?.role === "guest");
    const all = useLoaded(over ? "over" : "", async () => (over ? goalApi.list() : []));
    const ended = (all.value ?? []).filter((goal) => goal.state !== "active");
    const make = !guest && (
        <Button
            look="line"
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => setMaking(true)}
        >
            {text("goal.new")}
        </Button>
    );
    return (
        <Page title={text("goals.title")} intro={text("goal.intro")} actions={make}>
            {teams.length === 0 && (
                <Empty title={text("goal.none")} action={make}>
                    {text("goal.none_hint")}
                </Empty>
            )}
            {teams.map((team) => (
                <section
                    key={team.team ?? "organisation"}
                    className={styles["team"]}
                    aria-label={team.name}
                >
                    <h2>{team.name}</h2>
                    <ul>
                        {team.rows.map((row) => (
                            <Row key={row.id} row={row} />
                        ))}
                    </ul>
                </section>
            ))}
            {over ? (
                <Ended goals={ended} />
            ) : (
                0 < teams.length && (
                    <Button look="bare" small onClick={() => setOver(true)}>
                        {text("goal.show_over")}
                    </Button>
                )
            )}
            {making && <GoalDialog goal={null} parent={null} onClose={() => setMaking(false)} />}
        </Page>
    );
}

export function Row({ row }: { row: GoalRow }) {
    return (
        <li style={{ paddingLeft: row.depth * 24 }}>
            <Link href={goalHref(row.id)} className={styles["row"] ?? ""}>
                {0 < row.depth && (
                    <CornerDownRight className={styles["below"]} size={14} aria-hidden="true" />
                )}
                <span className={styles["words"]}>
                    <b>{row.objective}</b>
                    <small className="num">
                        {row.meta}
                        {row.serves !== "" && ` · ${row.serves}`}
                    </small>
                </span>
                <span className={styles["track"]}>
                    <TrackMark track={row.track} />
                </span>
                <span className={styles["progress"]}>
                    <Progress
                        label={text("goal.progress", { percent: percent(row.progress) })}
                        share={row.progress / 1000}
                    />
                    <small className="num" aria-hidden="true">
                        {percent(row.progress)}
                    </small>
                </span>
            </Link>
        </li>
    );
}

function Ended({ goals }: { goals: readonly Goal[] }) {
    const teams = useView((data) => goalTree(data, goals));
    if (goals.length === 0) return <p className={styles["quiet"]}>{text("goal.none_over")}</p>;
    return (
        <section className={styles["team"]} aria-label={text("goal.over")}>
            <h2>{text("goal.over")}</h2>
            <ul>
                {teams.flatMap((team) => team.rows.map((row) => <Row key={row.id} row={row} />))}
            </ul>
        </section>
    );
}
