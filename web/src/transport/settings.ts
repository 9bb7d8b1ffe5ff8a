// Choices that belong to this browser: theme, how to send, notifications, sidebar.

const PREFIX = "meanwhile.";

/** What can be chosen, and what holds without a choice. */
const DEFAULTS = {
    theme: "system",
    send: "enter",
    notifications: "off",
    pane: "open",
} as const satisfies Record<string, string>;

export interface Settings {
    theme: "system" | "light" | "dark";
    /** Which key sends: Enter, or Ctrl+Enter. */
    send: "enter" | "ctrl_enter";
    notifications: "on" | "off";
    /** Whether the right pane of a topic is open. */
    pane: "open" | "closed";
}

const listeners = new Set<() => void>();

function readAll(): Settings {
    const found: Record<string, string> = { ...DEFAULTS };
    try {
        for (const name of Object.keys(DEFAULTS)) {
            const kept = localStorage.getItem(PREFIX + name);
            if (kept) found[name] = kept;
        }
    } catch {
        // The defaults then.
    }
    return found as unknown as Settings;
}

let current = readAll();

/** All choices of this browser. */
export function settings(): Settings {
    return current;
}

/** Chooses; "system" for the theme forgets the choice. */
export function choose<Name extends keyof Settings>(name: Name, value: Settings[Name]): void {
    current = { ...current, [name]: value };
    try {
        localStorage.setItem(PREFIX + name, value);
    } catch {
        // It holds until the page is closed.
    }
    if (name === "theme") showTheme();
    for (const listener of listeners) listener();
}

/** Calls `listener` after each choice; returns how to stop it. */
export function onSettings(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

/** Whether the page is dark now. */
export function isDark(): boolean {
    return document.documentElement.dataset["theme"] === "dark";
}

/** Puts the chosen or the system's theme on the page. */
export function showTheme(): void {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const { theme } = current;
    document.documentElement.dataset["theme"] =
        theme === "system" ? (dark ? "dark" : "light") : theme;
}

if (typeof window !== "undefined") {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
        showTheme();
        for (const listener of listeners) listener();
    });
}
