// What somebody dismissed for the rest of the day, kept in this browser.
const PREFIX = "meanwhile.dismissed.";

/** The day on this device's calendar. */
function today(): string {
    const now = new Date();
    return `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`;
}

/** Whether it was dismissed today. */
export function isDismissed(what: string): boolean {
    try {
        return localStorage.getItem(PREFIX + what) === today();
    } catch {
        return false;
    }
}

/** Keeps it away for today; what was dismissed on other days is forgotten. */
export function dismissToday(what: string): void {
    try {
        const day = today();
        for (const key of Object.keys(localStorage)) {
            if (key.startsWith(PREFIX) && localStorage.getItem(key) !== day) {
                localStorage.removeItem(key);
            }
        }
        localStorage.setItem(PREFIX + what, day);
    } catch {
        // It comes back with the next page.
    }
}
