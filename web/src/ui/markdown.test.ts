import { describe, expect, it } from "vitest";
import { inlineOf, markdownBlocks } from "./markdown";

describe("a small Markdown", () => {
    it("has headings, lists and paragraphs", () => {
        const blocks = markdownBlocks(
            "## How\n\n- one\n- two\n\n1. first\n\nOne line\nand another.",
        );
        expect(blocks.map((block) => block.kind)).toEqual([
            "heading",
            "bullets",
            "numbers",
            "paragraph",
        ]);
        expect(blocks[3]).toEqual({
            kind: "paragraph",
            inline: [{ kind: "text", text: "One line and another." }],
        });
    });

    it("reads bold, italic, code and links", () => {
        expect(inlineOf("Say **what** and *when*, see `log` at https://example.org/a.")).toEqual([
            { kind: "text", text: "Say " },
            { kind: "bold", text: "what" },
            { kind: "text", text: " and " },
            { kind: "italic", text: "when" },
            { kind: "text", text: ", see " },
            { kind: "code", text: "log" },
            { kind: "text", text: " at " },
            { kind: "link", text: "https://example.org/a", href: "https://example.org/a" },
            { kind: "text", text: "." },
        ]);
    });

    it("makes no links of anything but the web", () => {
        expect(inlineOf("[x](javascript:alert(1))")).toEqual([
            { kind: "text", text: "[x](javascript:alert(1))" },
        ]);
    });

    it("leaves stars alone that mark nothing", () => {
        expect(inlineOf("2 * 3 * 4")).toEqual([{ kind: "text", text: "2 * 3 * 4" }]);
    });
});
