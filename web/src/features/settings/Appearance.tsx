// How this browser looks and behaves.
import { useSyncExternalStore } from "react";
import { text } from "../../text/text";
import { choose, onSettings, settings } from "../../transport/settings";
import { Choice } from "../../ui/Choice";
import list from "../../ui/List.module.css";

export function Appearance() {
    const chosen = useSyncExternalStore(onSettings, settings);
    return (
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
    );
}
