// The field in which decisions are looked for by their words.
import { Search } from "lucide-react";
import { type KeyboardEvent, useId } from "react";
import { text } from "../../../text/text";
import styles from "./SearchBox.module.css";

export function SearchBox({
    value,
    autoFocus = false,
    onChange,
    onKeyDown,
}: {
    value: string;
    autoFocus?: boolean;
    onChange: (value: string) => void;
    onKeyDown?: (event: KeyboardEvent) => void;
}) {
    const id = useId();
    return (
        <search className={styles["search"]}>
            <label htmlFor={id} className="sr">
                {text("decision.search")}
            </label>
            <Search size={16} aria-hidden="true" />
            <input
                id={id}
                type="search"
                placeholder={text("decision.search")}
                // biome-ignore lint/a11y/noAutofocus: only where one has just asked for it
                autoFocus={autoFocus}
                value={value}
                onChange={(event) => onChange(event.target.value)}
                onKeyDown={onKeyDown}
            />
        </search>
    );
}
