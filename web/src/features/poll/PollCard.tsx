// A poll in its message: one votes in place, and sees what the others say.
import { Check, EyeOff, Gavel, Vote } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import type { Poll, PollId, TopicId } from "../../data/model";
import { openOverlay } from "../../data/overlay";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { pollApi } from "../../transport/apiPoll";
import { problemWords } from "../../transport/http";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Dial } from "../../ui/Dial";
import { say } from "../../ui/Toasts";
import { askedBy, pollView, pressed, roundViews, withVote } from "./model";
import styles from "./PollCard.module.css";
import { Options } from "./parts/Options";
import { RankBox } from "./parts/RankBox";

/** Topics whose closed polls were asked for. */
const asked = new Set<TopicId>();

export function PollCard({ poll: id, topic }: { poll: PollId; topic: TopicId }) {
    const poll = useView((data) => data.work.polls.get(id));
    const known = poll !== undefined;
    useEffect(() => {
        if (known || asked.has(topic)) return;
        asked.add(topic);
        pollApi.list(topic).then(
            (data) => store.dispatch({ type: "local.polls", data }),
            () => asked.delete(topic),
        );
    }, [known, topic]);
    return poll ? <Shown poll={poll} /> : <div className={styles["waiting"]} aria-busy />;
}

function put(data: Poll): void {
    store.dispatch({ type: "local.answer", data: { type: "poll.updated", data } });
}

function Shown({ poll }: { poll: Poll }) {
    // The reader's vote of an anonymous poll is known here only.
    const [own, setOwn] = useState<readonly number[] | null>(null);
    const view = useView((data, nowMs) => pollView(data, poll, nowMs));
    const by = useView((data) => askedBy(data, poll));
    const voted = useView((data) => data.me !== null && poll.voted.includes(data.me));
    const vote = poll.anonymous ? (own ?? []) : view.vote;
    useEffect(() => {
        if (!poll.anonymous || !voted) return;
        pollApi.ownVote(poll.id).then(
            (answer) => setOwn((now) => now ?? answer.options),
            () => {}, // it is shown without; voting anew takes its place
        );
    }, [poll.id, poll.anonymous, voted]);

    const cast = (next: readonly number[]) => {
        const before = poll;
        setOwn(next);
        put(withVote(poll, store.get().me, next, new Date().toISOString()));
        pollApi.vote(poll.id, next).then(
            (answer) => {
                put(answer);
                if (poll.kind === "ranked" || poll.anonymous) {
                    say(text(next.length === 0 ? "poll.withdrawn" : "poll.cast"));
                }
            },
            (error) => {
                setOwn(vote);
                put(before);
                say(problemWords(error), true);
            },
        );
    };
    const close = () => pollApi.close(poll.id).then(put, (error) => say(problemWords(error), true));

    return (
        <section
            className={styles["card"]}
            aria-label={text("poll.label", { question: poll.question })}
        >
            <header>
                <p className={styles["kind"]}>
                    <Vote size={14} aria-hidden="true" />
                    {text("poll.by", { name: by, kind: text(`poll.kind_${poll.kind}`) })}
                </p>
                <h3>{poll.question}</h3>
                {view.secrecy !== "" && (
                    <p className={styles["secrecy"]}>
                        <EyeOff size={14} aria-hidden="true" />
                        {view.secrecy}
                    </p>
                )}
            </header>
            {poll.kind === "ranked" && !view.closed ? (
                <RankBox poll={poll} vote={vote} voted={voted} onVote={cast} />
            ) : (
                <Options
                    kind={poll.kind}
                    options={view.options.map((option) => ({
                        ...option,
                        mine: vote.includes(option.at),
                    }))}
                    closed={view.closed}
                    hidden={poll.tally === null}
                    onPress={(at) => cast(pressed(poll.kind, vote, at))}
                />
            )}
            {poll.kind === "ranked" && !view.closed && <SoFar poll={poll} />}
            {poll.kind === "ranked" && view.closed && <Rounds poll={poll} />}
            <footer className={styles["foot"]}>
                <p className="num">
                    {view.over !== "" && <b>{view.over} </b>}
                    {view.voted}
                    {poll.anonymous && poll.tally === null && ` ${text("poll.told_after")}`}
                </p>
                {view.closes && (
                    <Chip
                        step={view.closes.step === "reachable" ? "none" : view.closes.step}
                        icon={<Dial fill={view.closes.fill} />}
                    >
                        {view.closes.label}
                    </Chip>
                )}
            </footer>
            {(view.mayClose || view.mayDecide || poll.record) && (
                <div className={styles["acts"]}>
                    {view.mayClose && (
                        <Button look="line" small onClick={() => void close()}>
                            {text("poll.close")}
                        </Button>
                    )}
                    {view.mayDecide && (
                        <Button
                            look="line"
                            small
                            onClick={() =>
                                openOverlay({ kind: "decide", topic: poll.topic, poll: poll.id })
                            }
                        >
                            <Gavel size={14} aria-hidden="true" />
                            {text("poll.decide")}
                        </Button>
                    )}
                    {poll.record && (
                        <Link
                            href={`/channel/${poll.channel}/decisions#${poll.record}`}
                            className={styles["record"] ?? ""}
                        >
                            <Check size={14} aria-hidden="true" />
                            {text("poll.recorded")}
                        </Link>
                    )}
                </div>
            )}
        </section>
    );
}

/** First choices of a ranked poll while it is open. */
function SoFar({ poll }: { poll: Poll }) {
    const view = useView((data, nowMs) => pollView(data, poll, nowMs));
    if (poll.tally === null || poll.voted.length === 0) return null;
    return (
        <details className={styles["rounds"]}>
            <summary>{text("poll.so_far")}</summary>
            <Options
                kind="ranked"
                options={view.options}
                closed
                hidden={false}
                onPress={() => {}}
            />
        </details>
    );
}

/** How a ranked poll was counted, round by round. */
function Rounds({ poll }: { poll: Poll }) {
    const rounds = roundViews(poll);
    if (rounds.length === 0) return null;
    return (
        <details className={styles["rounds"]}>
            <summary>{text("poll.counted_how", { count: rounds.length })}</summary>
            <p>{text("poll.counted_hint")}</p>
            <ol>
                {rounds.map((round) => (
                    <li key={round.title}>
                        <b>{round.title}</b> {round.votes}.{" "}
                        {round.out !== "" && <span>{round.out}</span>}
                    </li>
                ))}
            </ol>
        </details>
    );
}
