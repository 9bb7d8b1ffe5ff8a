// One goal: how far its results are, how that went over time, what was said, what hangs on it.
import { Bell, BellOff, Ellipsis, PenLine } from "lucide-react";
import { useState } from "react";
import { Link, Redirect, useLocation } from "wouter";
import type { Goal, GoalDetail, GoalState } from "../../data/model";
import { firstNameOf, groupName, myself } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { shortDate } from "../../text/dates";
import { text } from "../../text/text";
import { goalApi } from "../../transport/apiGoal";
import { problemWords, Refusal } from "../../transport/http";
import { Bars, Progress } from "../../ui/Bars";
import { Button } from "../../ui/Button";
import { LineChart } from "../../ui/LineChart";
import list from "../../ui/List.module.css";
import { MenuButton } from "../../ui/Menu";
import { Page } from "../../ui/Page";
import { SafeHtml } from "../../ui/SafeHtml";
import { Skeleton } from "../../ui/Skeleton";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";
import { GoalDialog } from "./GoalDialog";
import { Row } from "./GoalList";
import styles from "./GoalPage.module.css";
import {
    confidencePoints,
    goalHref,
    goalTree,
    percent,
    progressPoints,
    resultShare,
    resultWords,
    spanDates,
    subGoals,
    updatedWords,
} from "./model";
import { Links } from "./parts/Links";
import { TrackMark } from "./parts/TrackMark";
import { UpdateForm } from "./UpdateForm";
import { UpdateList } from "./UpdateList";

export function GoalPage({ id }: { id: string }) {
    const heard = useView((data) => {
        const known = [...data.work.heard].find(([key]) => key === id);
        return known?.[1] ?? 0;
    });
    const { value, error, reload } = useLoaded(`${id} ${heard}`, () => goalApi.one(id));
    if (error instanceof Refusal && value === null) return <Redirect to="/goals" replace />;
    if (value?.goal.id !== id) return <Skeleton rows={4} />;
    return <Shown detail={value} onChanged={reload} />;
}

function setState(goal: Goal, state: GoalState, done: string, onChanged: () => void): void {
    goalApi.change(goal.id, { state }, goal.version).then(
        (data) => {
            store.dispatch({ type: "local.answer", data: { type: "goal.updated", data } });
            say(done);
            onChanged();
        },
        (error) => say(problemWords(error), true),
    );
}

function Shown({ detail, onChanged }: { detail: GoalDetail; onChanged: () => void }) {
    const { goal } = detail;
    const [doing, setDoing] = useState<"edit" | "update" | "below" | null>(null);
    const [, go] = useLocation();
    const view = useView((data, nowMs) => ({
        owner: firstNameOf(data, goal.owner),
        team: goal.team ? groupName(data, goal.team) : (data.organisation?.name ?? ""),
        parent: goal.parent ? (data.work.goals.get(goal.parent)?.objective ?? "") : "",
        follows: data.me !== null && goal.followers.includes(data.me),
        guest: myself(data)?.role === "guest",
        updated: updatedWords(data, goal, nowMs),
    }));
    const FollowIcon = view.follows ? Bell : BellOff;
    const handleFollow = () => {
        goalApi.follow(goal.id, !view.follows).then(
            () => {
                say(text(view.follows ? "goal.unfollowed" : "goal.followed"));
                onChanged();
            },
            (error) => say(problemWords(error), true),
        );
    };
    const active = goal.state === "active";
    return (
        <Page
            title={goal.objective}
            intro={
                <span className="num">
                    {text("goal.head", {
                        name: view.owner,
                        team: view.team,
                        span: spanDates(goal),
                    })}
                    {goal.parent && view.parent !== "" && (
                        <>
                            {" · "}
                            <Link href={goalHref(goal.parent)} className={styles["link"] ?? ""}>
                                {text("goal.serves", { objective: view.parent })}
                            </Link>
                        </>
                    )}
                </span>
            }
            actions={
                !view.guest && (
                    <>
                        <Button
                            look="line"
                            icon={<FollowIcon size={16} aria-hidden="true" />}
                            aria-pressed={view.follows}
                            onClick={handleFollow}
                        >
                            {text(view.follows ? "check_in.following" : "check_in.follow")}
                        </Button>
                        {active && doing !== "update" && (
                            <Button
                                look="send"
                                icon={<PenLine size={16} aria-hidden="true" />}
                                onClick={() => setDoing("update")}
                            >
                                {text("goal.update")}
                            </Button>
                        )}
                        <MenuButton
                            label={text("goal.more")}
                            icon={<Ellipsis size={16} aria-hidden="true" />}
                            items={[
                                {
                                    id: "edit",
                                    label: text("goal.edit"),
                                    onAction: () => setDoing("edit"),
                                },
                                {
                                    id: "below",
                                    label: text("goal.new_below"),
                                    onAction: () => setDoing("below"),
                                },
                                ...(active
                                    ? [
                                          {
                                              id: "reached",
                                              label: text("goal.reach"),
                                              divide: true,
                                              onAction: () =>
                                                  setState(
                                                      goal,
                                                      "reached",
                                                      text("goal.reached_now"),
                                                      onChanged,
                                                  ),
                                          },
                                          {
                                              id: "dropped",
                                              label: text("goal.drop"),
                                              onAction: () =>
                                                  setState(
                                                      goal,
                                                      "dropped",
                                                      text("goal.dropped_now"),
                                                      () => go("/goals"),
                                                  ),
                                          },
                                      ]
                                    : [
                                          {
                                              id: "reopen",
                                              label: text("goal.reopen"),
                                              divide: true,
                                              onAction: () =>
                                                  setState(
                                                      goal,
                                                      "active",
                                                      text("goal.reopened"),
                                                      onChanged,
                                                  ),
                                          },
                                      ]),
                            ]}
                        />
                    </>
                )
            }
        >
            {!active && (
                <p className={styles["over"]} role="status">
                    {text(goal.state === "reached" ? "goal.is_reached" : "goal.is_dropped")}
                </p>
            )}
            {doing === "update" && (
                <section className={list["section"]}>
                    <UpdateForm
                        track={goal.track}
                        results={goal.results}
                        onSend={(body) => goalApi.update(goal.id, body)}
                        onDone={() => {
                            setDoing(null);
                            onChanged();
                        }}
                        onCancel={() => setDoing(null)}
                    />
                </section>
            )}
            <div className={styles["stands"]}>
                <TrackMark track={goal.track} />
                <span className={styles["bar"]}>
                    <Progress
                        label={text("goal.progress", { percent: percent(goal.progress_permille) })}
                        share={goal.progress_permille / 1000}
                    />
                </span>
                <b className="num">{percent(goal.progress_permille)}</b>
                <small>{view.updated}</small>
            </div>
            {detail.purpose_html !== "" && (
                <div className={styles["purpose"]}>
                    <SafeHtml html={detail.purpose_html} />
                </div>
            )}
            <div className={styles["columns"]}>
                <Results goal={goal} />
                <Charts detail={detail} />
            </div>
            <Below goal={goal} />
            <Links detail={detail} may={!view.guest} onChanged={onChanged} />
            <section className={list["section"]} aria-label={text("goal.updates")}>
                <h2>{text("goal.updates")}</h2>
                {detail.updates.length === 0 && (
                    <p className={list["hint"]}>{text("goal.no_updates")}</p>
                )}
                <UpdateList updates={detail.updates} />
            </section>
            {doing === "edit" && (
                <GoalDialog
                    goal={goal}
                    parent={null}
                    onClose={() => {
                        setDoing(null);
                        onChanged();
                    }}
                />
            )}
            {doing === "below" && (
                <GoalDialog goal={null} parent={goal} onClose={() => setDoing(null)} />
            )}
        </Page>
    );
}

