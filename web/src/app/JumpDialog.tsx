// The jump box with what it can begin.
import "../text/englishPages";
import "../text/englishWork";
import { useLocation } from "wouter";
import { myZone } from "../data/select";
import { useView } from "../data/useView";
import { isQuiet, quietChoices } from "../features/availability/model";
import { endQuiet, focusNow } from "../features/availability/quiet";
import { JumpBox } from "../features/jump/JumpBox";
import { directWith } from "../features/person/directWith";
import { text } from "../text/text";
import type { Overlay } from "./overlay";

/** Minutes of a short focus. */
const FOCUS_MINUTES = 25;

export function JumpDialog({
    onClose,
    onOverlay,
}: {
    onClose: () => void;
    onOverlay: (overlay: Overlay) => void;
}) {
    const [, go] = useLocation();
    const choices = useView((data, nowMs) => quietChoices(nowMs, myZone(data), FOCUS_MINUTES));
    const quiet = useView((data, nowMs) =>
        isQuiet(data.me ? data.availability.get(data.me) : undefined, nowMs),
    );
    const run = (work: () => Promise<void>) => () => {
        onClose();
        void work();
    };
    const undisturbed = [
        ...choices.map((one) => ({
            name: text("quiet.focus", { words: one.words }),
            onRun: run(() => focusNow(one.choice)),
        })),
        {
            name: text("state.do_not_disturb"),
            onRun: () => onOverlay({ kind: "focus", silent: true }),
        },
        ...(quiet ? [{ name: text("quiet.end"), onRun: run(endQuiet) }] : []),
    ];
    return (
        <JumpBox
            commands={[
                {
                    name: text("topic.new"),
                    onRun: () => onOverlay({ kind: "new_topic", channel: null }),
                },
                { name: text("task.new"), onRun: () => onOverlay({ kind: "new_task" }) },
                { name: text("board.new"), onRun: () => onOverlay({ kind: "new_board" }) },
                { name: text("channel.new"), onRun: () => onOverlay({ kind: "new_channel" }) },
                { name: text("direct.new"), onRun: () => onOverlay({ kind: "new_direct" }) },
                ...undisturbed,
                { name: text("group.new"), onRun: () => onOverlay({ kind: "new_group" }) },
                { name: text("keys.title"), onRun: () => onOverlay({ kind: "keys" }) },
            ]}
            onPerson={(person) => void directWith([person], go)}
            onClose={onClose}
        />
    );
}
