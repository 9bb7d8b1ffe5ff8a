// Amounts as bars, each with its words: the length says how much, no colour does.
import type { ReactNode } from "react";
import styles from "./Bars.module.css";

export interface Bar {
    key: string | number;
    label: ReactNode;
    /** How long it is, 0 to 1. */
    share: number;
    /** The amount in words: "3 votes". */
    words: string;
    /** A quiet line below: who. */
    below?: ReactNode;
    /** Stands out among the others, which its words or its label say too. */
    strong?: boolean;
}

export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
    return (
        <ul className={styles["bars"]} aria-label={label}>
            {bars.map((bar) => (
                <li key={bar.key} className={bar.strong ? styles["strong"] : ""}>
                    <span className={styles["label"]}>{bar.label}</span>
                    <span className={`${styles["words"]} num`}>{bar.words}</span>
                    <span className={styles["track"]} aria-hidden="true">
                        <i style={{ width: `${Math.round(clamp(bar.share) * 100)}%` }} />
                    </span>
                    {bar.below && <span className={styles["below"]}>{bar.below}</span>}
                </li>
            ))}
        </ul>
    );
}

function clamp(share: number): number {
    return Math.min(1, Math.max(0, share));
}

/** How far something is, as one bar. */
export function Progress({ label, share }: { label: string; share: number }) {
    return (
        <span className={styles["track"]} role="img" aria-label={label}>
            <i style={{ width: `${Math.round(clamp(share) * 100)}%` }} />
        </span>
    );
}
