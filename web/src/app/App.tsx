// Decides what this visit is: set-up, sign-in, an invitation, or the frame.
import { useEffect, useState } from "react";
import { useLocation, useRoute } from "wouter";
import { useView } from "../data/useView";
import { text } from "../text/text";
import { begin, restore, type Start } from "../transport/sync";
import { Button } from "../ui/Button";
import { preloadDialog } from "../ui/Dialog";
import { Logo } from "../ui/Logo";
import { preloadMenu } from "../ui/Menu";
import { onDemand } from "../ui/onDemand";
import { Toasts } from "../ui/Toasts";
import styles from "./App.module.css";
import { Frame } from "./Frame";

const Door = onDemand(async () => (await import("./Door")).Door, {
    waiting: <Wait />,
    missing: <Wait unreachable />,
});

/** How long before it is said that the server does not answer, in milliseconds. */
const RETRY_MS = 2_000;

/** The pieces of the program that a page or a dialog may want. */
const PIECES: readonly (() => Promise<unknown>)[] = [
    preloadDialog,
    preloadMenu,
    () => import("../features/message/MessageActions"),
    () => import("./JumpDialog"),
    () => import("./pages/later"),
    () => import("./pages/TopicBanners"),
    () => import("./laterOverlays"),
    () => import("./attentionOverlays"),
    () => import("./pages/team"),
    () => import("./pages/work"),
    () => import("./workOverlays"),
    () => import("./pages/MyBoardPages"),
];

/** How long the first page has for itself before other pieces are loaded, in milliseconds. */
const PRELOAD_MS = 1_500;

/** Loads what the next click may need, piece by piece when the browser has time; returns how to stop. */
function preloadLater(): () => void {
    const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200));
    const pieces = [...PIECES];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = () => {
        const piece = pieces.shift();
        // What does not come now is asked for again when it is wanted.
        if (piece) void piece().catch(() => {});
        if (0 < pieces.length) timer = setTimeout(() => idle(next), 50);
    };
    timer = setTimeout(() => idle(next), PRELOAD_MS);
    return () => clearTimeout(timer);
}

export function App() {
    const [start, setStart] = useState<Start | "waiting">("waiting");
    const [isInvitation, params] = useRoute("/invitation/:code");
    const [, go] = useLocation();
    const signedIn = useView((data) => data.me !== null && 0 < data.seq);

    useEffect(() => {
        let alive = true;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const look = async () => {
            const found = await begin().catch((): Start => "unreachable");
            if (!alive) return;
            setStart(found);
            if (found === "unreachable") timer = setTimeout(() => void look(), RETRY_MS);
        };
        void restore().then(look);
        return () => {
            alive = false;
            clearTimeout(timer);
        };
    }, []);

    // First what is looked at, then what may be pressed.
    useEffect(() => (signedIn ? preloadLater() : undefined), [signedIn]);

    const handleEntered = () => {
        setStart("signed_in");
        go("/", { replace: true });
    };

    return (
        <>
            {signedIn && !isInvitation ? (
                <Frame />
            ) : start === "waiting" ? (
                <Wait />
            ) : start === "unreachable" ? (
                <Wait unreachable />
            ) : (
                <Door
                    start={start === "set_up" ? "set_up" : "signed_out"}
                    invitation={isInvitation ? params.code : null}
                    onEntered={handleEntered}
                />
            )}
            <Toasts />
        </>
    );
}

function Wait({ unreachable = false }: { unreachable?: boolean }) {
    return (
        <main className={styles["wait"]} aria-busy={!unreachable}>
            <Logo size={40} />
            {unreachable && (
                <>
                    <h1 className={styles["title"]}>{text("wait.unreachable")}</h1>
                    <p className={styles["line"]}>{text("wait.unreachable_hint")}</p>
                    <Button look="line" onClick={() => location.reload()}>
                        {text("wait.try_again")}
                    </Button>
                </>
            )}
        </main>
    );
}
