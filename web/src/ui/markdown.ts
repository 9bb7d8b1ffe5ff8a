// A small Markdown: headings, lists, paragraphs; bold, italic, code and links in them.

export type Inline =
    | { kind: "text" | "bold" | "italic" | "code"; text: string }
    | { kind: "link"; text: string; href: string };

export type MarkdownBlock =
    | { kind: "heading" | "paragraph"; inline: Inline[] }
    | { kind: "bullets" | "numbers"; items: Inline[][] };

/** Longest text of which inline marks are read; what is longer is shown as it is. */
const INLINE_CHARS_MAX = 10_000;

/** What stands between two marks of one line. */
const MARKS =
    /\*\*(?<bold>[^*]+)\*\*|\*(?<italic>[^*\s][^*]*)\*|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<link>https?:\/\/[^\s)]+)\)|(?<bare>https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/g;

/** The marks of one line or paragraph. */
export function inlineOf(line: string): Inline[] {
    if (INLINE_CHARS_MAX < line.length) return [{ kind: "text", text: line }];
    const found: Inline[] = [];
    let at = 0;
    for (const match of line.matchAll(MARKS)) {
        if (at < match.index) found.push({ kind: "text", text: line.slice(at, match.index) });
        at = match.index + match[0].length;
        const { bold, italic, code, label, link, bare } = match.groups ?? {};
        if (bold) found.push({ kind: "bold", text: bold });
        else if (italic) found.push({ kind: "italic", text: italic });
        else if (code) found.push({ kind: "code", text: code });
        else if (label && link) found.push({ kind: "link", text: label, href: link });
        else if (bare) found.push({ kind: "link", text: bare, href: bare });
    }
    if (at < line.length) found.push({ kind: "text", text: line.slice(at) });
    return found;
}

/** The blocks of a text. */
export function markdownBlocks(text: string): MarkdownBlock[] {
    const blocks: MarkdownBlock[] = [];
    let paragraph: string[] = [];
    const flush = () => {
        if (0 < paragraph.length) {
            blocks.push({ kind: "paragraph", inline: inlineOf(paragraph.join(" ")) });
        }
        paragraph = [];
    };
    for (const line of text.split("\n")) {
        const heading = /^#{1,6}\s+(.+)$/.exec(line);
        const bullet = /^\s*[-*+]\s+(.+)$/.exec(line);
        const number = /^\s*\d+[.)]\s+(.+)$/.exec(line);
        if (line.trim() === "") flush();
        else if (heading?.[1]) {
            flush();
            blocks.push({ kind: "heading", inline: inlineOf(heading[1]) });
        } else if (bullet?.[1] || number?.[1]) {
            flush();
            const kind = bullet ? "bullets" : "numbers";
            const item = inlineOf(bullet?.[1] ?? number?.[1] ?? "");
            const last = blocks.at(-1);
            if (last && "items" in last && last.kind === kind) last.items.push(item);
            else blocks.push({ kind, items: [item] });
        } else paragraph.push(line.trim());
    }
    flush();
    return blocks;
}
