// How loud a voice is from beginning to end, and how far it was heard.
import type { Clip } from "../../../data/model";
import { bars } from "../model";
import styles from "./Wave.module.css";

/** Width and gap of a bar, in the drawing's own units. */
const STEP = 4;
const WIDTH = 2.5;

const HEIGHT = 32;

export function Wave({ clip, share }: { clip: Clip; share: number }) {
    const heights = bars(clip.loudness);
    if (heights.length === 0) return <span className={styles["flat"]} />;
    return (
        <svg
            className={styles["wave"]}
            viewBox={`0 0 ${heights.length * STEP} ${HEIGHT}`}
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            {heights.map((height, index) => (
                <rect
                    // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
                    key={index}
                    className={styles[index < share * heights.length ? "heard" : "ahead"]}
                    x={index * STEP}
                    y={(HEIGHT * (1 - height)) / 2}
                    width={WIDTH}
                    height={HEIGHT * height}
                    rx={1}
                />
            ))}
        </svg>
    );
}
