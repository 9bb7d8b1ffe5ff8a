// How this browser looks and behaves.
import { useState, useSyncExternalStore } from "react";
import { text } from "../../text/text";
import { choose, onSettings, settings } from "../../transport/settings";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import list from "../../ui/List.module.css";

export function Appearance() {
    const chosen = useSyncExternalStore(onSettings, settings);
    return (
        <>
            <section className={list["section"]} aria-label={text("settings.appearance")}>
                <h2>{text("settings.appearance")}</h2>
                <Choice
                    label={text("theme.title")}
                    value={chosen.theme}
                    options={[
                        { value: "system", label: text("theme.system") },
                        { value: "light", label: text("theme.light") },
                        { value: "dark", label: text("theme.dark") },
                    ]}
                    onChange={(theme) => choose("theme", theme)}
                />
                <Choice
                    label={text("send.title")}
                    value={chosen.send}
                    options={[
                        { value: "enter", label: text("send.enter") },
                        { value: "ctrl_enter", label: text("send.ctrl_enter") },
                    ]}
                    onChange={(send) => choose("send", send)}
                />
            </section>
            <Notifications on={chosen.notifications === "on"} />
        </>
    );
}

function Notifications({ on }: { on: boolean }) {
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
                        look="send"
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
