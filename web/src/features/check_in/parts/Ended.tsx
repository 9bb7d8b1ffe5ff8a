// Check-ins that have ended, below those that ask: their reports stay readable.
import { ChevronRight } from "lucide-react";
import { Link } from "wouter";
import { channelTitle } from "../../../data/select";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { checkInApi } from "../../../transport/apiCheckIn";
import { problemWords } from "../../../transport/http";
import { Button } from "../../../ui/Button";
import list from "../../../ui/List.module.css";
import { say } from "../../../ui/Toasts";
import { usePaged } from "../../../ui/usePaged";
import { checkInHref, whenWords } from "../model";

export function Ended() {
    // Whatever ends goes from those that ask.
    const asking = useView((data) => [...data.work.checkIns.keys()].join(" "));
    const { items, error, more } = usePaged(asking, checkInApi.ended);
    const channels = useView((data) =>
        (items ?? []).map(({ channel }) => {
            const found = data.channels.get(channel);
            return found ? channelTitle(data, found) : "";
        }),
    );
    const handleMore = () => more?.().catch((caught) => say(problemWords(caught), true));
    if (error !== null && items === null) {
        return (
            <p className={list["problem"]} role="alert">
                {problemWords(error)}
            </p>
        );
    }
    if (items === null || items.length === 0) return null;
    return (
        <section className={list["section"]} aria-label={text("check_in.ended_all")}>
            <h2>{text("check_in.ended_all")}</h2>
            <p className={list["hint"]}>{text("check_in.ended_hint")}</p>
            <ul>
                {items.map((checkIn, at) => (
                    <li key={checkIn.id}>
                        <Link href={checkInHref(checkIn.id)} className={list["row"] ?? ""}>
                            <div className={list["words"]}>
                                <p className={`${list["name"]} clip`}>{checkIn.title}</p>
                                <p className={`${list["sub"]} num`}>
                                    {channels[at]} · {whenWords(checkIn)}
                                </p>
                            </div>
                            <span className={list["end"]}>
                                <ChevronRight size={16} aria-hidden="true" />
                            </span>
                        </Link>
                    </li>
                ))}
            </ul>
            {more !== null && (
                <div>
                    <Button look="line" small onClick={handleMore}>
                        {text("check_in.ended_more")}
                    </Button>
                </div>
            )}
        </section>
    );
}
