// Where one is told: in the open app, in this browser when it is closed, by email.
import { useState, useSyncExternalStore } from "react";
import type { PushSubscriptionItem } from "../../data/model";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { agentWords } from "../../text/agent";
import { text } from "../../text/text";
import { fullTime } from "../../text/time";
import { api } from "../../transport/api";
import { problemWords } from "../../transport/http";
import { type PushState, pushState, turnPushOff, turnPushOn } from "../../transport/push";
import { choose, onSettings, settings } from "../../transport/settings";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import list from "../../ui/List.module.css";
import { say } from "../../ui/Toasts";
import { useLoaded } from "../../ui/useLoaded";
import { MailChoice } from "./parts/MailChoice";

export function Notifications() {
    return (
        <>
            <Push />
            <WhileOpen />
            <MailChoice />
        </>
    );
}

function Push() {
    const state = useLoaded("push state", pushState);
    // Another browser that takes pushes, or no longer does, changes the list here too.
    const known = useView((data) => data.ways.browsers.join(" "));
    const browsers = useLoaded(`push subscriptions ${known}`, api.pushSubscriptions);
    const zone = useView(myZone);
    const [busy, setBusy] = useState(false);

    const run = async (work: () => Promise<unknown>, said: string) => {
        setBusy(true);
        try {
            const answer = await work();
            if (answer !== "denied") say(said);
        } catch (error) {
            say(problemWords(error), true);
        } finally {
            setBusy(false);
            state.reload();
            browsers.reload();
        }
    };
    const handleRemove = (browser: PushSubscriptionItem) =>
        run(
            () => (browser.current ? turnPushOff() : api.unsubscribePush(browser.id)),
            text("push.removed"),
        );
    return (
        <section className={list["section"]} aria-label={text("push.title")}>
            <h2>{text("push.title")}</h2>
            <p className={list["hint"]}>{text(hintOf(state.value))}</p>
            <div className={list["actions"]}>
                {state.value === "off" && (
                    <Button
                        look="send"
                        disabled={busy}
                        onClick={() => void run(turnPushOn, text("push.is_on"))}
                    >
                        {text("push.on")}
                    </Button>
                )}
                {state.value === "on" && (
                    <Button
                        look="line"
                        disabled={busy}
                        onClick={() => void run(turnPushOff, text("push.removed"))}
                    >
                        {text("push.off")}
                    </Button>
                )}
            </div>
            {browsers.value && 0 < browsers.value.length && (
                <ul className={list["list"]} aria-label={text("push.browsers")}>
                    {browsers.value.map((browser) => (
                        <li key={browser.id} className={list["row"]}>
                            <div className={list["words"]}>
                                <p className={`${list["name"]} clip`}>
                                    {agentWords(browser.agent)}
                                </p>
                                <p className={list["sub"]}>
                                    {text("push.since", {
                                        service: browser.service,
                                        time: fullTime(Date.parse(browser.created_at), zone),
                                    })}
                                </p>
                            </div>
                            <span className={list["end"]}>
                                {browser.current && <Chip>{text("sign_ins.this")}</Chip>}
                                <Button
                                    look="bare"
                                    small
                                    disabled={busy}
                                    onClick={() => void handleRemove(browser)}
                                >
                                    {text("push.remove")}
                                </Button>
                            </span>
                        </li>
                    ))}
                </ul>
            )}
        </section>
    );
}

function hintOf(state: PushState | null) {
    switch (state) {
        case "insecure":
            return "push.insecure";
        case "impossible":
            return "push.impossible";
        case "no_server":
            return "push.no_server";
        case "denied":
            return "notify.denied";
        default:
            return "push.hint";
    }
}

/** Notifications of the open page: they need no push service. */
function WhileOpen() {
    const on = useSyncExternalStore(onSettings, () => settings().notifications === "on");
    const possible = "Notification" in window;
    const [permission, setPermission] = useState(possible ? Notification.permission : "denied");
    const handleOn = async () => {
        const answer = await Notification.requestPermission();
        setPermission(answer);
        choose("notifications", answer === "granted" ? "on" : "off");
    };
    const active = on && permission === "granted";
    return (
        <section className={list["section"]} aria-label={text("notify.title")}>
            <h2>{text("notify.title")}</h2>
            <p className={list["hint"]}>
                {permission === "denied" ? text("notify.denied") : text("notify.hint")}
            </p>
            <div className={list["actions"]}>
                {active ? (
                    <Button look="line" onClick={() => choose("notifications", "off")}>
                        {text("notify.off")}
                    </Button>
                ) : (
                    <Button
                        look="line"
                        disabled={permission === "denied"}
                        onClick={() => void handleOn()}
                    >
                        {text("notify.on")}
                    </Button>
                )}
            </div>
        </section>
    );
}
