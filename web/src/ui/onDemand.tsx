// A component in a piece of the program that is loaded when it is first shown.
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { text } from "../text/text";
import { say } from "./Toasts";

/** Closes what was opened by a press, if it can be closed. */
function close(props: object): void {
    if ("onClose" in props && typeof props.onClose === "function") props.onClose();
}

/** A piece, and what was found in it. */
interface Piece<Props> {
    load: () => Promise<ComponentType<Props>>;
    found: ComponentType<Props> | null;
    waiting: ReactNode;
    missing: ReactNode;
}

/**
 * Shows `waiting` until the piece is there, and the component in the same moment: a boundary of `Suspense`
 * would be held back for 300 ms. A piece that does not come takes nothing else away: `missing` stands in
 * its place; without it what was opened closes, and it is said why.
 */
export function onDemand<Props extends object>(
    load: () => Promise<ComponentType<Props>>,
    { waiting = null, missing = null }: { waiting?: ReactNode; missing?: ReactNode } = {},
): ComponentType<Props> {
    const piece: Piece<Props> = { load, found: null, waiting, missing };
    return (props) => <Loaded piece={piece} props={props} />;
}

function Loaded<Props extends object>({ piece, props }: { piece: Piece<Props>; props: Props }) {
    const [state, setState] = useState<"waiting" | "here" | "missing">("waiting");
    // biome-ignore lint/correctness/useExhaustiveDependencies: once; it closes what was shown then
    useEffect(() => {
        if (piece.found) return;
        let alive = true;
        piece.load().then(
            (component) => {
                piece.found = component;
                if (alive) setState("here");
            },
            () => {
                if (!alive) return;
                setState("missing");
                if (piece.missing !== null) return;
                say(text("piece.missing"), true);
                close(props);
            },
        );
        return () => {
            alive = false;
        };
    }, []);

    const Found = piece.found;
    if (Found) return <Found {...props} />;
    return state === "missing" ? piece.missing : piece.waiting;
}
