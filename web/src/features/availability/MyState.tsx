// The reader's own state in words, and the quick ways to change it.
import { useLocation } from "wouter";
import { myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { startOfDay } from "../../text/time";
import { type AvailabilityDraft, api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { forget } from "../../transport/sync";
import { MenuButton } from "../../ui/Menu";
import { say } from "../../ui/Toasts";
import styles from "./MyState.module.css";
import { draftOf, isQuiet, myStateWords, withFocus, withoutQuiet } from "./model";

const HOUR_MS = 3_600_000;

/** Changes the reader's availability by a step of the draft. */
function change(step: (draft: AvailabilityDraft, nowMs: number) => AvailabilityDraft): void {
    const data = store.get();
    const own = data.me ? data.availability.get(data.me) : undefined;
    if (!data.me || !own) return;
    const nowMs = Date.now() + data.skewMs;
    api.setAvailability(data.me, step(draftOf(own), nowMs), own.version).then(
        (availability) => store.dispatch({ type: "local.availability", data: availability }),
        (error) => say(problemWords(error), true),
    );
}

function silentUntil(untilMs: number): void {
    const until = new Date(untilMs).toISOString();
    change((draft) => ({ ...draft, do_not_disturb_until: until }));
}

export function MyState() {
    const words = useView(myStateWords);
    const quiet = useView((data, nowMs) =>
        isQuiet(data.me ? data.availability.get(data.me) : undefined, nowMs),
    );
    const zone = useView(myZone);
    const [, go] = useLocation();
    const handleSignOut = () => {
        api.signOut(false).then(
            async () => {
                await forget();
                location.assign("/");
            },
            (error) => say(problemWords(error), true),
        );
    };
    const items = [
        ...(quiet
            ? [
                  {
                      id: "end",
                      label: text("state.end_quiet"),
                      onAction: () => change(withoutQuiet),
                  },
              ]
            : []),
        {
            id: "focus1",
            label: text("state.focus_for", { span: text("time.hours", { count: 1 }) }),
            onAction: () => change((draft, nowMs) => withFocus(draft, nowMs, 1)),
        },
        {
            id: "focus2",
            label: text("state.focus_for", { span: text("time.hours", { count: 2 }) }),
            onAction: () => change((draft, nowMs) => withFocus(draft, nowMs, 2)),
        },
        {
            id: "dnd1",
            label: text("state.silent_for", { span: text("time.hours", { count: 1 }) }),
            onAction: () => silentUntil(Date.now() + HOUR_MS),
        },
        {
            id: "dnd",
            label: text("state.silent_today"),
            onAction: () => silentUntil(startOfDay(Date.now(), zone) + 24 * HOUR_MS),
        },
        {
            id: "hours",
            label: text("settings.availability"),
            onAction: () => go("/settings/availability"),
        },
        { id: "profile", label: text("settings.title"), onAction: () => go("/settings/profile") },
        { id: "out", label: text("sign_out.title"), onAction: handleSignOut },
    ];
    return (
        <MenuButton label={text("state.mine")} items={items} className={styles["state"] ?? ""}>
            <span className={styles["words"]}>
                <span className="clip">{words.now || text("state.unknown")}</span>
                {words.next !== "" && <small className="clip">{words.next}</small>}
            </span>
            <span className="sr">{text("state.mine")}</span>
        </MenuButton>
    );
}
