// When something comes again.
import { useState } from "react";
import type { MyItem } from "../../../data/model";
import { myZone } from "../../../data/select";
import { store } from "../../../data/store";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { exactTime } from "../../../text/time";
import { problemWords } from "../../../transport/http";
import { myBoardActs } from "../../../transport/myBoardActs";
import { TimeChoices } from "../../../ui/TimeChoices";
import { say } from "../../../ui/Toasts";
import { snoozeTimes } from "../itemModel";
import styles from "./parts.module.css";

export function SnoozeChoices({ item, onDone }: { item: MyItem; onDone: () => void }) {
    const view = useView((data, nowMs) => ({
        choices: snoozeTimes(data, nowMs),
        zone: myZone(data),
        nowMs,
    }));
    const [busy, setBusy] = useState(false);
    const snooze = async (atMs: number) => {
        setBusy(true);
        try {
            await myBoardActs.snooze(item, atMs);
            say(text("my_board.snoozed", { time: exactTime(atMs, store.nowMs(), view.zone) }));
            onDone();
        } catch (error) {
            say(problemWords(error), true);
            setBusy(false);
        }
    };
    return (
        <>
            <TimeChoices
                label={text("my_board.snooze_title")}
                choices={view.choices}
                zone={view.zone}
                fromMs={view.nowMs}
                busy={busy}
                submit={text("my_board.snooze_submit")}
                onChoose={(id) => {
                    const choice = view.choices.find((one) => one.id === id);
                    if (choice) void snooze(choice.atMs);
                }}
                onPick={(atMs) => void snooze(atMs)}
            />
            <p className={styles["note"]}>{text("my_board.snooze_note")}</p>
        </>
    );
}
