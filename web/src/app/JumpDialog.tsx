// The jump box with what it can begin.
import { useLocation } from "wouter";
import { JumpBox } from "../features/jump/JumpBox";
import { directWith } from "../features/person/directWith";
import { text } from "../text/text";
import type { Overlay } from "./overlay";

export function JumpDialog({
    onClose,
    onOverlay,
}: {
    onClose: () => void;
    onOverlay: (overlay: Overlay) => void;
}) {
    const [, go] = useLocation();
    return (
        <JumpBox
            commands={[
                {
                    name: text("topic.new"),
                    onRun: () => onOverlay({ kind: "new_topic", channel: null }),
                },
                { name: text("channel.new"), onRun: () => onOverlay({ kind: "new_channel" }) },
                { name: text("direct.new"), onRun: () => onOverlay({ kind: "new_direct" }) },
                { name: text("keys.title"), onRun: () => onOverlay({ kind: "keys" }) },
            ]}
            onPerson={(person) => void directWith([person], go)}
            onClose={onClose}
        />
    );
}
