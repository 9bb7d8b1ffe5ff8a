// Short words about what just happened, at the foot of the page.
import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { text } from "../text/text";
import { Button } from "./Button";
import styles from "./Toasts.module.css";

/** How long a toast stays, in milliseconds: time to read two short sentences. */
const TOAST_MS = 6_000;

interface Toast {
    id: number;
    words: string;
    bad: boolean;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
    toasts = next;
    for (const listener of listeners) listener();
}

function dismiss(id: number): void {
    change(toasts.filter((toast) => toast.id !== id));
}

/** Says something; `bad` for what went wrong. */
export function say(words: string, bad = false): void {
    lastId += 1;
    const id = lastId;
    change([...toasts.slice(-2), { id, words, bad }]);
    setTimeout(() => dismiss(id), TOAST_MS);
}

function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export function Toasts() {
    const shown = useSyncExternalStore(subscribe, () => toasts);
    return (
        <section className={styles["toasts"]} aria-live="polite" aria-label={text("toast.region")}>
            {shown.map((toast) => (
                <p key={toast.id} className={toast.bad ? styles["bad"] : styles["toast"]}>
                    <span>{toast.words}</span>
                    <Button
                        look="bare"
                        small
                        icon={<X size={16} />}
                        label={text("toast.dismiss")}
                        onClick={() => dismiss(toast.id)}
                    />
                </p>
            ))}
        </section>
    );
}
