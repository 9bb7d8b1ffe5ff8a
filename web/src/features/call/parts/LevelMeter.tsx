// How loud one's own microphone is.
import { useEffect, useRef } from "react";
import { openMeter } from "../../../transport/liveMeter";
import styles from "./LevelMeter.module.css";

/** How often the bar moves, in milliseconds. */
const EVERY_MS = 60;

export function LevelMeter({ track, label }: { track: MediaStreamTrack | null; label: string }) {
    const bar = useRef<HTMLElement>(null);
    const value = useRef<HTMLMeterElement>(null);
    useEffect(() => {
        if (!track) return;
        const meter = openMeter(track);
        let shown = 0;
        const timer = setInterval(() => {
            const level = meter.read();
            shown = Math.max(level, shown * 0.8); // falls slower than it rises, as ears hear
            if (bar.current) bar.current.style.transform = `scaleX(${shown.toFixed(3)})`;
            if (value.current) value.current.value = shown;
        }, EVERY_MS);
        return () => {
            clearInterval(timer);
            meter.stop();
        };
    }, [track]);
    return (
        <div className={styles["meter"]}>
            <meter ref={value} className="sr" aria-label={label} min={0} max={1} />
            <i ref={bar} aria-hidden="true" />
        </div>
    );
}
