// Shows a small Markdown, made of elements only: nothing in it is ever read as HTML.
import type { ReactNode } from "react";
import styles from "./Markdown.module.css";
import { type Inline, type MarkdownBlock, markdownBlocks } from "./markdown";

export function Markdown({ text }: { text: string }) {
    return <div className={styles["text"]}>{markdownBlocks(text).map(blockNode)}</div>;
}

function blockNode(block: MarkdownBlock, index: number): ReactNode {
    const key = `${index} ${block.kind}`;
    switch (block.kind) {
        case "heading":
            return <h3 key={key}>{block.inline.map(inlineNode)}</h3>;
        case "paragraph":
            return <p key={key}>{block.inline.map(inlineNode)}</p>;
        case "bullets":
            return <ul key={key}>{block.items.map(itemNode)}</ul>;
        case "numbers":
            return <ol key={key}>{block.items.map(itemNode)}</ol>;
    }
}

function itemNode(item: Inline[], index: number): ReactNode {
    return <li key={index}>{item.map(inlineNode)}</li>;
}

function inlineNode(inline: Inline, index: number): ReactNode {
    const key = `${index} ${inline.kind}`;
    switch (inline.kind) {
        case "text":
            return inline.text;
        case "bold":
            return <strong key={key}>{inline.text}</strong>;
        case "italic":
            return <em key={key}>{inline.text}</em>;
        case "code":
            return <code key={key}>{inline.text}</code>;
        case "link":
            return (
                <a key={key} href={inline.href} target="_blank" rel="noreferrer">
                    {inline.text}
                </a>
            );
    }
}
