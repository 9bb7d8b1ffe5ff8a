// Bars that rise: those that stand tell how well a connection works, the others stay faint.
import type { QualityLevel } from "../../../transport/frames";
import styles from "./Quality.module.css";

const HEIGHTS = [4, 7, 10, 13];

const STANDING: Record<QualityLevel, number> = { good: 4, fair: 2, poor: 1 };

export function SignalBars({ level, size }: { level: QualityLevel; size: number }) {
    const standing = STANDING[level];
    return (
        <svg
            className={styles["bars"]}
            width={size}
            height={size}
            viewBox="0 0 16 16"
            aria-hidden="true"
        >
            {HEIGHTS.map((height, at) => (
                <rect
                    key={height}
                    className={at < standing ? undefined : styles["faint"]}
                    x={0.75 + at * 4}
                    y={14.5 - height}
                    width={2.5}
                    height={height}
                    rx={1}
                />
            ))}
        </svg>
    );
}
