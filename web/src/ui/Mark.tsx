// A time with its dial, in the colour of its step: beside a person, a row, a request.
import { Dial } from "./Dial";
import styles from "./Mark.module.css";

export interface MarkProps {
    step: "now" | "soon" | "today" | "later" | "reachable" | "none";
    fill: number;
    label: string;
    /** As a chip with its own ground, or bare. */
    chip?: boolean;
}

export function Mark({ step, fill, label, chip = false }: MarkProps) {
    if (label === "") return null;
    const look = chip ? `${styles["chip"]} ${styles[step]}` : "";
    return (
        <span className={`${styles["mark"]} step-${step} ${look}`}>
            <span className={step === "reachable" ? styles["glow"] : ""}>
                <Dial fill={fill} />
            </span>
            <span>{label}</span>
        </span>
    );
}
