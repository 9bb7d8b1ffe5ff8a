// Whether a pressed key is meant for the page.

/** How long after "G" a letter says where to go, in milliseconds; as the keys of the whole page have it. */
const GO_MS = 1_500;

let goAt = 0;

/** Notes "G", after which a letter leads to another page; answers whether that letter has come. */
function leadsAway(event: KeyboardEvent): boolean {
    const away = Date.now() - goAt < GO_MS;
    goAt = event.key === "g" ? Date.now() : 0;
    return away;
}

/** Whether a key belongs to a text box, an open dialog, or to going elsewhere. */
export function isTaken(event: KeyboardEvent): boolean {
    const { target } = event;
    const inBox =
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const over = document.querySelector("[role=dialog],[role=menu]") !== null;
    if (inBox || modified || over || event.defaultPrevented || event.isComposing) return true;
    return leadsAway(event);
}
