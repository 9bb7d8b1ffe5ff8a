// The clock of a sample organisation: what time it is, and where to skip to.
import { FastForward } from "lucide-react";
import { openOverlay } from "../../data/overlay";
import { myZone } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { MenuButton } from "../../ui/Menu";
import styles from "./DemoClock.module.css";
import { hereWords, skips } from "./model";
import { skipTo } from "./skip";

export function DemoClock() {
    const view = useView((data, nowMs) =>
        data.organisation?.sample
            ? { here: hereWords(nowMs, myZone(data)), skips: skips(data, nowMs) }
            : null,
    );
    if (!view) return null;
    const items = [
        ...view.skips.map((skip) => ({
            id: skip.id,
            label: skip.label,
            hint: skip.hint,
            onAction: () => void skipTo(skip.atMs),
        })),
        {
            id: "pick",
            label: text("demo.pick"),
            divide: true,
            onAction: () => openOverlay({ kind: "demo_clock" }),
        },
    ];
    return (
        <div className={styles["clock"]}>
            <MenuButton
                label={text("demo.label")}
                items={items}
                small
                icon={<FastForward size={14} aria-hidden="true" />}
                className={styles["button"] ?? ""}
            >
                <span className="clip">{view.here}</span>
                <span className={styles["skip"]}>{text("demo.skip")}</span>
            </MenuButton>
        </div>
    );
}
