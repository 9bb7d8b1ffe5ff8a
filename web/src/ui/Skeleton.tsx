// What stands in for something that takes longer than 300 ms to come.
import { text } from "../text/text";
import styles from "./Skeleton.module.css";

export function Skeleton({ rows = 4 }: { rows?: number }) {
    return (
        <div className={styles["skeleton"]} role="status">
            <span className="sr">{text("wait.loading")}</span>
            {Array.from({ length: rows }, (_, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
                <div key={row} className={styles["row"]} aria-hidden="true">
                    <i />
                    <span>
                        <b />
                        <b />
                    </span>
                </div>
            ))}
        </div>
    );
}
