// Decides what this visit is: set-up, sign-in, an invitation, or the frame.
import { lazy, Suspense, useEffect, useState } from "react";
import { useLocation, useRoute } from "wouter";
import { useView } from "../data/useView";
import { text } from "../text/text";
import { begin, restore, type Start } from "../transport/sync";
import { Button } from "../ui/Button";
import { preloadDialog } from "../ui/Dialog";
import { Logo } from "../ui/Logo";
import { preloadMenu } from "../ui/Menu";
import { Toasts } from "../ui/Toasts";
import styles from "./App.module.css";
import { Frame } from "./Frame";

const Door = lazy(async () => ({ default: (await import("./Door")).Door }));

/** How long before it is said that the server does not answer, in milliseconds. */
const RETRY_MS = 2_000;

/** Loads what the next click may need, when the browser has time. */
function preloadLater(): void {
    const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
    idle(() => {
        preloadDialog();
        preloadMenu();
        void import("./JumpDialog");
        void import("./pages/later");
    });
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
        preloadLater();
        return () => {
            alive = false;
            clearTimeout(timer);
        };
    }, []);

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
                <Suspense fallback={<Wait />}>
                    <Door
                        start={start === "set_up" ? "set_up" : "signed_out"}
                        invitation={isInvitation ? params.code : null}
                        onEntered={handleEntered}
                    />
                </Suspense>
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
