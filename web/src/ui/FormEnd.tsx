// The end of a form in a dialog: what is missing, what was refused, and the two ways out.
import { Button } from "./Button";
import list from "./List.module.css";

export function FormEnd({
    missing = [],
    problem,
    send,
    cancel,
    disabled,
    onCancel,
}: {
    /** What must be filled in first, a line each. */
    missing?: readonly string[];
    /** Why the last try was refused; `null` if it was not. */
    problem: string | null;
    send: string;
    cancel: string;
    disabled: boolean;
    onCancel: () => void;
}) {
    return (
        <>
            {0 < missing.length && (
                <ul className={list["problem"]} role="alert">
                    {missing.map((line) => (
                        <li key={line}>{line}</li>
                    ))}
                </ul>
            )}
            {problem !== null && (
                <p className={list["problem"]} role="alert">
                    {problem}
                </p>
            )}
            <div className={list["actions"]}>
                <Button look="send" type="submit" disabled={disabled}>
                    {send}
                </Button>
                <Button look="bare" onClick={onCancel}>
                    {cancel}
                </Button>
            </div>
        </>
    );
}
