// A small line over time, with its first and last day below and its scale beside it.
import styles from "./LineChart.module.css";

export interface ChartPoint {
    /** When, in milliseconds: its place from left to right. */
    atMs: number;
    value: number;
    /** What it says: "Fri 20 Nov: 42%". */
    words: string;
}

/** Where a value stands between the ends of a scale, 0 to 1. */
function placed(value: number, from: number, to: number): number {
    return to === from ? 0.5 : Math.min(1, Math.max(0, (value - from) / (to - from)));
}

/** Decimals of a coordinate in percent. */
const DECIMALS = 2;

export function LineChart({
    label,
    points,
    from,
    to,
    span,
    fromWords,
    toWords,
    first,
    last,
    guide = false,
}: {
    /** What it shows, for those who do not see it; the points follow. */
    label: string;
    /** In order of time. */
    points: readonly ChartPoint[];
    /** The ends of the scale. */
    from: number;
    to: number;
    /** The ends of time; those of the points if it is left out. */
    span?: readonly [number, number];
    fromWords: string;
    toWords: string;
    /** Words below, at both ends. */
    first: string;
    last: string;
    /** Draws the even way from the first end to the last. */
    guide?: boolean;
}) {
    const begin = span?.[0] ?? points[0]?.atMs ?? 0;
    const end = span?.[1] ?? points.at(-1)?.atMs ?? 1;
    const spots = points.map((point) => ({
        ...point,
        x: placed(point.atMs, begin, end) * 100,
        y: (1 - placed(point.value, from, to)) * 100,
    }));
    const line = spots
        .map(
            ({ x, y }, index) =>
                `${index === 0 ? "M" : "L"}${x.toFixed(DECIMALS)} ${y.toFixed(DECIMALS)}`,
        )
        .join("");
    return (
        <div className={styles["chart"]}>
            <span className={styles["scale"]} aria-hidden="true">
                <span>{toWords}</span>
                <span>{fromWords}</span>
            </span>
            <div
                className={styles["field"]}
                role="img"
                aria-label={[label, ...points.map((point) => point.words)].join(". ")}
            >
                <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
                    {guide && <path className={styles["guide"]} d="M0 100L100 0" />}
                    {1 < spots.length && <path className={styles["line"]} d={line} />}
                </svg>
                {spots.map((spot) => (
                    <i
                        key={spot.atMs}
                        title={spot.words}
                        style={{ left: `${spot.x}%`, top: `${spot.y}%` }}
                    />
                ))}
            </div>
            <span className={`${styles["days"]} num`} aria-hidden="true">
                <span>{first}</span>
                <span>{last}</span>
            </span>
        </div>
    );
}
