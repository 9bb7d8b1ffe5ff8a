// The reader's own state in words, and the quick ways to change it.
import { useLocation } from "wouter";
import { openOverlay } from "../../data/overlay";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { forget } from "../../transport/sync";
import { MenuButton, type MenuItem } from "../../ui/Menu";
import { say } from "../../ui/Toasts";
import styles from "./MyState.module.css";
import { isQuiet, myStateWords, quietChoices } from "./model";
import { endQuiet, focusNow, silentNow } from "./quiet";

/** Minutes of a short focus, and of a short silence. */
const FOCUS_MINUTES = 25;
const SILENT_MINUTES = 60;

async function handleSignOut(): Promise<void> {
    try {
        // Whoever comes next at this browser does not get one's notifications.
        const { leavePush } = await import("../../transport/push");
        await leavePush();
        await api.signOut(false);
        await forget();
        location.assign("/");
    } catch (error) {
        say(problemWords(error), true);
    }
}

export function MyState() {
    const words = useView(myStateWords);
    const quiet = useView((data, nowMs) =>
        isQuiet(data.me ? data.availability.get(data.me) : undefined, nowMs),
    );
    const choices = useView((data, nowMs) => ({
        focus: quietChoices(nowMs, myZone(data), FOCUS_MINUTES),
        silent: quietChoices(nowMs, myZone(data), SILENT_MINUTES),
    }));
    const [, go] = useLocation();
    const items: MenuItem[] = [
        ...(quiet
            ? [{ id: "end", label: text("quiet.end"), onAction: () => void endQuiet() }]
            : []),
        ...choices.focus.map(
            (one, index): MenuItem => ({
                id: `focus ${one.id}`,
                label: text("quiet.focus", { words: one.words }),
                hint: one.time,
                divide: quiet && index === 0,
                onAction: () => void focusNow(one.choice),
            }),
        ),
        {
            id: "focus other",
            label: text("quiet.focus_other"),
            hint: "F",
            onAction: () => openOverlay({ kind: "focus", silent: false }),
        },
        ...choices.silent
            .filter((one) => one.id !== "until")
            .map(
                (one, index): MenuItem => ({
                    id: `silent ${one.id}`,
                    label: text("quiet.silent", { words: one.words }),
                    hint: one.time,
                    divide: index === 0,
                    onAction: () => void silentNow(one.choice),
                }),
            ),
        {
            id: "hours",
            label: text("availability.title"),
            divide: true,
            onAction: () => go("/availability"),
        },
        { id: "profile", label: text("settings.title"), onAction: () => go("/settings/profile") },
        { id: "out", label: text("sign_out.title"), onAction: () => void handleSignOut() },
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
