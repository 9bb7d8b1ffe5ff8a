// The reports of a check-in by date, and how its numbers went.
import { ChevronRight, OctagonMinus } from "lucide-react";
import { Link } from "wouter";
import type { CheckIn, CheckInDay } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { checkInApi } from "../../../transport/apiCheckIn";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import list from "../../../ui/List.module.css";
import { say } from "../../../ui/Toasts";
import { usePaged } from "../../../ui/usePaged";
import { dateWords, reportHref } from "../model";
import { Trends } from "./Trends";

/** Rises whenever somebody answers any day of the check-in. */
function useHeard(checkIn: CheckIn): number {
    return useView((data) => {
        let sum = checkIn.version;
        for (const [key, times] of data.work.heard) {
            if (key.startsWith(`${checkIn.id} `)) sum += times;
        }
        return sum;
    });
}

export function Reports({ checkIn }: { checkIn: CheckIn }) {
    const heard = useHeard(checkIn);
    const {
        items: lines,
        error,
        more,
    } = usePaged(`${checkIn.id} ${heard}`, (cursor) => checkInApi.reports(checkIn.id, cursor));
    if (error !== null && lines === null) {
        return (
            <p className={list["problem"]} role="alert">
                {problemWords(error)}
            </p>
        );
    }
    if (lines === null) return null;
    const handleMore = () => more?.().catch((caught) => say(problemWords(caught), true));
    return (
        <>
            <Trends checkIn={checkIn} dates={lines.map((line) => line.date)} heard={heard} />
            <section className={list["section"]} aria-label={text("check_in.reports")}>
                <h2>{text("check_in.reports")}</h2>
                {lines.length === 0 && (
                    <p className={list["hint"]}>{text("check_in.no_reports")}</p>
                )}
                <ul>
                    {lines.map((line) => (
                        <li key={line.date}>
                            <Link
                                href={reportHref(checkIn.id, line.date)}
                                className={list["row"] ?? ""}
                            >
                                <div className={list["words"]}>
                                    <p className={list["name"]}>{dateWords(line.date)}</p>
                                    <p className={`${list["sub"]} num`}>{lineWords(line)}</p>
                                </div>
                                <span className={list["end"]}>
                                    {0 < line.blocked && (
                                        <>
                                            <OctagonMinus size={14} aria-hidden="true" />
                                            {text("check_in.blocked_count", {
                                                count: line.blocked,
                                            })}
                                        </>
                                    )}
                                    <ChevronRight size={16} aria-hidden="true" />
                                </span>
                            </Link>
                        </li>
                    ))}
                </ul>
                {more !== null && (
                    <div>
                        <Button look="line" small onClick={handleMore}>
                            {text("check_in.earlier")}
                        </Button>
                    </div>
                )}
            </section>
        </>
    );
}

function lineWords(line: CheckInDay): string {
    const parts = [
        text("check_in.counted", { count: line.answered, asked: line.asked }),
        0 < line.skipped ? text("check_in.skipped_count", { count: line.skipped }) : "",
        line.closed_at === null ? text("check_in.open_still") : "",
    ];
    return parts.filter((part) => part !== "").join(" · ");
}
