// How loud one's own microphone is.
import { useEffect, useRef } from "react";
import { openMeter } from "../../../transport/liveMeter";
import styles from "./LevelMeter.module.css";

/** How often the bar moves, in milliseconds. */
const EVERY_MS = 60;

/** What is told to those who do not see the bar, in percent: finer steps would only be noise. */
const TOLD_STEP = 10;

/**
 * A bar beside a microphone. It moves many times a second wherever somebody is in a call, so that moving it
 * must cost no layout: an element `meter` has parts of its own that are laid out anew with each value.
 */
export function LevelMeter({ track, label }: { track: MediaStreamTrack | null; label: string }) {
    const bar = useRef<HTMLElement>(null);
    const value = useRef<HTMLDivElement>(null);
    useEffect(() => {
        if (!track) return;
        const meter = openMeter(track);
        let level = 0;
        let shown = 0;
        let told = 0;
        const show = (percent: number) => {
            const step = TOLD_STEP * Math.round(percent / TOLD_STEP);
            if (percent !== shown && bar.current) {
                bar.current.style.transform = `scaleX(${percent / 100})`;
            }
            if (step !== told) value.current?.setAttribute("aria-valuenow", `${step}`);
            shown = percent;
            told = step;
        };
        const timer = setInterval(() => {
            level = Math.max(meter.read(), level * 0.8); // falls slower than it rises, as ears hear
            show(Math.round(100 * level));
        }, EVERY_MS);
        return () => {
            clearInterval(timer);
            meter.stop();
            show(0);
        };
    }, [track]);
    return (
        // biome-ignore lint/a11y/useSemanticElements: that one is laid out anew with each value
        <div
            ref={value}
            className={styles["meter"]}
            role="meter"
            aria-label={label}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={0}
        >
            <i ref={bar} />
        </div>
    );
}
