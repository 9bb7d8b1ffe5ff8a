// A text for editing or for lists: mentions as names, put back as they were.

const MENTION = /@(_?)\[([^\]]+)\]\(((?:per|grp)_\w+)\)/g;

/** "@[Ana](per_…)" becomes "@Ana". */
export function editText(wire: string): string {
    return wire.replace(MENTION, "@$1$2");
}

/** Puts the mentions of the former text back where their names still stand. */
export function wireText(edited: string, former: string): string {
    let text = edited.trim();
    const done = new Set<string>();
    const mentions = [...former.matchAll(MENTION)].sort(
        (a, b) => (b[2]?.length ?? 0) - (a[2]?.length ?? 0),
    );
    for (const [wire, silent, name] of mentions) {
        const shown = `@${silent}${name}`;
        if (done.has(shown)) continue;
        done.add(shown);
        text = text.replaceAll(shown, wire);
    }
    return text;
}
