// The editor of messages for other words: Markdown with mentions, as it goes over the wire.
import { type KeyboardEvent, useRef, useState } from "react";
import { draftOf, toWire } from "./model";
import { MentionBox } from "./parts/MentionBox";

export function TextEditor({
    label,
    value,
    onChange,
    onKeyDown,
}: {
    label: string;
    value: string;
    onChange: (value: string) => void;
    onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}) {
    const [draft, setDraft] = useState(() => draftOf(value));
    const area = useRef<HTMLTextAreaElement>(null);
    return (
        <MentionBox
            area={area}
            topic={null}
            draft={draft}
            label={label}
            onDraft={(next) => {
                setDraft(next);
                onChange(toWire(next));
            }}
            onKeyDown={onKeyDown}
        />
    );
}
