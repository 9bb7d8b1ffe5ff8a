// One check-in: when it asks whom what, how its numbers went, and its reports by date.
import { Bell, BellOff, Ellipsis } from "lucide-react";
import { useState } from "react";
import { Link, Redirect, useLocation } from "wouter";
import type { CheckIn, CheckInState } from "../../data/model";
import { channelTitle } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { checkInApi } from "../../transport/apiCheckIn";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import list from "../../ui/List.module.css";
import { MenuButton } from "../../ui/Menu";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { say } from "../../ui/Toasts";
import styles from "./CheckInPage.module.css";
import { askedWords, checkInHref, follows, myTurns, nextWords, whenWords } from "./model";
import { EndDialog } from "./parts/EndDialog";
import { Reports } from "./parts/Reports";
import { useCheckIn } from "./parts/useCheckIn";

export function CheckInPage({ id }: { id: string }) {
    const checkIn = useCheckIn(id);
    if (checkIn === null) return <Redirect to="/check-ins" replace />;
    return checkIn === undefined ? <Skeleton rows={4} /> : <Shown checkIn={checkIn} />;
}

/** Changes the state, and says so when it does not work. */
function setState(checkIn: CheckIn, state: CheckInState, done: string): void {
    checkInApi.change(checkIn.id, { state }, checkIn.version).then(
        (data) => {
            store.dispatch({ type: "local.answer", data: { type: "check_in.updated", data } });
            say(done);
        },
        (error) => say(problemWords(error), true),
    );
}

function Shown({ checkIn }: { checkIn: CheckIn }) {
    const [ending, setEnding] = useState(false);
    const [, go] = useLocation();
    const view = useView((data, nowMs) => {
        const channel = data.channels.get(checkIn.channel);
        return {
            channel: channel ? channelTitle(data, channel) : "",
            asked: askedWords(data, checkIn),
            next: nextWords(data, checkIn, nowMs),
            follows: follows(data, checkIn),
            member: data.memberships.has(checkIn.channel),
            turn: myTurns(data, nowMs).find((turn) => turn.checkIn.id === checkIn.id)?.href,
        };
    });
    const { state } = checkIn;
    const FollowIcon = view.follows ? Bell : BellOff;
    const handleFollow = () => {
        checkInApi.follow(checkIn.id, !view.follows).then(
            (data) => {
                store.dispatch({ type: "local.answer", data: { type: "check_in.updated", data } });
                say(text(view.follows ? "check_in.unfollowed" : "check_in.followed"));
            },
            (error) => say(problemWords(error), true),
        );
    };
    return (
        <Page
            title={checkIn.title}
            intro={
                <>
                    <Link href={`/channel/${checkIn.channel}`} className={styles["link"] ?? ""}>
                        {view.channel}
                    </Link>
                    {" · "}
                    <span className="num">{whenWords(checkIn)}</span>
                </>
            }
            actions={
                view.member && (
                    <>
                        {view.turn && (
                            <Button look="send" onClick={() => go(view.turn ?? "")}>
                                {text("check_in.answer")}
                            </Button>
                        )}
                        <Button
                            look="line"
                            icon={<FollowIcon size={16} aria-hidden="true" />}
                            aria-pressed={view.follows}
                            title={text("check_in.follow_hint")}
                            onClick={handleFollow}
                        >
                            {text(view.follows ? "check_in.following" : "check_in.follow")}
                        </Button>
                        {state !== "ended" && (
                            <MenuButton
                                label={text("check_in.more")}
                                icon={<Ellipsis size={16} aria-hidden="true" />}
                                items={[
                                    {
                                        id: "edit",
                                        label: text("check_in.edit"),
                                        onAction: () => go(`${checkInHref(checkIn.id)}/edit`),
                                    },
                                    state === "paused"
                                        ? {
                                              id: "resume",
                                              label: text("check_in.resume"),
                                              onAction: () =>
                                                  setState(
                                                      checkIn,
                                                      "running",
                                                      text("check_in.resumed"),
                                                  ),
                                          }
                                        : {
                                              id: "pause",
                                              label: text("check_in.pause"),
                                              onAction: () =>
                                                  setState(
                                                      checkIn,
                                                      "paused",
                                                      text("check_in.paused_now"),
                                                  ),
                                          },
                                    {
                                        id: "end",
                                        label: text("check_in.end"),
                                        divide: true,
                                        danger: true,
                                        onAction: () => setEnding(true),
                                    },
                                ]}
                            />
                        )}
                    </>
                )
            }
        >
            {state !== "running" && (
                <p className={styles["state"]} role="status">
                    {text(state === "paused" ? "check_in.is_paused" : "check_in.is_ended")}
                </p>
            )}
            <section className={list["section"]} aria-label={text("check_in.questions")}>
                <h2>{text("check_in.questions")}</h2>
                <ol className={styles["questions"]}>
                    {checkIn.questions.map((question) => (
                        <li key={question.text}>
                            {question.text}
                            <small>{text(`check_in.kind_${question.kind}`)}</small>
                        </li>
                    ))}
                </ol>
                <p className={list["hint"]}>
                    {[view.asked, state === "running" ? view.next : ""].filter(Boolean).join(" ")}
                </p>
            </section>
            <Reports checkIn={checkIn} />
            {ending && (
                <EndDialog
                    title={checkIn.title}
                    onEnd={() => {
                        setEnding(false);
                        setState(checkIn, "ended", text("check_in.ended_now"));
                        go("/check-ins");
                    }}
                    onClose={() => setEnding(false)}
                />
            )}
        </Page>
    );
}
