// A person as two letters in a circle: grey in topics, warm while live.
import styles from "./Initials.module.css";

export function Initials({
    name,
    size = 36,
    lit = false,
}: {
    name: string;
    size?: 24 | 32 | 36 | 64;
    lit?: boolean;
}) {
    const classes = [styles["initials"], styles[`s${size}`], lit ? styles["lit"] : ""];
    return (
        // Drawn by the stylesheet: the letters are a picture of the name, not text.
        <span className={classes.join(" ")} data-letters={initialsOf(name)} aria-hidden="true" />
    );
}

/** The first two letters of the first word: "Ru" for Ruth Abiodun. */
function initialsOf(name: string): string {
    const [first = "", second = ""] = [...(name.trim() || "?")];
    return first.toUpperCase() + second.toLowerCase();
}