function Results({ goal }: { goal: Goal }) {
    if (goal.results.length === 0) return null;
    return (
        <section className={styles["part"]} aria-label={text("goal.results")}>
            <h2>{text("goal.results")}</h2>
            <Bars
                label={text("goal.results")}
                bars={goal.results.map((result) => ({
                    key: result.text,
                    label: result.text,
                    share: resultShare(result),
                    words: percent(resultShare(result) * 1000),
                    below: resultWords(result),
                }))}
            />
        </section>
    );
}

/** The whole scale of progress, in thousandths. */
const PROGRESS_FULL = 1000;

function Charts({ detail }: { detail: GoalDetail }) {
    const { goal } = detail;
    const view = useView((data, nowMs) => ({
        progress: progressPoints(data, goal, detail.updates, nowMs),
        sure: confidencePoints(data, detail.updates),
    }));
    const span = [Date.parse(goal.first), Date.parse(goal.last)] as const;
    const ends = { first: shortDate(goal.first), last: shortDate(goal.last) };
    return (
        <>
            {0 < view.progress.length && (
                <section className={styles["part"]} aria-label={text("goal.over_time")}>
                    <h2>{text("goal.over_time")}</h2>
                    <LineChart
                        label={text("goal.over_time")}
                        points={view.progress}
                        from={0}
                        to={PROGRESS_FULL}
                        span={span}
                        fromWords="0%"
                        toWords="100%"
                        guide
                        {...ends}
                    />
                </section>
            )}
            {1 < view.sure.length && (
                <section className={styles["part"]} aria-label={text("goal.confidence")}>
                    <h2>{text("goal.confidence")}</h2>
                    <LineChart
                        label={text("goal.confidence")}
                        points={view.sure}
                        from={0}
                        to={100}
                        span={span}
                        fromWords="0%"
                        toWords="100%"
                        {...ends}
                    />
                    <p className={list["hint"]}>{text("goal.confidence_hint")}</p>
                </section>
            )}
        </>
    );
}

function Below({ goal }: { goal: Goal }) {
    const rows = useView((data) =>
        goalTree(data, subGoals(data, goal.id)).flatMap((team) => team.rows),
    );
    if (rows.length === 0) return null;
    return (
        <section className={list["section"]} aria-label={text("goal.below")}>
            <h2>{text("goal.below")}</h2>
            <ul>
                {rows.map((row) => (
                    <Row key={row.id} row={{ ...row, depth: 0, serves: "" }} />
                ))}
            </ul>
        </section>
    );
}
